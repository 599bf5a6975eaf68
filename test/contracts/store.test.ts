import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { createMemoryDisk, createMemoryStore } from "#device/store/memory-store.ts";
import { toySchema } from "../arbitrary/toy-records.ts";
import { dexieUnderTest } from "./dexie-under-test.ts";
import { storeContract } from "./store.contract.ts";

storeContract("the in-memory store", async () => {
  const disk = createMemoryDisk();
  const open = () => createMemoryStore({ schema: toySchema, disk });
  const store = open();
  return {
    store,
    another: open,
    everything: async () => disk.tables.everything(),
    plant: async (table, stored) =>
      disk.tables
        .of(
          [],
          (_, value) => value,
          () => undefined,
        )
        .put(table as never, [stored]),
    finish: async () => store.close(),
  };
});

storeContract("the Dexie store over a stand-in for IndexedDB", async () => {
  const indexedDB = new IDBFactory();
  return dexieUnderTest({ name: "waymark-contract", indexedDB, IDBKeyRange });
});
