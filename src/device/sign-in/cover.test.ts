import { expect, test } from "vitest";
import { defineCommand } from "#ledger/command.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { RecordId } from "#ledger/names.ts";
import { idOf, newNote, newPlan, PUPIL, type Sent, write } from "../device.fixture.ts";
import type { AnswerTo, CoverView, Device, Query, Unsent } from "../door.ts";
import { ADA, at, BEN, comeIn, settled, twoAdults } from "../two-adults.fixture.ts";

const WHO = { text: "Ms Cole" };
/** The toy school keeps them as a note: what a cover adult is let in by is the app's. */
const vouch = defineCommand<typeof WHO & { readonly key: string }>("vouch", ({ text, key }, { newId }) => [
  { kind: "create", record: newId(), type: "note", scope: PUPIL, fields: { text: `${text} ${key}` } },
]);

async function unsent(device: Device): Promise<readonly Unsent[]> {
  const found = device.watch({ kind: "unsent" });
  found.subscribe(() => undefined);
  await settled();
  return found.get() ?? [];
}

async function letIn(device: Device, again?: { readonly adult: RecordId; readonly key: string }): Promise<void> {
  const refused = await device.letCoverIn(vouch, WHO, "Ms C", again);
  if (refused) throw new Error(refused.sentence);
  await settled();
}

const recordIn = ({ envelope }: Unsent) => {
  const [change] = envelope.changes;
  if (change?.kind !== "create") throw new Error("no create");
  return { adult: change.record, key: String(change.fields["text"]).split(" ").at(-1) ?? "" };
};

test("[A34] a cover adult is let in with no network, and signs as themselves what they write", async () => {
  const { tab } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  await letIn(device);
  const standing = device.standing.get();
  expect(standing).toMatchObject({ state: "open", label: "Ms C", cover: { host: ADA } });
  expect(isRefusal(await device.commit(write, [newNote("n1", "Calm start")]))).toBe(false);
  const [first, second] = await unsent(device);
  expect(first?.envelope.author).toBe(ADA);
  expect(second?.envelope).toMatchObject({ author: recordIn(first!).adult, authorKey: "cover" });
  expect(at(device)).toBe(recordIn(first!).adult);
});

test("[A34] a locked tablet knows no cover adult; the same adult lets the same one in again, another cannot", async () => {
  const { tab } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  await letIn(device);
  const cover = recordIn((await unsent(device))[0]!);
  device.lock();
  await settled();
  expect(device.standing.get()).toMatchObject({ state: "locked", people: [{ adult: ADA }, { adult: BEN }] });
  await comeIn(device, BEN);
  expect(await device.letCoverIn(vouch, WHO, "Ms C", cover)).toMatchObject({ code: "notLetIn" });
  expect(at(device)).toBe(BEN);
  await comeIn(device, ADA);
  await letIn(device, cover);
  expect(at(device)).toBe(cover.adult);
  // Nothing more was written to let them in again.
  expect(await unsent(device)).toHaveLength(1);
});

test("[A34] a cover adult lets nobody in, and writes nothing on the day after", async () => {
  const { tab, time } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  await letIn(device);
  expect(await device.letCoverIn(vouch, WHO, "Mr D")).toMatchObject({ code: "coverItself" });
  await time.pass(24 * 60 * 60_000);
  expect(await device.commit(write, [newNote("n1", "Late")])).toMatchObject({ code: "coverOver" });
});

test("[A36] what is asked of the server names who is at the device, and a cover adult's key is never offered", async () => {
  const asked: Sent[] = [];
  const { tab } = await twoAdults((sent) => {
    asked.push(sent);
    return { reached: false, why: "offline" };
  });
  const device = tab();
  await comeIn(device, ADA);
  await device.ask("GET", "/api/devices");
  await letIn(device);
  const before = asked.length;
  await device.ask("GET", "/api/devices");
  await device.sendNow();
  const cover = at(device);
  const named = asked.filter(({ path }) => path === "/api/devices").map(({ headers }) => headers["waymark-adult"]);
  expect(named).toEqual([ADA, cover]);
  expect(asked.slice(before).some(({ path }) => path === "/api/author-keys")).toBe(false);
});

/** Cover adults see notes of their own, and of a plan its review alone. */
const coverView: CoverView = {
  slim: (slim, own) => (slim.type === "plan" ? { ...slim, fields: {} } : own ? slim : undefined),
  mayRead: (type, own) => type === "note" && own,
  mayWrite: (type, own) => type === "note" && own,
};

async function told<Q extends Query>(device: Device, query: Q): Promise<AnswerTo<Q> | undefined> {
  const signal = device.watch(query);
  const stop = signal.subscribe(() => undefined);
  await settled();
  const answer = signal.get();
  stop();
  return answer;
}

test("[A34] whatever is asked, a cover adult is told of what they wrote, and changes nothing of others'", async () => {
  const { tab } = await twoAdults();
  const device = tab(undefined, { coverView });
  const [plan, theirs, own] = [idOf<RecordId>("p1"), idOf<RecordId>("n1"), idOf<RecordId>("n2")];
  await comeIn(device, ADA);
  await device.commit(write, [newPlan("p1", "2026-07-01")]);
  await device.commit(write, [newNote("n1", "Of Ada")]);
  await letIn(device);
  expect(isRefusal(await device.commit(write, [newNote("n2", "Their own", PUPIL, "2026-06-09T10:55")]))).toBe(false);

  const records = await told(device, { kind: "records", scope: PUPIL });
  expect(records?.map(({ id }) => id)).toEqual([own]);
  expect(await told(device, { kind: "records", scope: PUPIL, limit: 1 })).toHaveLength(1);
  for (const [id, found] of [
    [plan, 0],
    [theirs, 0],
    [own, 1],
  ] as const) {
    expect((await told(device, { kind: "record", id, scope: PUPIL })) === null).toBe(found === 0);
    expect(await told(device, { kind: "history", record: id, scope: PUPIL })).toHaveLength(found);
  }
  const shown = [
    await told(device, { kind: "summary", scope: PUPIL }),
    ...((await told(device, { kind: "summaries" })) ?? []),
  ];
  for (const summary of shown.filter((one) => one?.scope === PUPIL))
    expect(summary?.slims.map(({ id, fields }) => [id, fields])).toEqual([
      [own, { text: "Their own" }],
      [plan, {}],
    ]);
  expect((await told(device, { kind: "unsent" }))?.map(({ envelope }) => envelope.author)).toEqual([at(device)]);

  const change = (record: RecordId, type: string) =>
    ({ kind: "withdraw", record, type, scope: PUPIL, reason: "twice", seen: [] }) as never;
  const notTheirs = { code: "notForCover" };
  expect(await device.commit(write, [newPlan("p2", "2026-07-01")])).toMatchObject(notTheirs);
  expect(await device.commit(write, [change(plan, "plan")])).toMatchObject(notTheirs);
  expect(await device.commit(write, [change(theirs, "note")])).toMatchObject(notTheirs);
  expect(isRefusal(await device.commit(write, [change(own, "note")]))).toBe(false);

  await comeIn(device, BEN);
  expect(await told(device, { kind: "records", scope: PUPIL, types: ["plan"] })).toHaveLength(1);
});
