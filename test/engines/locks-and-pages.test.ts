// What the device asks of a browser besides its database: locks among tabs, and that another page of the same address
// is heard and gives way. The other page is a real one, in a frame.

import { expect, test } from "vitest";
import { openWholeLog, type WholeLogOptions } from "#device/store/whole-log.ts";
import { dexieUnderTest } from "../contracts/dexie-under-test.ts";
import { nothing } from "../contracts/store-under-test.ts";

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A page of the same address, with an IndexedDB and a BroadcastChannel of its own. */
async function otherPage(): Promise<{ readonly window: Window & typeof globalThis; close(): void }> {
  const frame = document.createElement("iframe");
  // Firefox puts another document in the place of an empty frame's first one; what was opened in that one is dead.
  frame.srcdoc = "<p>another page</p>";
  const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
  document.body.append(frame);
  await loaded;
  return { window: frame.contentWindow as Window & typeof globalThis, close: () => frame.remove() };
}

test("of all tabs one does a thing alone, the others leave it, and it is free again afterwards", async () => {
  const { store, another, finish } = await dexieUnderTest({ name: "alone", indexedDB, IDBKeyRange });
  const other = another();
  const done: string[] = [];
  await store.alone(async () => {
    done.push("one begins");
    await other.alone(async () => void done.push("the other"));
    done.push("one ends");
  });
  await other.alone(async () => void done.push("the other, later"));
  // A work that fails lets go of the lock as well.
  await expect(store.alone(() => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
  await other.alone(async () => void done.push("the other, at last"));
  expect(done).toEqual(["one begins", "one ends", "the other, later", "the other, at last"]);
  await finish();
});

test("[V26] by the locks of this browser an open page is known from one that was cut off", async () => {
  const options = (page: string): WholeLogOptions => ({ name: "marks", page, randomBytes, locks: navigator.locks });
  const first = await openWholeLog(options("first"));
  expect(first.renewed).toBe(false);
  // It is open: nothing was cut off.
  expect((await openWholeLog(options("second"))).renewed).toBe(false);
  // A mark that nobody's lock stands behind.
  expect((await openWholeLog({ ...options("cut off"), locks: undefined })).renewed).toBe(true);
  expect((await openWholeLog(options("third"))).renewed).toBe(true);
  expect((await openWholeLog(options("fourth"))).renewed).toBe(false);
  await first.leave();
  await new Promise((done) => (indexedDB.deleteDatabase("marks").onsuccess = done));
});

test("what another page of this browser tells is heard here, and what is written here is heard there", async () => {
  const name = "heard";
  const { store, finish } = await dexieUnderTest({ name, indexedDB, IDBKeyRange });
  const page = await otherPage();
  const channel = new page.window.BroadcastChannel(`waymark/${name}`);
  const there = new Promise<unknown>((heard) => {
    channel.onmessage = ({ data }) => heard(data);
  });
  const touched = { scopes: "all", parts: ["control"] } as const;
  await store.write("strict", (tx) => tx.setControl("cursor", 1), touched);
  expect(await there).toEqual(touched);
  const here = new Promise<unknown>((heard) => store.subscribe(heard));
  channel.postMessage({ scopes: [], parts: ["pending"] });
  expect(await here).toEqual({ scopes: [], parts: ["pending"] });
  channel.close();
  page.close();
  await finish();
});

test("another page that upgrades or removes the database is not held up, and this one says so from then on", async () => {
  for (const what of ["upgraded", "removed"] as const) {
    const name = `given-way-${what}`;
    const { store, finish } = await dexieUnderTest({ name, indexedDB, IDBKeyRange });
    await store.write("strict", (tx) => tx.setControl("cursor", 1), nothing);
    const page = await otherPage();
    await new Promise<void>((done, failed) => {
      const factory = page.window.indexedDB;
      const request = what === "upgraded" ? factory.open(name, 990) : factory.deleteDatabase(name);
      request.onsuccess = () => {
        if (what === "upgraded") request.result?.close();
        done();
      };
      request.onerror = () => failed(request.error);
      request.onblocked = () => failed(new Error("held up"));
    });
    await expect(store.read((tx) => tx.control("cursor"))).rejects.toMatchObject({ kind: "replaced" });
    const write = store.write("strict", (tx) => tx.setControl("cursor", 2), nothing);
    await expect(write).rejects.toMatchObject({ kind: "replaced" });
    page.close();
    await finish();
  }
});

test("[V21] a page that is gone in the middle of a write leaves the whole of it or nothing", async () => {
  const name = "gone";
  const { store, finish } = await dexieUnderTest({ name, indexedDB, IDBKeyRange });
  await store.write("strict", (tx) => tx.setControl("deviceSeq", 0), nothing);
  for (let round = 1; round <= 12; round += 1) {
    const page = await otherPage();
    const db = await new Promise<IDBDatabase>((done, failed) => {
      const request = page.window.indexedDB.open(name);
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    // As the store writes: rows of two tables in one transaction, ended by saying so.
    const tx = db.transaction(["control", "accepted"], "readwrite", { durability: "strict" });
    tx.objectStore("control").put({ key: "deviceSeq", value: round });
    const row = { deviceSeq: round, id: `e${round}`, acceptedSeq: 1, at: 1, wire: {} };
    const last = tx.objectStore("accepted").put(row);
    // Gone at once, before the answer to the last row, or after the end was said.
    if (round % 3 === 1) await new Promise((done) => (last.onsuccess = done));
    if (round % 3 !== 0) tx.commit();
    page.close();
    const [written, beside] = await store.read(async (at) => [await at.control("deviceSeq"), await at.accepted()]);
    const whole = beside.some(({ deviceSeq }) => deviceSeq === round);
    expect([round, written === round]).toEqual([round, whole]);
    if (!whole) await store.write("strict", (at) => at.setControl("deviceSeq", round), nothing);
  }
  await finish();
});
