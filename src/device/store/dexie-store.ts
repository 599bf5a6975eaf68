// The store port on IndexedDB, and the only Dexie in the code (F1). One connection, closed at once when another tab
// wants to upgrade or remove the database; reopened once when the browser has dropped it.

import { Dexie, type DBCore, type DexieOptions, type Middleware } from "dexie";
import { createMutex } from "#base/mutex.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Store, StoreTx, Touched } from "../ports.ts";
import { createDexieTables } from "./dexie-tables.ts";
import { createSealing, sealingMiddleware } from "./sealing.ts";
import { StoreTrouble } from "./store-trouble.ts";
import { createStoreTx } from "./store-tx.ts";
import type { Stored } from "./stored-tables.ts";
import { CLEAR_TABLES, isSealed, SEALED_TABLES, TABLE_NAMES } from "./tables.ts";
import { createTabs } from "./tabs.ts";

export interface DexieStoreOptions {
  /** Of the database; it is sealed into every box, so it cannot change. */
  readonly name: string;
  readonly schema: Schema;
  /** The browser's own unless told. */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

/** Of the tables and their keys; what is in the boxes changes without it. IndexedDB counts it in tenths. */
const DATABASE_VERSION = 1;

/** What the browser says when it has lost the connection, not the data: iOS in the background, a restarted storage process. */
const LOST_CONNECTION: readonly string[] = ["DatabaseClosedError", "InvalidStateError", "UnknownError"];

/** The durability of a transaction, which Dexie knows only for a whole database. */
function durabilityMiddleware(durability: () => "strict" | "relaxed"): Middleware<DBCore> {
  return {
    stack: "dbcore",
    name: "durability",
    level: -9,
    create: (core) => ({
      transaction: (stores, mode) => core.transaction(stores, mode, { durability: durability() }),
    }),
  };
}

const stores = Object.fromEntries(
  TABLE_NAMES.map((table) => [
    table,
    isSealed(table) ? [SEALED_TABLES[table].key, ...SEALED_TABLES[table].indexes].join(",") : CLEAR_TABLES[table],
  ]),
);

export function createDexieStore(options: DexieStoreOptions): Store {
  const { name, schema } = options;
  const sealing = createSealing(name);
  const tabs = createTabs(name);
  const writes = createMutex();
  let durability: "strict" | "relaxed" = "strict";
  let stopped: Error | undefined;
  let connections = 0;
  let reopening: Promise<unknown> = Promise.resolve();

  const db = new Dexie(name, {
    cache: "disabled",
    ...(options.indexedDB && { indexedDB: options.indexedDB }),
    ...(options.IDBKeyRange && { IDBKeyRange: options.IDBKeyRange }),
  } as DexieOptions);
  db.version(DATABASE_VERSION).stores(stores);
  db.use(sealingMiddleware(sealing));
  db.use(durabilityMiddleware(() => durability));
  // Dexie's own watching and hooks have no user here, and would cost at every write.
  for (const unused of ["Cache", "Observability", "VirtualIndexMiddleware", "HooksMiddleware"])
    db.unuse({ stack: "dbcore", name: unused });
  db.on(
    "ready",
    () => {
      // Dexie would open what a newer app has made, and an older one would misread it.
      if (db.backendDB().version > DATABASE_VERSION * 10) throw new StoreTrouble("replaced");
    },
    true,
  );
  db.on("versionchange", () => {
    // At once: a tab that stays open would hold up the other for ever.
    stopped = new StoreTrouble("replaced");
    db.close();
    return false;
  });

  const transact = <T>(mode: "r" | "rw", work: (tx: StoreTx) => Promise<T>): Promise<T> =>
    Promise.resolve(
      db.transaction(mode, TABLE_NAMES, async ({ idbtrans }) => {
        const tables = createDexieTables((table) => db.table(table).core, idbtrans);
        const result = await work(createStoreTx(tables, sealing, schema));
        // Spares the wait in which the browser finds out that nothing more is asked.
        if (mode === "rw") idbtrans.commit();
        return result;
      }),
    );

  /** The same connection is reopened once, however many transactions found it lost. */
  const reopen = async (lost: number): Promise<void> => {
    if (lost === connections) {
      connections += 1;
      db.close({ disableAutoOpen: false });
      reopening = Promise.resolve(db.open());
    }
    await reopening;
  };

  /** Once more after a lost connection: the first attempt was rolled back whole. */
  const attempt = async <T>(mode: "r" | "rw", work: (tx: StoreTx) => Promise<T>): Promise<T> => {
    if (stopped) throw stopped;
    const connection = connections;
    try {
      return await transact(mode, work);
    } catch (error) {
      if (stopped) throw stopped;
      if (!LOST_CONNECTION.includes(nameOf(error))) throw inWords(error);
    }
    try {
      await reopen(connection);
      return await transact(mode, work);
    } catch (error) {
      throw stopped ?? inWords(error);
    }
  };

  return {
    read: (work) => attempt("r", work),
    write: async (how, work, touched) => {
      const result = await writes.run(() => {
        durability = how;
        return attempt("rw", work);
      });
      tabs.tell(typeof touched === "function" ? touched(result) : touched);
      return result;
    },
    useSealer: sealing.useSealer,
    subscribe: tabs.subscribe,
    rawRows: async (limit) => {
      if (stopped) throw stopped;
      const shown = TABLE_NAMES.filter((table) => table !== "control");
      const perTable = await Promise.all(shown.map((table) => db.table<Stored>(table).limit(limit).toArray()));
      return perTable
        .flatMap((rows, i) => rows.map((stored) => ({ table: shown[i] as string, stored })))
        .slice(0, limit);
    },
    close() {
      stopped ??= new Error("the store is closed");
      db.close();
      tabs.close();
    },
    destroy: () =>
      writes.run(async () => {
        if (stopped) throw stopped;
        await db.delete({ disableAutoOpen: false });
      }),
  };
}

function nameOf(error: unknown): string {
  return (error as { name?: unknown } | null)?.name as string;
}

/** Storage trouble as an adult can be told it; what the work itself threw stays as it is. */
function inWords(error: unknown): unknown {
  const inner = (error as { inner?: unknown } | null)?.inner;
  if (inner instanceof StoreTrouble) return inner;
  const names = [nameOf(error), nameOf(inner)];
  if (names.includes("QuotaExceededError")) return new StoreTrouble("full", { cause: error });
  if (names.includes("VersionError")) return new StoreTrouble("replaced", { cause: error });
  const fromBrowser = error instanceof Dexie.DexieError || error instanceof DOMException;
  return fromBrowser ? new StoreTrouble("broken", { cause: error }) : error;
}
