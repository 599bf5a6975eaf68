// Rows as they are stored, in one IndexedDB transaction. It speaks to DBCore, the layer below Dexie's tables, where
// every request is one call on IndexedDB and what seals stands beneath (sealing.ts).

import type { DBCoreMutateRequest, DBCoreTable, DBCoreTransaction } from "dexie";
import type { Ask } from "./in-transaction.ts";
import type { IndexKey, Key, Stored, StoredTables } from "./stored-tables.ts";
import { keyOf, type TableName } from "./tables.ts";

/** DBCoreRangeType of Dexie, which its typings declare and its code does not export. */
const RANGE = 2;
const ANY = 3;

const EVERYTHING = { type: ANY, lower: undefined, upper: undefined } as const;

const indexNames: { readonly [index: string]: string | readonly string[] } = {
  "[o+w]": ["o", "w"],
  "[t+w]": ["t", "w"],
};

export function createDexieTables(
  core: (table: TableName) => DBCoreTable,
  trans: DBCoreTransaction,
  ask: Ask,
): StoredTables {
  const query = async (
    name: TableName,
    values: boolean,
    index: string,
    from: IndexKey,
    to: IndexKey,
    limit = Infinity,
  ): Promise<readonly unknown[]> => {
    const table = core(name);
    const keyPath = (indexNames[index] ?? index) as string | string[];
    const found = table.schema.getIndexByKeyPath(keyPath);
    if (!found) throw new TypeError(`${name} has no index ${index}`);
    const range = { type: RANGE, lower: from, upper: to } as const;
    return (await ask(table.query({ trans, values, limit, query: { index: found, range } }))).result;
  };
  const mutate = async (name: TableName, request: DBCoreMutateRequest): Promise<void> => {
    const { numFailures, failures } = await ask(core(name).mutate(request));
    // DBCore keeps a failed put from ending the transaction; here nothing may be left out quietly.
    if (numFailures > 0) throw Object.values(failures)[0] ?? new Error(`${name} took ${numFailures} rows less`);
  };

  return {
    get: (name, key) => ask(core(name).get({ trans, key })) as Promise<Stored | undefined>,
    getMany: (name, keys) => ask(core(name).getMany({ trans, keys: [...keys] })) as Promise<(Stored | undefined)[]>,
    async all(name, limit = Infinity) {
      const table = core(name);
      const request = { trans, values: true, limit, query: { index: table.schema.primaryKey, range: EVERYTHING } };
      return (await ask(table.query(request))).result as Stored[];
    },
    range: (name, index, from, to, limit) => query(name, true, index, from, to, limit) as Promise<Stored[]>,
    keys: (name, index, from, to) => query(name, false, index, from, to) as Promise<Key[]>,
    put: (name, values) => mutate(name, { type: "put", trans, values }),
    delete: (name, keys) => mutate(name, { type: "delete", trans, keys: [...keys] }),
    async deleteRange(name, index, from, to) {
      const range = { type: RANGE, lower: from, upper: to } as const;
      if (index === keyOf(name)) return mutate(name, { type: "deleteRange", trans, range });
      await mutate(name, { type: "delete", trans, keys: [...(await query(name, false, index, from, to))] });
    },
    clear: (name) => mutate(name, { type: "deleteRange", trans, range: EVERYTHING }),
  };
}
