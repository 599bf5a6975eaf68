// The store port in memory: the twin of the Dexie store under one contract, sealed like it, and quick. Its disk
// outlives the store, so that a device can be crashed at any commit and started again on what had been written.

import { createMutex, type Mutex } from "#base/mutex.ts";
import type { Schema } from "#ledger/schema.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Store, StoreTx, Touched } from "../ports.ts";
import { createMemoryTables, type MemoryTables, type Undo } from "./memory-tables.ts";
import { rawRowsOf } from "./raw-rows.ts";
import { createSealing } from "./sealing.ts";
import { StoreTrouble } from "./store-trouble.ts";
import { createStoreTx } from "./store-tx.ts";
import { bringBack, copyRows } from "./stored-copy.ts";
import type { StoredTables } from "./stored-tables.ts";

/** The device stopped at this commit. Whatever the store is asked from then on throws it too. */
export class Crashed extends Error {
  constructor(point: CrashPoint) {
    super(`crashed ${point}`);
    this.name = "Crashed";
  }
}

export type CrashPoint = "before-commit" | "after-commit";

/** What stays when a store is closed or crashes. Several stores on one disk are the tabs of one browser. */
export interface MemoryDisk {
  readonly tables: MemoryTables;
  /** Transactions of all stores of the disk, one at a time. */
  readonly turns: Mutex;
  readonly listeners: Set<(touched: Touched) => void>;
  /** By the store that listens: a tab does not hear itself. */
  readonly whoListeners: Map<(adult: AdultId | null) => void, Store>;
  /** What the transaction under way has written. */
  underway: Undo;
  /** What relaxed writes would lose if the power went now. */
  atRisk: Undo;
  /** A tab is at what only one of them need do. */
  busy: boolean;
  /** Counts the databases that have stood here: one that was destroyed takes the other tabs' stores with it. */
  life: number;
}

export function createMemoryDisk(): MemoryDisk {
  return {
    tables: createMemoryTables(),
    turns: createMutex(),
    listeners: new Set(),
    whoListeners: new Map(),
    underway: [],
    atRisk: [],
    busy: false,
    life: 0,
  };
}

export interface MemoryStoreOptions {
  readonly schema: Schema;
  readonly name?: string;
  readonly disk?: MemoryDisk;
  /** Asked at every write: true stops the device there, with the disk as of then. */
  readonly crash?: (point: CrashPoint) => boolean;
}

export interface MemoryStore extends Store {
  readonly disk: MemoryDisk;
  /** The app started again on the same disk. `powerCut`: as if what was written relaxed had not reached it. */
  reopen(how?: { readonly powerCut?: boolean }): MemoryStore;
}

export function createMemoryStore(options: MemoryStoreOptions): MemoryStore {
  const { schema, crash, name = "memory", disk = createMemoryDisk() } = options;
  const sealing = createSealing(name);
  const mine = new Set<(touched: Touched) => void>();
  let life = disk.life;
  let stopped: Error | undefined;

  const mustRun = (): void => {
    if (stopped) throw stopped;
    if (life !== disk.life) throw new StoreTrouble("replaced");
  };
  const stop = (point: CrashPoint): never => {
    stopped = new Crashed(point);
    throw stopped;
  };

  /** One transaction. `undo` is given to a write. */
  async function inTransaction<T>(undo: Undo | undefined, work: (tables: StoredTables) => Promise<T>): Promise<T> {
    let over: string | undefined;
    const alive = (): void => {
      mustRun();
      if (over) throw new Error(over);
    };
    // Here every step is a microtask. If a task gets its turn while the work runs, the work awaited something that
    // is not the store, and IndexedDB would have committed half of it (F6).
    const foreign = setTimeout(() => {
      over = "something else than the store was awaited in a transaction";
    });
    try {
      const result = await work(disk.tables.of(undo, sealing.toStored, alive));
      alive();
      return result;
    } finally {
      clearTimeout(foreign);
      over ??= "the transaction is over";
    }
  }

  const storeTx = (tables: StoredTables): StoreTx => createStoreTx(tables, sealing, schema);

  const store: MemoryStore = {
    disk,
    read: (work) =>
      disk.turns.run(async () => {
        mustRun();
        return inTransaction(undefined, (tables) => work(storeTx(tables)));
      }),
    write: (durability, work, touched) =>
      disk.turns.run(async () => {
        mustRun();
        const undo: Undo = [];
        disk.underway = undo;
        let result: Awaited<ReturnType<typeof work>>;
        try {
          result = await inTransaction(undo, (tables) => work(storeTx(tables)));
          if (crash?.("before-commit")) stop("before-commit");
        } catch (error) {
          disk.tables.roll(undo.splice(0));
          throw error;
        }
        disk.underway = [];
        if (durability === "strict") disk.atRisk = [];
        else for (const step of undo) disk.atRisk.push(step);
        if (crash?.("after-commit")) stop("after-commit");
        const what = typeof touched === "function" ? touched(result) : touched;
        // A listener that throws is a bug of its own; what was written stays written.
        for (const listener of disk.listeners) queueMicrotask(() => listener(what));
        return result;
      }),
    useSealer: sealing.useSealer,
    subscribe(listener) {
      disk.listeners.add(listener);
      mine.add(listener);
      return () => {
        disk.listeners.delete(listener);
        mine.delete(listener);
      };
    },
    tellWho(adult) {
      if (stopped) return;
      for (const [listener, listening] of disk.whoListeners)
        if (listening !== store) queueMicrotask(() => listener(adult));
    },
    onWho(listener) {
      disk.whoListeners.set(listener, store);
      return () => {
        disk.whoListeners.delete(listener);
      };
    },
    async alone(work) {
      if (disk.busy) return;
      disk.busy = true;
      try {
        await work();
      } finally {
        disk.busy = false;
      }
    },
    copyRows: () =>
      disk.turns.run(async () => {
        mustRun();
        return inTransaction(undefined, copyRows);
      }),
    bringBack: (copy) =>
      disk.turns.run(async () => {
        mustRun();
        const done = await inTransaction([], (tables) => bringBack(tables, copy));
        const what: Touched = { scopes: "all", parts: ["pending", "control", "slots", "jots"] };
        if (done) for (const listener of disk.listeners) queueMicrotask(() => listener(what));
        return done;
      }),
    rawRows: (limit) =>
      disk.turns.run(async () => {
        mustRun();
        return inTransaction(undefined, (tables) => rawRowsOf(tables, limit));
      }),
    close() {
      stopped ??= new Error("the store is closed");
      for (const listener of mine) disk.listeners.delete(listener);
      mine.clear();
      for (const [listener, listening] of disk.whoListeners)
        if (listening === store) disk.whoListeners.delete(listener);
    },
    destroy: () =>
      disk.turns.run(async () => {
        if (stopped) throw stopped;
        disk.tables.empty();
        disk.atRisk = [];
        disk.life += 1;
        life = disk.life;
      }),
    reopen(how = {}) {
      store.close();
      // A commit that was under way is not there after a restart; its transaction finds nothing left to roll back.
      disk.tables.roll(disk.underway.splice(0));
      if (how.powerCut) disk.tables.roll(disk.atRisk.splice(0));
      return createMemoryStore({ ...options, disk });
    },
  };
  return store;
}
