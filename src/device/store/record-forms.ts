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

/** The forms of one transaction. */
export function createRecordForms(sealing: Sealing, schema: Schema): RecordForms {
  const blind = (text: string): string => sealing.sealer().blind(text);
  const scope = (name: string): string => blind(`rows|scope|${name}`);
  const type = (owner: string, name: string): string => blind(`rows|type|${owner}|${name}`);
  const entryScope = (name: string): string => blind(`entries|scope|${name}`);
  const entryRecord = (name: string): string => blind(`entries|record|${name}`);

  // Rows come by the dozen of one scope and one type.
  let last = { scope: "", type: "", o: "", t: "" };
  const namesOf = (row: RecordRow): { readonly o: string; readonly t: string } => {
    if (row.scope !== last.scope || row.type !== last.type || last.o === "")
      last = { scope: row.scope, type: row.type, o: scope(row.scope), t: type(row.scope, row.type) };
    return last;
  };
  const readRow = (plain: unknown, stored: Stored): Placed => {
    const placed = placedIn(
      schema,
      lengthenRow(plain as ShortRow, stored["id"] as RecordRow["id"], stored["v"] as number),
    );
    const { o, t } = namesOf(placed.row);
    if (stored["o"] !== o || stored["t"] !== t || stored["w"] !== placed.week) throw outOfPlace();
    return placed;
  };
  const readEntry = (plain: unknown, stored: Stored): Entry => {
    const entry = plain as Entry;
    const { scope: owner, record } = entry.change;
    if (stored["o"] !== entryScope(owner) || stored["r"] !== entryRecord(record)) throw outOfPlace();
    return entry;
  };

  return {
    scope,
    type,
    entryScope,
    entryRecord,
    rowToStore(row) {
      const { o, t } = namesOf(row);
      return { id: row.id, v: row.seq, o, t, w: placedIn(schema, row).week, plain: shortenRow(row) };
    },
    openRow: (stored) => sealing.open("rows", stored, readRow),
    entryToStore: (entry) => ({
      id: entry.change.id,
      o: entryScope(entry.change.scope),
      r: entryRecord(entry.change.record),
      plain: entry,
    }),
    openEntry: (stored) => sealing.open("entries", stored, readEntry),
  };
}

/** A record and its place in the order of its scope. */
export function placedIn(schema: Schema, row: RecordRow): Placed {
  const when = whenOf(row, schema.definitions[row.type]);
  return { row, when, week: -weekOf(when) };
}

export function outOfPlace(): Error {
  return new Error("it is kept under a name that is not its own");
}
