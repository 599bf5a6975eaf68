// What a store must be able to do with rows as they are stored. Dexie and the in-memory twin each give this;
// all that is said of records, sealing and order stands above it, once (store-tx.ts).

import type { TableName } from "./tables.ts";

/** A row as it stands on the disk: for a sealed table, clear keys and a box. */
export interface Stored {
  readonly [property: string]: unknown;
}

export type Key = string | number;
/** A single index takes one part, a compound one a list. */
export type IndexKey = Key | readonly Key[];

export interface StoredTables {
  get(table: TableName, key: Key): Promise<Stored | undefined>;
  /** In the order of the keys. */
  getMany(table: TableName, keys: readonly Key[]): Promise<readonly (Stored | undefined)[]>;
  /** In the order of the primary key. */
  all(table: TableName, limit?: number): Promise<readonly Stored[]>;
  /** In the order of the index, or of the primary key where that is named, then of the primary key; both ends are within. */
  range(table: TableName, index: string, from: IndexKey, to: IndexKey, limit?: number): Promise<readonly Stored[]>;
  /** The primary keys alone of what `range` gives. */
  keys(table: TableName, index: string, from: IndexKey, to: IndexKey): Promise<readonly Key[]>;
  put(table: TableName, values: readonly Stored[]): Promise<void>;
  delete(table: TableName, keys: readonly Key[]): Promise<void>;
  deleteRange(table: TableName, index: string, from: IndexKey, to: IndexKey): Promise<void>;
  clear(table: TableName): Promise<void>;
}
