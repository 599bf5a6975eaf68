// The store port on IndexedDB, and the only Dexie in the code (F1). Dexie opens the database, keeps its versions and
// carries the layer that seals; transactions are the browser's own, through its core.
// One connection, closed at once when another tab wants to upgrade or remove the database; opened again once when the
// browser has dropped it.

import { Dexie, type DBCore, type DBCoreTable, type DexieOptions } from "dexie";
import type { Schema } from "#ledger/schema.ts";
import type { Store, StoreTx } from "../ports.ts";
import { createDexieTables } from "./dexie-tables.ts";
import { inTransaction } from "./in-transaction.ts";
import { rawRowsOf } from "./raw-rows.ts";
import { createSealing, sealingMiddleware } from "./sealing.ts";
import { StoreTrouble } from "./store-trouble.ts";
import { bringBack, copyRows } from "./stored-copy.ts";
import { createStoreTx } from "./store-tx.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";
import { CLEAR_TABLES, DATABASE_VERSION, isSealed, SEALED_TABLES, TABLE_NAMES, type TableName } from "./tables.ts";
import { createTabs } from "./tabs.ts";

export interface DexieStoreOptions {
  /** Of the database; it is sealed into every box, so it cannot change. */
  readonly name: string;
  readonly schema: Schema;
  /** The browser's own unless told. */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
  /** Waited for before anything is written; what is read need not wait [V26]. Never rejects. */
  readonly beforeWriting?: () => Promise<unknown>;
}

/**
 * What the browser says when it has lost the connection, not the data: iOS in the background, a storage process that
 * was started again. The transaction was rolled back.
 */
const LOST_CONNECTION: readonly string[] = ["DatabaseClosedError", "InvalidStateError", "UnknownError", "AbortError"];

type Mode = "readonly" | "strict" | "relaxed";

interface Connection {
  readonly core: DBCore;
  readonly tables: ReadonlyMap<TableName, DBCoreTable>;
}

const stores = Object.fromEntries(
  TABLE_NAMES.map((table) => [
    table,
    isSealed(table) ? [SEALED_TABLES[table].key, ...SEALED_TABLES[table].indexes].join(",") : CLEAR_TABLES[table],
  ]),
);

