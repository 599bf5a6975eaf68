// What a browser does to a database behind a page's back, and what the Dexie store makes of it.

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, describe, expect, test } from "vitest";
import type { Opened } from "#device/opened.ts";
import { ownStore } from "#device/own-store.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { StoreTrouble } from "#device/store/store-trouble.ts";
import type { Store, StoreTx, Touched } from "#device/ports.ts";
import { createRecordForms } from "#device/store/record-forms.ts";
import { createSealing } from "#device/store/sealing.ts";
import type { PendingRow } from "#device/ports.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Entry } from "#protocol/pull.ts";
import { createToyWorld, toySchema } from "../arbitrary/toy-records.ts";
import { newSealer, pendingRow } from "./store-under-test.ts";

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

  test("[V27][V29] a database from before there were packs: its rows lie beside them, and what waits is there twice", async () => {
    const { indexedDB, connections } = createReachable();
    const world = createToyWorld();
    const scope = world.id<ScopeId>();
    const rows = Array.from({ length: 40 }, (_, i) =>
      world.row({ scope, fields: { occurred: `2026-0${(i % 9) + 1}-11T10:40`, text: "calm ".repeat(200) } }),
    );
    const waiting = [pendingRow(world, 1), pendingRow(world, 2)];
    await fillFirstVersion(indexedDB, rows, rows.map(world.entry), waiting);
    // A tab of the older version that is still open makes room at once.
    const oldTab = await new Promise<IDBDatabase>((done) => {
      indexedDB.open("trouble").addEventListener("success", (event) => done((event.target as IDBOpenDBRequest).result));
    });
    oldTab.addEventListener("versionchange", () => oldTab.close());

    const store = storeOn(indexedDB);
    store.useSealer(newSealer());
    expect(await store.read((tx) => tx.pending())).toEqual(waiting);
    expect((await store.read((tx) => tx.rows({ scope }))).length).toBe(40);
    const kept = async () => (await store.rawRows(1000)).filter(({ table }) => table === "outboxCopy").length;
    expect(await kept()).toBe(2);
    for (const name of await store.read((tx) => tx.scopesToFold(8)))
      await store.write("strict", (tx) => tx.foldScope(name), nothing);
    expect((await store.rawRows(1000)).filter(({ table }) => table === "rows" || table === "entries")).toEqual([]);
    expect((await store.read((tx) => tx.rows({ scope }))).length).toBe(40);
    expect(await store.read((tx) => tx.entriesOf((rows[7] as RecordRow).id, scope))).toHaveLength(1);

    // A row that does not open any more: its copy stands in for it, and for no other.
    const db = connections.at(-1) as IDBDatabase;
    const damage = async (deviceSeq: number, change: (stored: { box: Uint8Array; id: string }) => object) => {
      const table = db.transaction("pending", "readwrite").objectStore("pending");
      const stored = await settled(table.get(deviceSeq));
      await settled(table.put({ ...stored, ...change(stored) }));
    };
    await damage(1, ({ box }) => ({ box: box.map((byte, at) => (at === 60 ? byte ^ 1 : byte)) }));
    store.useSealer(newSealer());
    expect(await store.read((tx) => tx.pending())).toEqual(waiting);
    await store.write("strict", (tx) => tx.deletePending([1]), nothing);
    expect(await kept()).toBe(1);
    expect(await store.read((tx) => tx.pending())).toEqual([waiting[1]]);
    await damage(2, () => ({ id: world.id() }));
    store.useSealer(newSealer());
    await expect(store.read((tx) => tx.pending())).rejects.toMatchObject({ kind: "damaged" });
    await store.write("strict", (tx) => tx.deletePending([2]), nothing);
    expect(await kept()).toBe(0);
  });

  test("[V29] an update that is cut off leaves the database as it was, and the next one does it", async () => {
    const { indexedDB } = createReachable();
    const world = createToyWorld();
    const waiting = [pendingRow(world, 1)];
    await fillFirstVersion(indexedDB, [], [], waiting);
    const cutOff = {
      ...indexedDB,
      open(name: string, version?: number) {
        const request = indexedDB.open(name, version);
        // With the first answer inside the update: the new form is asked for by then, and nothing is copied yet.
        request.addEventListener("upgradeneeded", () => {
          const update = request.transaction as IDBTransaction;
          update
            .objectStore("pending")
            .count()
            .addEventListener("success", () => update.abort());
        });
        return request;
      },
    } as unknown as globalThis.IDBFactory;
    await expect(storeOn(cutOff).read(seen)).rejects.toMatchObject({ kind: "broken" });
    const before = await settled(indexedDB.open("trouble"));
    expect([before.version, [...before.objectStoreNames]]).toEqual([10, Object.keys(FIRST_VERSION).sort()]);
    before.close();
    const store = storeOn(indexedDB);
    store.useSealer(newSealer());
    expect(await store.read((tx) => tx.pending())).toEqual(waiting);
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

/** The tables of a device and their keys, as they were before there were packs. */
const FIRST_VERSION: { readonly [table: string]: { readonly key: string; readonly indexes?: readonly string[][] } } = {
  rows: {
    key: "id",
    indexes: [
      ["o", "w"],
      ["t", "w"],
    ],
  },
  entries: { key: "id", indexes: [["o"], ["r"]] },
  summaries: { key: "key" },
  pending: { key: "deviceSeq" },
  drafts: { key: "key" },
  control: { key: "key" },
  slots: { key: "id" },
  accepted: { key: "deviceSeq" },
};

/** A database as the first version of the store left it. */
async function fillFirstVersion(
  indexedDB: globalThis.IDBFactory,
  rows: readonly RecordRow[],
  entries: readonly Entry[],
  waiting: readonly PendingRow[],
): Promise<void> {
  const request = indexedDB.open("trouble", 10);
  request.addEventListener("upgradeneeded", () => {
    for (const [name, { key, indexes = [] }] of Object.entries(FIRST_VERSION)) {
      const table = request.result.createObjectStore(name, { keyPath: key });
      for (const parts of indexes) {
        if (parts.length === 1) table.createIndex(parts[0] as string, parts[0] as string);
        else table.createIndex(`[${parts.join("+")}]`, parts);
      }
    }
  });
  const db = await settled(request);
  const sealing = createSealing("trouble");
  sealing.useSealer(newSealer());
  const forms = createRecordForms(sealing, toySchema);
  const tx = db.transaction(["rows", "entries", "pending"], "readwrite");
  const put = (table: string, value: object) =>
    tx.objectStore(table).put(sealing.toStored(table, value as { [name: string]: unknown }));
  for (const row of rows) put("rows", forms.rowToStore(row));
  for (const entry of entries) put("entries", forms.entryToStore(entry));
  for (const { inside, ...outside } of waiting) put("pending", { ...outside, plain: inside });
  await new Promise((done) => tx.addEventListener("complete", done));
  db.close();
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => failed(request.error));
  });
}
