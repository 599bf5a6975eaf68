// What a browser does to a database behind a page's back, and what the Dexie store makes of it.

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, describe, expect, test } from "vitest";
import type { Opened } from "#device/opened.ts";
import { ownStore } from "#device/own-store.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { StoreTrouble } from "#device/store/store-trouble.ts";
import type { Store, StoreTx, Touched } from "#device/ports.ts";
import { toySchema } from "../arbitrary/toy-records.ts";

const nothing: Touched = { scopes: [], parts: [] };
const count = async (tx: StoreTx): Promise<void> =>
  tx.setControl("deviceSeq", ((await tx.control("deviceSeq")) ?? 0) + 1);
const seen = (tx: StoreTx): Promise<number | undefined> => tx.control("deviceSeq");
const SCHOOL: Opened["enrolled"] = {
  school: "sch00000000000000000000000",
  schoolName: "Fell Road School",
  device: "dev00000000000000000000000",
  kind: "shared",
  epoch: "ep100000000000000000000000",
  serverKey: "A".repeat(43),
  demo: false,
  clockOffset: 0,
};
const open: Store[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

/** An IndexedDB whose connections and transactions can be reached. */
function createReachable(): {
  readonly indexedDB: globalThis.IDBFactory;
  readonly connections: IDBDatabase[];
  readonly durabilities: (string | undefined)[];
  /** The next transactions fail so, one after the other. */
  readonly faults: ((tx: IDBTransaction) => void)[];
} {
  const real = new IDBFactory();
  const connections: IDBDatabase[] = [];
  const durabilities: (string | undefined)[] = [];
  const faults: ((tx: IDBTransaction) => void)[] = [];
  const watch = (db: IDBDatabase): void => {
    connections.push(db);
    const transaction = db.transaction.bind(db);
    db.transaction = (stores, mode, options) => {
      const tx = transaction(stores, mode, options);
      if (mode === "readwrite") durabilities.push(options?.durability);
      // Not those by which Dexie itself looks at what it has opened.
      if (options?.durability) faults.shift()?.(tx);
      return tx;
    };
  };
  const indexedDB = {
    cmp: real.cmp.bind(real),
    deleteDatabase: real.deleteDatabase.bind(real),
    databases: real.databases.bind(real),
    open(name: string, version?: number) {
      const request = real.open(name, version);
      request.addEventListener("success", () => watch(request.result as unknown as IDBDatabase));
      return request;
    },
  };
  return { indexedDB: indexedDB as unknown as globalThis.IDBFactory, connections, durabilities, faults };
}

const storeOn = (indexedDB: globalThis.IDBFactory): Store => {
  const store = createDexieStore({ name: "trouble", schema: toySchema, indexedDB, IDBKeyRange });
  open.push(store);
  return store;
};
const throwing = (name: string) => (): never => {
  throw new DOMException("as the browser says it", name);
};
/** As when the disk is full: every request goes well, and the commit does not. */
const abortingAtCommit = (name: string) => (tx: IDBTransaction) => {
  Object.defineProperty(tx, "commit", {
    value: () => {
      Object.defineProperty(tx, "error", { value: new DOMException("as the browser says it", name) });
      tx.abort();
    },
  });
};

describe("the Dexie store in trouble", () => {
  test("a lost connection is opened again once, and the write is made once", async () => {
    const { indexedDB, connections, faults } = createReachable();
    const store = storeOn(indexedDB);
    await store.write("strict", count, nothing);
    for (const name of ["UnknownError", "InvalidStateError"]) {
      const before = connections.length;
      faults.push(throwing(name));
      await store.write("strict", count, nothing);
      expect([name, connections.length]).toEqual([name, before + 1]);
    }
    expect(await store.read(seen)).toBe(3);
  });

  test("many readers that lose the connection together share the new one", async () => {
    const { indexedDB, connections, faults } = createReachable();
    const store = storeOn(indexedDB);
    await store.write("strict", count, nothing);
    const cutOff = (tx: IDBTransaction): void => queueMicrotask(() => tx.abort());
    faults.push(cutOff, cutOff, cutOff);
    expect(await Promise.all([store.read(seen), store.read(seen), store.read(seen)])).toEqual([1, 1, 1]);
    expect(connections.length).toBe(2);
  });

  test("a connection the browser closed is opened again", async () => {
    const { indexedDB, connections } = createReachable();
    const store = storeOn(indexedDB);
    await store.write("strict", count, nothing);
    connections[0]?.close();
    expect(await store.read(seen)).toBe(1);
  });

  test("a connection that stays lost is told in words, and the next try works", async () => {
    const { indexedDB, faults } = createReachable();
    const store = storeOn(indexedDB);
    await store.write("strict", count, nothing);
    faults.push(throwing("UnknownError"), throwing("UnknownError"));
    const trouble = await store.write("strict", count, nothing).catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(StoreTrouble);
    expect(trouble).toMatchObject({ kind: "broken", sentence: expect.stringMatching(/storage does not work/) });
    await store.write("strict", count, nothing);
    expect(await store.read(seen)).toBe(2);
  });

  test("[V21] a full disk is told in words, nothing is half-written, and nobody hears of a write", async () => {
    const { indexedDB, faults } = createReachable();
    const store = storeOn(indexedDB);
    const heard: Touched[] = [];
    await store.write("strict", count, nothing);
    store.subscribe((touched) => heard.push(touched));
    faults.push(abortingAtCommit("QuotaExceededError"));
    const trouble = await store.write("strict", count, nothing).catch((error: unknown) => error);
    expect(trouble).toMatchObject({ kind: "full", sentence: expect.stringMatching(/no room left/) });
    expect(await store.read(seen)).toBe(1);
    expect(heard).toEqual([]);
  });

  test("[V21] a row the browser does not take ends the whole write", async () => {
    const { indexedDB, faults } = createReachable();
    const store = storeOn(indexedDB);
    await store.write("strict", count, nothing);
    faults.push((tx) => {
      const objectStore = tx.objectStore.bind(tx);
      tx.objectStore = (name) => {
        const table = objectStore(name);
        // Adding what is there already fails, as a put may that finds no room.
        table.put = (value: unknown) => table.add(value);
        return table;
      };
    });
    await expect(store.write("strict", count, nothing)).rejects.toMatchObject({ kind: "broken" });
    expect(await store.read(seen)).toBe(1);
  });

  test("[V21] each write has the durability it asked for", async () => {
    const { indexedDB, durabilities } = createReachable();
    const store = storeOn(indexedDB);
    await store.read(seen);
    durabilities.length = 0;
    await Promise.all(
      (["strict", "relaxed", "strict", "strict", "relaxed"] as const).map((how) => store.write(how, count, nothing)),
    );
    expect(durabilities).toEqual(["strict", "relaxed", "strict", "strict", "relaxed"]);
  });

  test("what the work itself throws stays what it is, and is not tried again", async () => {
    const { indexedDB } = createReachable();
    const store = storeOn(indexedDB);
    let runs = 0;
    const own = new Error("mine");
    const failed = store.write(
      "strict",
      async () => {
        runs += 1;
        throw own;
      },
      nothing,
    );
    await expect(failed).rejects.toBe(own);
    expect(runs).toBe(1);
  });

  test("another tab that upgrades or removes the database is not held up, and this one says so", async () => {
    const { indexedDB } = createReachable();
    const store = storeOn(indexedDB);
    await store.write("strict", count, nothing);
    await new Promise<void>((done, failed) => {
      const request = indexedDB.open("trouble", 99);
      request.onsuccess = () => {
        request.result.close();
        done();
      };
      request.onerror = () => failed(request.error);
      request.onblocked = () => failed(new Error("held up"));
    });
    await expect(store.read(seen)).rejects.toMatchObject({ kind: "replaced" });
    await expect(store.write("strict", count, nothing)).rejects.toMatchObject({ kind: "replaced" });
    // A tab of the older version that is opened now meets a database it does not know.
    await expect(storeOn(indexedDB).read(seen)).rejects.toMatchObject({ kind: "replaced" });
  });

  test("[V21] a database that was emptied under an open page takes nothing more from it", async () => {
    const { indexedDB, connections } = createReachable();
    const store = storeOn(indexedDB);
    await store.write("strict", (tx) => tx.setControl("enrolled", SCHOOL), nothing);
    const own = ownStore(store, () => ({ enrolled: SCHOOL }) as Opened);
    await own.write("strict", count, nothing);
    // As a browser does it by force: the connection is closed, and the database removed, without asking the page.
    connections[0]?.close();
    await new Promise<void>((done, failed) => {
      const request = indexedDB.deleteDatabase("trouble");
      request.onsuccess = () => done();
      request.onerror = () => failed(request.error);
    });
    await expect(own.write("strict", count, nothing)).rejects.toMatchObject({ kind: "emptied" });
    await expect(own.read(seen)).rejects.toMatchObject({ kind: "emptied" });
    expect(await store.read(seen)).toBeUndefined();
  });

  test("a browser without a database is told in words", async () => {
    const refusing = {
      open: () => throwing("SecurityError")(),
    } as unknown as globalThis.IDBFactory;
    await expect(storeOn(refusing).read(seen)).rejects.toMatchObject({ kind: "broken" });
  });

  test("[V14] a row in clear that goes round the store's own code is refused by the database's lowest layer", async () => {
    const { Dexie } = await import("dexie");
    const { createSealing, sealingMiddleware } = await import("#device/store/sealing.ts");
    const db = new Dexie("bare", { indexedDB: new IDBFactory(), IDBKeyRange } as never);
    db.version(1).stores({ rows: "id", drafts: "key", control: "key", other: "id" });
    db.use(sealingMiddleware(createSealing("bare")));
    const row = { id: "r", v: 1, o: "o", t: "t", w: -1 };
    const refused: readonly [string, object][] = [
      ["rows", { ...row, text: "in clear" }],
      ["rows", row],
      ["rows", { ...row, box: "in clear" }],
      ["rows", { ...row, box: Uint8Array.of(0, 1, 2) }],
      ["rows", { ...row, box: Uint8Array.of(1, 2, 3), text: "in clear" }],
      ["rows", { id: "r", text: "in clear" }],
      ["drafts", { key: "d", body: "in clear" }],
      ["other", { id: "o" }],
    ];
    for (const [table, value] of refused) {
      await expect(db.table(table).put(value), JSON.stringify(value)).rejects.toThrow();
      await expect(db.table(table).bulkAdd([value])).rejects.toThrow();
      expect([table, await db.table(table).count()]).toEqual([table, 0]);
    }
    // Sealing needs an open vault; what is in clear by design does not.
    await expect(db.table("rows").put({ ...row, plain: { text: "x" } })).rejects.toThrow(/shut/);
    await db.table("control").put({ key: "cursor", value: 1 });
    db.close();
  });
});
