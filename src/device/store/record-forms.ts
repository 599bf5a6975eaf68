// Records to their stored form and back: what stands in clear beside each box, and the check, when a box is opened,
// that it is the inside that names the row. A row put under another scope, type or week does not open [V12].

import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import { whenOf } from "#ledger/view.ts";
import type { Entry } from "#protocol/pull.ts";
import { lengthenRow, type ShortRow, shortenRow } from "./row-form.ts";
import type { Sealing } from "./sealing.ts";
import type { Stored } from "./stored-tables.ts";
import { weekOf } from "./week.ts";

/** A record and what orders it among its kind. */
export interface Placed {
  readonly row: RecordRow;
  readonly when: string;
  /** Negative, as it is stored: less is later. */
  readonly week: number;
}

export interface RecordForms {
  /** Names of a scope, of its records of a type, and of its entries and a record's. */
  scope(scope: string): string;
  type(scope: string, type: string): string;
  entryScope(scope: string): string;
  entryRecord(record: string): string;
  rowToStore(row: RecordRow): Stored;
  openRow(stored: Stored): Placed;
  entryToStore(entry: Entry): Stored;
  openEntry(stored: Stored): Entry;
}

export function createRecordForms(sealing: Sealing, schema: Schema): RecordForms {
  const blind = (text: string): string => sealing.sealer().blind(text);
  const scope = (name: string): string => blind(`rows|scope|${name}`);
  const type = (owner: string, name: string): string => blind(`rows|type|${owner}|${name}`);
  const entryScope = (name: string): string => blind(`entries|scope|${name}`);
  const entryRecord = (name: string): string => blind(`entries|record|${name}`);

  const clearOf = (row: RecordRow, when: string): Stored => ({
    id: row.id,
    v: row.seq,
    o: scope(row.scope),
    t: type(row.scope, row.type),
    w: -weekOf(when),
  });
  const clearOfEntry = ({ change }: Entry): Stored => ({
    id: change.id,
    o: entryScope(change.scope),
    r: entryRecord(change.record),
  });

  const readRow = (plain: unknown, stored: Stored): Placed => {
    const row = lengthenRow(plain as ShortRow, stored["id"] as RecordRow["id"], stored["v"] as number);
    const when = whenOf(row, schema.definitions[row.type]);
    mustStandThere(clearOf(row, when), stored);
    return { row, when, week: stored["w"] as number };
  };
  const readEntry = (plain: unknown, stored: Stored): Entry => {
    mustStandThere(clearOfEntry(plain as Entry), stored);
    return plain as Entry;
  };

  return {
    scope,
    type,
    entryScope,
    entryRecord,
    rowToStore: (row) => ({ ...clearOf(row, whenOf(row, schema.definitions[row.type])), plain: shortenRow(row) }),
    openRow: (stored) => sealing.open("rows", stored, readRow),
    entryToStore: (entry) => ({ ...clearOfEntry(entry), plain: entry }),
    openEntry: (stored) => sealing.open("entries", stored, readEntry),
  };
}

function mustStandThere(clear: Stored, stored: Stored): void {
  for (const name in clear) if (clear[name] !== stored[name]) throw new Error(`${name} is not what the inside says`);
}
