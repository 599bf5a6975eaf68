// Rows as they are stored, in memory: what a disk would hold, with an undo list instead of a journal.

import { type IndexKey, type Key, type Stored, type StoredTables } from "./stored-tables.ts";
import { isSealed, keyOf, SEALED_TABLES, TABLE_NAMES, type TableName } from "./tables.ts";

interface MemoryTable {
  readonly rows: Map<Key, Stored>;
  /** For each index: the rows by the first part of it. */
  readonly firsts: Map<string, Map<Key, Map<Key, Stored>>>;
}

/** What stood at a key before a write, last write last. */
export type Undo = { readonly table: TableName; readonly key: Key; readonly before: Stored | undefined }[];

export interface MemoryTables {
  /** Rows as read and written by one transaction. `undo` grows with each write; absent: a write throws. */
  of(undo: Undo | undefined, toStored: (table: TableName, value: Stored) => Stored, alive: () => void): StoredTables;
  roll(undo: Undo): void;
  everything(): readonly { readonly table: TableName; readonly stored: Stored }[];
  empty(): void;
}

export function createMemoryTables(): MemoryTables {
  const byName = new Map<TableName, MemoryTable>();
  const indexesOf = (name: TableName): readonly string[] => (isSealed(name) ? SEALED_TABLES[name].indexes : []);
  const empty = (): void => {
    for (const name of TABLE_NAMES)
      byName.set(name, { rows: new Map(), firsts: new Map(indexesOf(name).map((index) => [index, new Map()])) });
  };
  empty();
  const table = (name: TableName): MemoryTable => byName.get(name) as MemoryTable;

  const set = (name: TableName, key: Key, next: Stored | undefined): void => {
    const { rows, firsts } = table(name);
    const before = rows.get(key);
    for (const [index, buckets] of firsts) {
      const first = propertiesOf(index)[0] as string;
      if (before) buckets.get(before[first] as Key)?.delete(key);
      if (!next) continue;
      const place = next[first] as Key;
      let bucket = buckets.get(place);
      if (!bucket) buckets.set(place, (bucket = new Map()));
      bucket.set(key, next);
    }
    if (next) rows.set(key, next);
    else rows.delete(key);
  };

  const sorted = (name: TableName): Stored[] => {
    const key = keyOf(name);
    return [...table(name).rows.values()].sort((a, b) => compare(a[key] as Key, b[key] as Key));
  };

  /** In the order of the index, then of the primary key. Both ends share their first part: no other range is asked. */
  const range = (name: TableName, index: string, from: IndexKey, to: IndexKey): Stored[] => {
    if (index === keyOf(name))
      return sorted(name).filter(
        (stored) => (stored[index] as Key) >= (from as Key) && (stored[index] as Key) <= (to as Key),
      );
    const [first, low] = listOf(from);
    const [last, high] = listOf(to);
    if (first !== last) throw new RangeError("a range over several names");
    const key = keyOf(name);
    const second = propertiesOf(index)[1];
    const found: { readonly stored: Stored; readonly at: Key; readonly key: Key }[] = [];
    for (const stored of table(name)
      .firsts.get(index)
      ?.get(first as Key)
      ?.values() ?? []) {
      const at = second === undefined ? 0 : (stored[second] as Key);
      if (second === undefined || (at >= (low as Key) && at <= (high as Key)))
        found.push({ stored, at, key: stored[key] as Key });
    }
    return found.sort((a, b) => compare(a.at, b.at) || compare(a.key, b.key)).map(({ stored }) => stored);
  };

  return {
    of(undo, toStored, alive) {
      const write = (name: TableName, key: Key, next: Stored | undefined): void => {
        if (!undo) throw new Error("a reading transaction writes nothing");
        undo.push({ table: name, key, before: table(name).rows.get(key) });
        set(name, key, next);
      };
      // What is sealed is made anew at every put; only values in clear could be changed behind the store's back.
      const copy = <T extends Stored | undefined>(name: TableName, stored: T): T =>
        isSealed(name) || stored === undefined ? stored : (cloned(stored) as T);
      return {
        async get(name, key) {
          alive();
          return copy(name, table(name).rows.get(key));
        },
        async getMany(name, keys) {
          alive();
          return keys.map((key) => copy(name, table(name).rows.get(key)));
        },
        async all(name, limit) {
          alive();
          return sorted(name)
            .slice(0, limit)
            .map((stored) => copy(name, stored));
        },
        async range(name, index, from, to, limit) {
          alive();
          return range(name, index, from, to)
            .slice(0, limit)
            .map((stored) => copy(name, stored));
        },
        async keys(name, index, from, to) {
          alive();
          return range(name, index, from, to).map((stored) => stored[keyOf(name)] as Key);
        },
        async put(name, values) {
          alive();
          for (const value of values) {
            const stored = copy(name, toStored(name, value));
            write(name, stored[keyOf(name)] as Key, stored);
          }
        },
        async delete(name, keys) {
          alive();
          for (const key of keys) write(name, key, undefined);
        },
        async deleteRange(name, index, from, to) {
          alive();
          for (const stored of range(name, index, from, to)) write(name, stored[keyOf(name)] as Key, undefined);
        },
        async clear(name) {
          alive();
          for (const key of table(name).rows.keys()) write(name, key, undefined);
        },
      };
    },
    roll(undo) {
      for (let i = undo.length - 1; i >= 0; i -= 1) {
        const step = undo[i] as Undo[number];
        set(step.table, step.key, step.before);
      }
    },
    everything: () => TABLE_NAMES.flatMap((name) => sorted(name).map((stored) => ({ table: name, stored }))),
    empty,
  };
}

/** As a database takes a value in and hands it out. Rows are small, and what they hold is nearly always plain. */
function cloned(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value === "function" ? structuredClone(value) : value;
  if (Array.isArray(value)) return value.map(cloned);
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  const copy: { [property: string]: unknown } = {};
  for (const [property, held] of Object.entries(value)) copy[property] = cloned(held);
  return copy;
}

const listOf = (key: IndexKey): readonly Key[] => (typeof key === "object" ? key : [key]);

/** "[o+w]" names two properties, "o" one. */
const propertiesOf = (index: string): readonly string[] => index.replace(/[[\]]/g, "").split("+");

const compare = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);
