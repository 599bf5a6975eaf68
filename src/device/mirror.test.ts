import { expect, test } from "vitest";
import { ENROLLED, newNote, schema, write } from "./device.fixture.ts";
import type { Mirror } from "./ports.ts";
import { createMemoryDisk, createMemoryStore } from "./store/memory-store.ts";
import { ADA, at, BEN, comeIn, settled, twoAdults, WORDS } from "./two-adults.fixture.ts";

function files() {
  const held = new Map<string, string>();
  const mirror: Mirror = {
    read: async () => [...held].map(([name, text]) => ({ name, text })),
    put: async (name, text) => void held.set(name, text),
    delete: async (name) => void held.delete(name),
  };
  return { held, mirror };
}

async function start() {
  const made = await twoAdults();
  const { held, mirror } = files();
  const device = made.tab(undefined, { mirror });
  await comeIn(device, ADA);
  for (const name of ["n1", "n2"]) await device.commit(write, [newNote(name, `Amara ${name}`)]);
  device.lock();
  await device.jot("note", { text: "Amara at the door" });
  await made.time.pass(1_000);
  await settled();
  /** The same browser with its database taken away. */
  const emptied = () => {
    device.close();
    const on = createMemoryDisk();
    return { on, store: createMemoryStore({ schema, disk: on }), device: made.tab(undefined, { mirror, on }) };
  };
  return { ...made, held, mirror, device, emptied };
}

test("[V37] a database that was emptied is brought back: the same device, what waited, the ways in, and it says how much", async () => {
  const { emptied } = await start();
  const { device, store } = emptied();
  await settled();
  expect([at(device), device.status.get().recovered]).toEqual(["locked", 3]);
  expect(device.status.get()).toMatchObject({ queued: 2, jots: 1 });
  expect(await store.read((tx) => tx.control("enrolled"))).toEqual(ENROLLED);
  await comeIn(device, ADA);
  const unsent = device.watch({ kind: "unsent" });
  const jots = device.watch({ kind: "jots" });
  for (const found of [unsent, jots]) found.subscribe(() => undefined);
  await settled();
  expect(unsent.get()?.map(({ envelope }) => envelope.deviceSeq)).toEqual([1, 2]);
  expect(jots.get()).toMatchObject([{ body: { text: "Amara at the door" } }]);
  // The next number is the next one: nothing is given out twice.
  await device.commit(write, [newNote("n3", "Afterwards")]);
  expect((await store.read((tx) => tx.pendingOutside())).map((row) => row.deviceSeq)).toEqual([1, 2, 3]);
});

test("[V37] the copy tells a finder nothing: boxes, ids and what stands in clear anyway", async () => {
  const { held } = await start();
  expect([...held.keys()].sort()).toEqual(["facts", expect.stringMatching(/^jot-/), "pending-1", "pending-2"]);
  expect(JSON.stringify([...held.values()])).not.toMatch(/Amara|at the door/);
});

test("[V37] what was sent or taken out of use leaves the copy too", async () => {
  const { held, store, tab, mirror, time } = await start();
  const device = tab(undefined, { mirror });
  await comeIn(device, BEN);
  await store.write("strict", (tx) => tx.deletePending([1]), { scopes: "all", parts: ["pending"] });
  await store.write(
    "strict",
    async (tx) => {
      for (const slot of await tx.slots()) await tx.deleteSlot(slot.id);
    },
    { scopes: [], parts: ["slots"] },
  );
  await time.pass(1_000);
  await settled();
  expect([...held.keys()]).not.toContain("pending-1");
  expect(JSON.parse(held.get("facts") ?? "{}")).toMatchObject({ slots: [] });
});

test("[V37] a database that knows nothing of itself never leads: an emptied one under an open page takes no file away", async () => {
  const { held, disk, store, time } = await start();
  const before = new Map(held);
  disk.tables.empty();
  await store.write("strict", (tx) => tx.setControl("preferences", {}), { scopes: [], parts: ["control"] });
  await time.pass(1_000);
  await settled();
  expect(new Map(held)).toEqual(before);
});

