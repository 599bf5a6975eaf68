import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { openWholeLog, type WholeLog } from "./whole-log.ts";

/** One browser: its storage outlives its pages, its locks do not. */
function browser() {
  const indexedDB = new IDBFactory();
  let held = new Set<string>();
  const locks = {
    request(name: string, work: () => Promise<unknown>) {
      held.add(name);
      return work();
    },
    query: async () => ({ held: [...held].map((name) => ({ name })), pending: [] }),
  } as unknown as LockManager;
  const randomBytes = (length: number): Uint8Array => new Uint8Array(length).fill(7);
  return {
    indexedDB,
    open: (page: string): Promise<WholeLog> => openWholeLog({ name: "runs", page, randomBytes, indexedDB, locks }),
    /** Every page ends at once, and none can say so. */
    cutOff: () => void (held = new Set()),
    async rows(store: string): Promise<number> {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("runs");
        request.onsuccess = () => resolve(request.result);
      });
      const count = await new Promise<number>((resolve) => {
        const request = db.transaction(store).objectStore(store).count();
        request.onsuccess = () => resolve(request.result);
      });
      db.close();
      return count;
    },
  };
}

test("[V26] after a browser was cut off, the next start begins a new log, once, and leaves nothing behind", async () => {
  const chromium = browser();
  expect((await chromium.open("one")).renewed).toBe(false);
  chromium.cutOff();
  expect((await chromium.open("two")).renewed).toBe(true);
  expect(await chromium.rows("fill")).toBe(0);
  expect(await chromium.rows("pages")).toBe(1);
  expect((await chromium.open("three")).renewed).toBe(false);
});

test("[V26] a page that was closed, and one that is open in another tab, are no reason", async () => {
  const chromium = browser();
  const one = await chromium.open("one");
  await one.leave();
  chromium.cutOff();
  const two = await chromium.open("two");
  expect(two.renewed).toBe(false);
  expect((await chromium.open("three")).renewed).toBe(false);
});

test("[V26] a page that was put aside and came back is open again", async () => {
  const chromium = browser();
  const one = await chromium.open("one");
  await one.leave();
  await one.enter();
  chromium.cutOff();
  expect((await chromium.open("two")).renewed).toBe(true);
});

test("[V26] a storage that does not work holds nobody up, and is asked again the next time", async () => {
  const broken = {
    open(): never {
      throw new DOMException("no storage", "UnknownError");
    },
  } as unknown as IDBFactory;
  const log = await openWholeLog({
    name: "runs",
    page: "one",
    randomBytes: () => new Uint8Array(1),
    indexedDB: broken,
  });
  expect(log.renewed).toBe(false);
  await log.leave();
});