export function createDexieStore(options: DexieStoreOptions): Store {
  const { name, schema, beforeWriting = nothingBefore } = options;
  const sealing = createSealing(name);
  const tabs = createTabs(name);
  let connection: Connection | undefined;
  let stopped: Error | undefined;
  let mayWrite = false;

  const db = new Dexie(name, {
    cache: "disabled",
    ...(options.indexedDB && { indexedDB: options.indexedDB }),
    ...(options.IDBKeyRange && { IDBKeyRange: options.IDBKeyRange }),
  } as DexieOptions);
  db.version(DATABASE_VERSION)
    .stores(stores)
    .upgrade(async (tx) => {
      // In the transaction of the upgrade itself: what waits stands in the new form and in the old one, or in the old
      // one alone [V29].
      const waiting = await tx.table<Stored>("pending").toArray();
      await tx.table<Stored>("outboxCopy").bulkPut(waiting);
    });
  db.use(sealingMiddleware(sealing));
  // Dexie's own watching and hooks have no user here, and would cost at every write.
  for (const unused of ["Cache", "Observability", "VirtualIndexMiddleware", "HooksMiddleware"])
    db.unuse({ stack: "dbcore", name: unused });
  db.on("versionchange", () => {
    // At once: a tab that stays open would hold up the other for ever.
    stopped = new StoreTrouble("replaced");
    db.close();
    return false;
  });
  db.on("close", () => {
    connection = undefined;
  });

  const connect = async (): Promise<Connection> => {
    // To make it, or to bring it to the present form, is to write.
    if (!(await standsInThisForm(options.indexedDB ?? indexedDB, name))) await beforeWriting();
    // Closed or replaced meanwhile: to open it would make it again.
    if (stopped) throw stopped;
    await db.open();
    // Dexie opens what a newer app has made, and this one would misread it.
    if (db.backendDB().version > DATABASE_VERSION * 10) throw new StoreTrouble("replaced");
    const { core } = db;
    connection ??= { core, tables: new Map(TABLE_NAMES.map((table) => [table, core.table(table)])) };
    return connection;
  };

  /** Once more after a lost connection: the first attempt was rolled back whole. */
  const transact = async <T>(mode: Mode, work: (tables: StoredTables) => Promise<T>): Promise<T> => {
    // Asked until it is known: from then on a page that is being closed writes without a wait.
    if (mode !== "readonly" && !mayWrite) {
      await beforeWriting();
      mayWrite = true;
    }
    for (let attempt = 1; ; attempt += 1) {
      if (stopped) throw stopped;
      let mine = connection;
      try {
        mine ??= await connect();
        return await withTables(mine, mode, work);
      } catch (error) {
        if (stopped) throw stopped;
        if (attempt === 2 || !LOST_CONNECTION.includes(nameOf(error))) throw inWords(error);
        // Others may have found it lost too: it is opened again once.
        if (mine === connection) db.close({ disableAutoOpen: false });
      }
    }
  };
  const inStoreTx = <T>(mode: Mode, work: (tx: StoreTx) => Promise<T>): Promise<T> =>
    transact(mode, (tables) => work(createStoreTx(tables, sealing, schema)));

  return {
    read: (work) => inStoreTx("readonly", work),
    write: async (durability, work, touched) => {
      const result = await inStoreTx(durability, work);
      tabs.tell(typeof touched === "function" ? touched(result) : touched);
      return result;
    },
    useSealer: sealing.useSealer,
    subscribe: tabs.subscribe,
    tellWho: tabs.tellWho,
    onWho: tabs.onWho,
    async alone(work) {
      const { locks } = navigator as Partial<Navigator>;
      if (!locks) return work();
      // Never waited for: a tab that is frozen keeps its lock.
      await locks.request(`waymark/${name}/alone`, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
    },
    copyRows: () => transact("readonly", copyRows),
    async bringBack(copy) {
      const done = await transact("strict", (tables) => bringBack(tables, copy));
      if (done) tabs.tell({ scopes: "all", parts: ["pending", "control", "slots", "jots"] });
      return done;
    },
    rawRows: (limit) => transact("readonly", (tables) => rawRowsOf(tables, limit)),
    close() {
      stopped ??= new Error("the store is closed");
      db.close();
      tabs.close();
    },
    async destroy() {
      if (stopped) throw stopped;
      await beforeWriting();
      if (stopped) throw stopped;
      await db.delete({ disableAutoOpen: false });
    },
  };
}

const nothingBefore = async (): Promise<void> => undefined;

/** False where the browser does not tell. */
async function standsInThisForm(factory: IDBFactory, name: string): Promise<boolean> {
  try {
    const version = DATABASE_VERSION * 10;
    return (await factory.databases()).some((one) => one.name === name && one.version === version);
  } catch {
    return false;
  }
}

async function withTables<T>(
  { core, tables }: Connection,
  mode: Mode,
  work: (tables: StoredTables) => Promise<T>,
): Promise<T> {
  const [access, durability] = mode === "readonly" ? ([mode, "default"] as const) : (["readwrite", mode] as const);
  const trans = core.transaction([...TABLE_NAMES], access, { durability }) as IDBTransaction;
  let over = false;
  const table = (name: TableName): DBCoreTable => {
    if (over) throw new Error("the transaction is over");
    return tables.get(name) as DBCoreTable;
  };
  return inTransaction(trans, async (ask) => {
    try {
      return await work(createDexieTables(table, trans, ask));
    } finally {
      over = true;
    }
  });
}

function nameOf(error: unknown): string {
  return (error as { name?: unknown } | null)?.name as string;
}

/** Storage trouble as an adult can be told it; what the work itself threw stays as it is. */
function inWords(error: unknown): unknown {
  if (error instanceof StoreTrouble) return error;
  const names = [nameOf(error), nameOf((error as { inner?: unknown } | null)?.inner)];
  if (names.includes("QuotaExceededError")) return new StoreTrouble("full", { cause: error });
  if (names.includes("VersionError")) return new StoreTrouble("replaced", { cause: error });
  const fromBrowser = error instanceof Dexie.DexieError || error instanceof DOMException;
  return fromBrowser ? new StoreTrouble("broken", { cause: error }) : error;
}