test("[V37] a database that is as it was is left as it is, whatever the copy says", async () => {
  const { tab, mirror, held, store } = await start();
  held.delete("pending-2");
  const again = tab(undefined, { mirror });
  await settled();
  expect(again.status.get().recovered).toBeNull();
  expect((await store.read((tx) => tx.pendingOutside())).map((row) => row.deviceSeq)).toEqual([1, 2]);
});

test("[V37] a damaged file is left out and the others are brought back; without the facts it begins as new", async () => {
  const { held, emptied } = await start();
  held.set("pending-1", '{"deviceSeq":1,"box":');
  const first = emptied();
  await settled();
  expect(first.device.status.get()).toMatchObject({ recovered: 2, queued: 1 });
  first.device.close();
  held.set("facts", "nothing");
  const second = emptied();
  await settled();
  expect([at(second.device), second.device.status.get().recovered]).toEqual(["new", null]);
});

test("[V37] boxes of the copy that were exchanged do not open: they are sent as sealed, and nothing false is shown", async () => {
  const { held, emptied } = await start();
  const [one, two] = [JSON.parse(held.get("pending-1") ?? "{}"), JSON.parse(held.get("pending-2") ?? "{}")];
  held.set("pending-1", JSON.stringify({ ...one, box: two.box }));
  const { device, store } = emptied();
  await settled();
  await comeIn(device, ADA);
  const unsent = device.watch({ kind: "unsent" });
  unsent.subscribe(() => undefined);
  await settled();
  expect(unsent.get()?.map(({ envelope }) => envelope.deviceSeq)).toEqual([2]);
  // Moved to what is offered to the server as it was sealed.
  expect((await store.read((tx) => tx.accepted())).map((row) => row.deviceSeq)).toEqual([1]);
});

test("[V37] nobody comes in before it is known whose device this is; a copy that does not come is not waited for", async () => {
  const { tab, mirror, time, device: first } = await start();
  first.close();
  let give: () => void = () => undefined;
  const slow: Mirror = { ...mirror, read: () => new Promise<void>((go) => (give = go)).then(() => mirror.read()) };
  const device = tab(undefined, { mirror: slow, on: createMemoryDisk() });
  const coming = device.openWithWords(ADA, WORDS[ADA] ?? []);
  await settled();
  give();
  expect(await coming).toBeUndefined();
  expect(at(device)).toBe(ADA);
  const never: Mirror = { ...mirror, read: () => new Promise(() => undefined) };
  const other = tab(undefined, { mirror: never, on: createMemoryDisk() });
  await settled();
  expect(at(other)).toBe("starting");
  await time.pass(5_000);
  await settled();
  expect(at(other)).toBe("new");
});

test("[V37] a burst of commits is copied when it is over, and one that does not end is not waited out", async () => {
  const made = await twoAdults();
  const { held, mirror } = files();
  const device = made.tab(undefined, { mirror });
  await comeIn(device, ADA);
  await made.time.pass(1_000);
  await settled();
  const copied = (): number => [...held.keys()].filter((name) => name.startsWith("pending-")).length;
  const save = async (name: string): Promise<void> => {
    await device.commit(write, [newNote(name, name)]);
    await made.time.pass(150);
    await settled();
  };
  for (const name of ["n1", "n2", "n3"]) await save(name);
  expect(copied()).toBe(0);
  await made.time.pass(100);
  await settled();
  expect(copied()).toBe(3);
  for (let n = 4; n < 20; n += 1) await save(`n${n}`);
  expect(copied()).toBeGreaterThan(10);
});

test("[V37] a browser that keeps no second copy says so: it has no such files, or has them in name alone", async () => {
  const made = await twoAdults(({ path }) => ({ reached: true, status: 500, body: path }));
  const broken: Mirror = { ...files().mirror, put: () => Promise.reject(new Error("NotSupportedError")) };
  const said: (boolean | null)[] = [];
  for (const mirror of [undefined, broken, files().mirror]) {
    const device = made.tab(undefined, mirror && { mirror });
    await comeIn(device, ADA);
    await device.commit(write, [newNote(`m${said.length}`, "Amara")]);
    await made.time.pass(1_000);
    await settled();
    said.push(device.status.get().secondCopy);
    await device.sendNow();
    device.close();
  }
  expect(said).toEqual([false, false, true]);
});
