import { expect, test } from "vitest";
import { EPOCH, feedPage, newNote, ok, PUPIL, type Sent, serverRow, withId, write } from "./device.fixture.ts";
import type { Device, Query } from "./door.ts";
import { ADA, comeIn, settled, twoAdults } from "./two-adults.fixture.ts";

const DAY = 86_400_000;
/** Over from the eighth day on, whatever days they are. */
const lease = ({ since, today }: { readonly since: string; readonly today: string }): boolean =>
  Date.parse(today) - Date.parse(since) > 7 * DAY || since > today;

/** A server with one note of a colleague; nothing comes when it is away. */
function server() {
  let away = false;
  const [change] = [withId(newNote("n1", "He was calm"), "ch1")];
  const rows = change ? [serverRow([change], 1)] : [];
  return {
    away: (is: boolean) => void (away = is),
    answer: ({ path, body }: Sent) => {
      if (away) return { reached: false, why: "offline" } as const;
      if (path.endsWith("/push")) {
        const envelopes = (body["envelopes"] ?? []) as { id: string; deviceSeq: number }[];
        const verdicts = envelopes.map(({ id, deviceSeq }) => ({
          ...{ envelope: id, deviceSeq, result: "processed" as const },
          changes: [],
        }));
        return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts, next: (envelopes.at(-1)?.deviceSeq ?? 0) + 1 });
      }
      return ok(feedPage({ rows: body["cursor"] === null ? rows : [], cursor: 1, kind: "feed" }));
    },
  };
}

const answer = async <Q extends Query>(device: Device, query: Q) => {
  const found = device.watch(query);
  const stop = found.subscribe(() => undefined);
  await settled();
  stop();
  return found.get();
};
const records = (device: Device) => answer(device, { kind: "records", scope: PUPIL });
const isOver = (device: Device): boolean => {
  const standing = device.standing.get();
  return standing.state === "open" && standing.leaseOver === true;
};

async function start() {
  const far = server();
  const made = await twoAdults(far.answer);
  const device = made.tab(undefined, { lease });
  await comeIn(device, ADA);
  await device.sendNow();
  await settled();
  expect(await records(device)).toHaveLength(1);
  far.away(true);
  return { ...made, far, device };
}

test("[V35] too long after the last contact nothing is shown; what is written is kept, and a contact gives it all back", async () => {
  const { device, sleep, far, store } = await start();
  await sleep(7 * DAY);
  expect([isOver(device), (await records(device))?.length]).toEqual([false, 1]);
  await sleep(DAY);
  expect(isOver(device)).toBe(true);
  expect(await records(device)).toEqual([]);
  expect(await answer(device, { kind: "history", scope: PUPIL, record: "n1".padEnd(26, "0") as never })).toEqual([]);
  const summaries = (await answer(device, { kind: "summaries" })) ?? [];
  expect(summaries.flatMap(({ slims }) => slims)).toEqual([]);
  expect(await device.commit(write, [newNote("n2", "Told me at the door")])).not.toHaveProperty("code");
  expect((await store.read((tx) => tx.pendingOutside())).length).toBe(1);
  expect(await answer(device, { kind: "unsent" })).toEqual([]);
  far.away(false);
  await device.sendNow();
  await settled();
  expect(isOver(device)).toBe(false);
  expect((await records(device))?.length).toBeGreaterThan(0);
});

test("[V35] locking and coming in again does not begin it anew, nor does a page that is loaded again", async () => {
  const { device, sleep, tab } = await start();
  await sleep(8 * DAY);
  device.lock();
  await comeIn(device, ADA);
  expect([isOver(device), await records(device)]).toEqual([true, []]);
  device.close();
  const again = tab(undefined, { lease });
  await comeIn(again, ADA);
  expect([isOver(again), await records(again)]).toEqual([true, []]);
});

test("[V35] a clock that is set back does not give it back", async () => {
  const { device, time, sleep, tab, store } = await start();
  await sleep(8 * DAY);
  device.close();
  const seen = await store.read((tx) => tx.control("latestSeen"));
  expect(seen?.at).toBeGreaterThan(time.now() + 7 * DAY);
  const clock = { now: () => time.now(), offsetMinutes: () => 60 };
  const again = tab(undefined, { lease, clock });
  await comeIn(again, ADA);
  expect([isOver(again), await records(again)]).toEqual([true, []]);
});
