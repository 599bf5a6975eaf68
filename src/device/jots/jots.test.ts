import { expect, test } from "vitest";
import { createMemoryStore } from "../store/memory-store.ts";
import { ENROLLED, EPOCH, idOf, newNote, ok, schema, type Sent, write } from "../device.fixture.ts";
import type { Device } from "../door.ts";
import { MOST_HERE } from "./jots.ts";
import { jotsRequestShape } from "#protocol/jot.ts";
import * as v from "valibot";
import { ADA, at, BEN, comeIn, jotsAt, settled, twoAdults } from "../two-adults.fixture.ts";

const SECRET = "Amara said she was frightened";

async function jotted(device: Device, about = {}) {
  const done = await device.jot("note", { text: SECRET }, about);
  if (done.refused) throw new Error(done.sentence);
  await settled();
  return done.id;
}

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
  expect(await jotsAt(device)).toBeUndefined();
  const stored = await store.read((tx) => tx.jots());
  expect(stored.map((row) => row.id)).toEqual([id]);
  expect(JSON.stringify(await store.rawRows(100))).not.toMatch(/Amara|frightened|"note"/);
  await comeIn(device, BEN);
  expect(await jotsAt(device)).toMatchObject([{ id, kind: "note", body: { text: SECRET }, author: null, scope: null }]);
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
  expect([await jotsAt(one), one.status.get().jots]).toEqual([[], 0]);
});

test("[V30] what becomes one record together is filed together, or none of it", async () => {
  const { tab, store } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  const [one, two, three] = [await jotted(device), await jotted(device), await jotted(device)];
  expect(await device.fileJot([one, two], write, [newNote("n1", SECRET)])).toMatchObject({
    records: [expect.any(String)],
  });
  expect((await store.read((tx) => tx.jots())).map((row) => row.id)).toEqual([three]);
  expect(await device.fileJot([two, three], write, [newNote("n2", SECRET)])).toMatchObject({ code: "filed" });
  expect((await store.read((tx) => tx.jots())).map((row) => row.id)).toEqual([three]);
  expect(await store.read((tx) => tx.pendingOutside())).toHaveLength(1);
});

test("[V39] a note is kept as it is typed: one note, with its last words, also after the page is gone; and none where they were deleted", async () => {
  const { tab, store } = await twoAdults();
  const before = tab();
  await comeIn(before, ADA);
  before.lock();
  const id = await jotted(before);
  const whole = await before.jot("note", { text: `${SECRET}, and then` }, { instead: id });
  if (whole.refused) throw new Error(whole.sentence);
  const other = await jotted(before);
  await before.takeJotBack(other);
  await settled();
  before.close();
  const after = tab();
  await settled();
  expect(after.status.get().jots).toBe(1);
  // Another page, whoever sits at it, can neither change nor remove it.
  const added = await after.jot("note", { text: "No" }, { instead: whole.id });
  expect(added).toMatchObject({ id: expect.any(String) });
  await after.takeJotBack(whole.id);
  expect((await store.read((tx) => tx.jots())).map((row) => row.id)).toContain(whole.id);
  await comeIn(after, BEN);
  const texts = ((await jotsAt(after)) ?? []).map(({ body }) => body["text"]);
  expect(texts).toEqual([`${SECRET}, and then`, "No"]);
});

test("[V39] [V32] what is typed on while the server is given the note is not lost with what was sent", async () => {
  const { tab, store, transport } = await twoAdults(server("revoked"));
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  const id = await jotted(device);
  const send = transport.send.bind(transport);
  transport.send = async (...asked) => {
    const answer = await send(...asked);
    if (asked[1].endsWith("/jots")) await device.jot("note", { text: `${SECRET}, and then` }, { instead: id });
    return answer;
  };
  await device.sendNow();
  await settled();
  const waiting = await store.read((tx) => tx.jots());
  expect(waiting).toHaveLength(1);
  // The server keeps what it has once under an id: the later words need one of their own.
  expect(waiting.map((row) => row.id)).not.toContain(id);
});

test("[V31] what an adult said was theirs is shown to no other adult, and waits for them", async () => {
  const { tab } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  const id = await jotted(device, { author: ADA });
  await comeIn(device, BEN);
  expect([await jotsAt(device), device.status.get().jots]).toEqual([[], 1]);
  await comeIn(device, ADA);
  expect(await jotsAt(device)).toMatchObject([{ id, author: ADA }]);
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
  expect(await jotsAt(device)).toEqual([]);
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
  expect(await jotsAt(device)).toEqual([]);
  const [row] = await store.read((tx) => tx.jots());
  expect(row?.aside).toBe(true);
  device.lock();
  await jotted(device);
  await comeIn(device, BEN);
  expect(await jotsAt(device)).toHaveLength(1);
});

test("[S29] a note for which the server has no room stays here, is told, and holds up no other note and no keys' end", async () => {
  const sentence = "Too many notes from this tablet wait for somebody at the school to look at.";
  const full = new Set<string>();
  const { tab, store } = await twoAdults((sent) => {
    if (!sent.path.endsWith("/jots")) return server("revoked")(sent);
    const { jots } = v.parse(jotsRequestShape, sent.body);
    const kept = jots.flatMap(({ id }) => (full.has(id) ? [] : [id]));
    if (kept.length > 0) return ok({ waymark: "jots", kept });
    return { reached: true, status: 507, body: { waymark: "problem", code: "quarantineFull", sentence } };
  });
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  for (let n = 0; n < 52; n += 1) full.add(await jotted(device));
  // Of the first fifty none has room; of those behind them one has.
  const rows = await store.read((tx) => tx.jots());
  const room = rows.at(-1)?.id ?? "";
  full.delete(room);
  await device.sendNow();
  await settled();
  const left = await store.read((tx) => tx.jots());
  expect([left.length, left.some(({ id }) => id === room)]).toEqual([51, false]);
  expect(device.status.get().attempts[0]).toMatchObject({ ok: false, words: sentence });
  expect(at(device)).toBe("enrolled");
});

test("[V30] so many notes wait on a locked tablet and no more: whoever writes the next is told that it was not saved", async () => {
  const { tab, store } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  const id = await jotted(device);
  await store.write(
    "strict",
    async (tx) => {
      const [row] = await tx.jots();
      for (let n = 1; n < MOST_HERE && row; n += 1) await tx.putJot({ ...row, id: idOf(`j${1000 + n}`) });
    },
    { scopes: [], parts: ["jots"] },
  );
  const no = await device.jot("note", { text: SECRET });
  expect(no).toMatchObject({ refused: true, code: "tooMany" });
  expect(await store.read((tx) => tx.jots())).toHaveLength(MOST_HERE);
  await store.write("strict", (tx) => tx.deleteJot(id), { scopes: [], parts: ["jots"] });
  expect(await device.jot("note", { text: SECRET })).not.toHaveProperty("refused");
});
