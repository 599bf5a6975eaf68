import { expect, test } from "vitest";
import { createMemoryStore } from "../store/memory-store.ts";
import { ENROLLED, EPOCH, newNote, ok, schema, type Sent, write } from "../device.fixture.ts";
import type { Device } from "../door.ts";
import { jotsRequestShape } from "#protocol/jot.ts";
import * as v from "valibot";
import { ADA, at, BEN, comeIn, settled, twoAdults } from "../two-adults.fixture.ts";

const SECRET = "Amara said she was frightened";

async function jotted(device: Device, about = {}) {
  const done = await device.jot("note", { text: SECRET }, about);
  if (done.refused) throw new Error(done.sentence);
  await settled();
  return done.id;
}

const read = async (device: Device) => {
  const jots = device.watch({ kind: "jots" });
  const stop = jots.subscribe(() => undefined);
  await settled();
  stop();
  return jots.get();
};

/** A server that takes nothing but jots, and says whether the device stands. */
const server =
  (standing?: string) =>
  ({ path, body }: Sent) => {
    if (path.endsWith("/jots")) {
      const { jots } = v.parse(jotsRequestShape, body);
      return ok({ waymark: "jots", kept: jots.map(({ id }) => id) });
    }
    if (path.endsWith("/push"))
      return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts: [], next: 1, ...(standing && { standing }) });
    return { reached: false, why: "offline" } as const;
  };

test("[V30] what is written while it is locked is counted at once, and read by nobody before it is opened", async () => {
  const { tab, store } = await twoAdults();
  const device = tab();
  await settled();
  expect(await device.jot("note", { text: SECRET })).toMatchObject({ refused: true, code: "notReady" });
  await comeIn(device, ADA);
  device.lock();
  const id = await jotted(device);
  expect(device.status.get().jots).toBe(1);
  expect(await read(device)).toBeUndefined();
  const stored = await store.read((tx) => tx.jots());
  expect(stored.map((row) => row.id)).toEqual([id]);
  expect(JSON.stringify(await store.rawRows(100))).not.toMatch(/Amara|frightened|"note"/);
  await comeIn(device, BEN);
  expect(await read(device)).toMatchObject([{ id, kind: "note", body: { text: SECRET }, author: null, scope: null }]);
});

test("[V30] it survives a page that is loaded again, and is filed once, signed by who files it", async () => {
  const { tab, store } = await twoAdults();
  const before = tab();
  await comeIn(before, ADA);
  before.lock();
  const id = await jotted(before);
  before.close();
  const [one, two] = [tab(), tab()];
  await settled();
  expect([at(one), one.status.get().jots]).toEqual(["locked", 1]);
  await comeIn(one, BEN);
  await comeIn(two, BEN);
  const [first, second] = await Promise.all(
    [one, two].map((device, i) => device.fileJot(id, write, [newNote(`n${i}`, SECRET)])),
  );
  expect([first, second].filter((done) => done?.refused)).toMatchObject([{ code: "filed" }]);
  await settled();
  const unsent = await store.read((tx) => tx.pendingOutside());
  expect(unsent).toHaveLength(1);
  expect([await read(one), one.status.get().jots]).toEqual([[], 0]);
});

test("[V31] what an adult said was theirs is shown to no other adult, and waits for them", async () => {
  const { tab } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  const id = await jotted(device, { author: ADA });
  await comeIn(device, BEN);
  expect([await read(device), device.status.get().jots]).toEqual([[], 1]);
  await comeIn(device, ADA);
  expect(await read(device)).toMatchObject([{ id, author: ADA }]);
});

test("[V32] a device that was taken out of use hands over what nobody filed before its keys go", async () => {
  const { tab, store, transport } = await twoAdults(server("revoked"));
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  const id = await jotted(device);
  await device.sendNow();
  await settled();
  const told = transport.sent.filter(({ path }) => path.endsWith("/jots"));
  expect(told.flatMap(({ body }) => (body["jots"] as { id: string }[]).map((jot) => jot.id))).toEqual([id]);
  expect([at(device), await store.read((tx) => tx.slots()), await store.read((tx) => tx.jots())]).toEqual([
    "enrolled",
    [],
    [],
  ]);
});

test("[V32] what is set aside goes to the server, and leaves the list when the server has it", async () => {
  const { tab, store } = await twoAdults(server());
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  const id = await jotted(device);
  await comeIn(device, ADA);
  await device.setJotAside(id);
  expect(await read(device)).toEqual([]);
  expect(await store.read((tx) => tx.jots())).toHaveLength(1);
  device.lock();
  await device.sendNow();
  await settled();
  expect(await store.read((tx) => tx.jots())).toEqual([]);
});

test("[V30] keys that were exchanged on the disk open nothing: new ones are made, and what was caught goes to the server", async () => {
  const { tab, store, disk } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  const kept = await store.read((tx) => tx.control("jotKeys"));
  device.lock();
  const finder = createMemoryStore({ schema, disk });
  await finder.write(
    "strict",
    (tx) => tx.setControl("jotKeys", { publicKey: ENROLLED.serverKey, box: kept?.box ?? "" }),
    { scopes: [], parts: [] },
  );
  await jotted(device);
  await comeIn(device, ADA);
  expect(await read(device)).toEqual([]);
  const [row] = await store.read((tx) => tx.jots());
  expect(row?.aside).toBe(true);
  device.lock();
  await jotted(device);
  await comeIn(device, BEN);
  expect(await read(device)).toHaveLength(1);
});
