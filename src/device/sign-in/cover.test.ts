import { expect, test } from "vitest";
import { defineCommand } from "#ledger/command.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { RecordId } from "#ledger/names.ts";
import { newNote, PUPIL, type Sent, write } from "../device.fixture.ts";
import type { Device, Unsent } from "../door.ts";
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
