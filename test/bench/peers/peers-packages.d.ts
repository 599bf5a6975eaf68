// What the bench uses of packages that are there only when it runs: the tree compiles without them.

declare module "rxdb" {
  export interface RxDocument<Doc> {
    toJSON(): Doc;
    incrementalPatch(patch: Partial<Doc>): Promise<unknown>;
  }
  export interface RxCollection<Doc> {
    insert(doc: Doc): Promise<unknown>;
    bulkInsert(docs: readonly Doc[]): Promise<{ readonly error: readonly unknown[] }>;
    find(query: object): { exec(): Promise<readonly RxDocument<Doc>[]> };
    findByIds(ids: readonly string[]): { exec(): Promise<ReadonlyMap<string, RxDocument<Doc>>> };
  }
  export interface RxDatabase {
    addCollections(wanted: object): Promise<{ readonly [name: string]: unknown }>;
    remove(): Promise<unknown>;
  }
  export function createRxDatabase(options: object): Promise<RxDatabase>;
}
declare module "rxdb/plugins/storage-dexie" {
  export function getRxStorageDexie(settings?: object): object;
}
declare module "rxdb/plugins/replication" {
  export function replicateRxCollection(options: object): {
    readonly error$: { subscribe(hear: (error: Error) => void): unknown };
    start(): Promise<void>;
    pause(): Promise<void>;
    awaitInSync(): Promise<true>;
  };
}
declare module "pouchdb-browser" {
  interface PouchRow {
    readonly id: string;
    readonly value: { readonly rev: string };
    readonly doc?: { readonly [field: string]: unknown };
  }
  export default class PouchDB {
    constructor(name: string, options?: object);
    bulkDocs(docs: readonly object[]): Promise<readonly { readonly error?: boolean; readonly rev?: string }[]>;
    put(doc: object): Promise<unknown>;
    get(id: string, options?: object): Promise<{ readonly [field: string]: unknown }>;
    allDocs(options?: object): Promise<{ readonly rows: readonly PouchRow[] }>;
    destroy(): Promise<unknown>;
    static sync(one: PouchDB, other: string, options?: object): Promise<{ readonly status?: string }>;
  }
}
declare module "pouchdb-core" {
  interface PouchClass {
    plugin(plugin: unknown): PouchClass;
    defaults(options: object): PouchClass;
  }
  const pouch: PouchClass;
  export default pouch;
}
declare module "pouchdb-adapter-memory" {
  const plugin: unknown;
  export default plugin;
}
declare module "pouchdb-mapreduce" {
  const plugin: unknown;
  export default plugin;
}
declare module "pouchdb-replication" {
  const plugin: unknown;
  export default plugin;
}
declare module "express-pouchdb" {
  import type { IncomingMessage, ServerResponse } from "node:http";
  export default function expressPouch(
    pouch: unknown,
    options: object,
  ): (request: IncomingMessage, response: ServerResponse) => void;
}
