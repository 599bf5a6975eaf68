// A Dexie store with a way past it, as a thief with the disk would have.

import { createDexieStore } from "#device/store/dexie-store.ts";
import { toySchema } from "../arbitrary/toy-records.ts";
import type { Stored, StoreUnderTest } from "./store-under-test.ts";

export async function dexieUnderTest(where: {
  readonly name: string;
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}): Promise<StoreUnderTest> {
  const opened: { close(): void }[] = [];
  const open = () => {
    const store = createDexieStore({ ...where, schema: toySchema });
    opened.push(store);
    return store;
  };
  /** Past the store: the database as it stands, without naming a version of it. */
  const past = async <T>(use: (db: IDBDatabase) => Promise<T>): Promise<T> => {
    const db = await settled(where.indexedDB.open(where.name));
    try {
      return await use(db);
    } finally {
      db.close();
    }
  };
  return {
    store: open(),
    another: open,
    everything: () =>
      past(async (db) => {
        const all: { table: string; stored: Stored }[] = [];
        for (const table of db.objectStoreNames) {
          const rows = await settled(db.transaction(table).objectStore(table).getAll());
          for (const stored of rows as Stored[]) all.push({ table, stored });
        }
        return all;
      }),
    plant: (table, stored) =>
      past(async (db) => {
        const tx = db.transaction(table, "readwrite");
        tx.objectStore(table).put(stored);
        await new Promise((done, failed) => {
          tx.oncomplete = done;
          tx.onerror = failed;
        });
      }),
    finish: async () => {
      for (const store of opened) store.close();
      await settled(where.indexedDB.deleteDatabase(where.name));
    },
  };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
