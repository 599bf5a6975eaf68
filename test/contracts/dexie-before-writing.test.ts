// What has to be done before the first write is waited for by whoever writes, and by nobody who reads [V26].

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, test } from "vitest";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { toySchema } from "../arbitrary/toy-records.ts";

const NAME = "before-writing";
const none = { scopes: [], parts: [] } as const;

test("[V26] nothing is written, made or upgraded before what must come first is done; what stands is read meanwhile", async () => {
  const indexedDB = new IDBFactory();
  const where = { name: NAME, schema: toySchema, indexedDB, IDBKeyRange };
  const order: string[] = [];
  let finish = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    finish = () => {
      order.push("the new log");
      resolve();
    };
  });
  const names = async (): Promise<readonly unknown[]> => (await indexedDB.databases()).map(({ name }) => name);

  // A database that is not there yet would be made by reading it.
  const made = createDexieStore({ ...where, beforeWriting: () => first });
  const read = made.read((tx) => tx.control("deviceSeq")).then(() => order.push("read"));
  // Another one is made and written in the time in which this one would have been.
  const other = createDexieStore({ ...where, name: "other" });
  await other.write("strict", (tx) => tx.setControl("deviceSeq", 1), none);
  other.close();
  expect(await names()).toEqual(["other"]);
  finish();
  await read;
  expect(order).toEqual(["the new log", "read"]);
  expect(await names()).toContain(NAME);
  made.close();

  order.length = 0;
  let again = (): void => undefined;
  const second = new Promise<void>((resolve) => (again = resolve));
  const store = createDexieStore({ ...where, beforeWriting: () => second.then(() => order.push("the new log")) });
  const written = store.write("strict", (tx) => tx.setControl("deviceSeq", 7), none).then(() => order.push("written"));
  expect(await store.read((tx) => tx.control("deviceSeq"))).toBeUndefined();
  order.push("read");
  again();
  await written;
  expect(order).toEqual(["read", "the new log", "written"]);
  expect(await store.read((tx) => tx.control("deviceSeq"))).toBe(7);
  store.close();
});
