// The summary of a scope: the few fields of each record that lists and search need, so that no screen opens the
// whole store. Kept by the transaction that writes the records, never by a second pass.

import type { Json } from "#base/json.ts";
import type { Stamp } from "./change.ts";
import type { RecordId, ScopeId } from "./names.ts";
import type { RecordRow } from "./record-row.ts";
import type { Schema } from "./schema.ts";
import { createdBy, valueOf, whenOf } from "./view.ts";

export interface Slim {
  readonly id: RecordId;
  readonly type: string;
  readonly seq: number;
  /** What orders it among its kind (see `whenOf`). */
  readonly when: string;
  readonly by: Stamp | undefined;
  readonly fields: { readonly [field: string]: Json };
  /** Decisions that wait for a person. */
  readonly open: number;
  /** True while something in it has not been sent. */
  readonly unsent: boolean;
}

export interface Summary {
  readonly scope: ScopeId;
  readonly slims: readonly Slim[];
}

/** The slim form of a record; undefined for a withdrawn one, or a type that summaries do not carry. */
export function slimOf(schema: Schema, row: RecordRow, unsent = false): Slim | undefined {
  const definition = schema.definitions[row.type];
  if (!definition) return undefined;
  const open = row.decisions.filter((d) => d.state === "open").length;
  // What waits for a person is in every summary, also of a type that lists do not carry.
  if (definition.slim.keep === 0 && open === 0) return undefined;
  if (row.withdrawn && open === 0) return undefined;
  const fields: { [field: string]: Json } = {};
  for (const name of definition.slim.fields) {
    const value =
      definition.fields[name]?.class === "list"
        ? Object.values(row.lists[name] ?? {}).map((item) => item.value)
        : valueOf(row, name);
    if (value !== null) fields[name] = value;
  }
  return {
    id: row.id,
    type: row.type,
    seq: row.seq,
    when: whenOf(row, definition),
    by: createdBy(row),
    fields,
    open,
    unsent,
  };
}

/** The summary with these records in their present state: newest first within a type, as many as the type keeps. */
export function summarise(
  schema: Schema,
  summary: Summary,
  rows: readonly RecordRow[],
  unsent: (row: RecordRow) => boolean = () => false,
): Summary {
  const touched = new Set(rows.map((row) => row.id));
  const slims = summary.slims.filter((slim) => !touched.has(slim.id));
  for (const row of rows) {
    const slim = slimOf(schema, row, unsent(row));
    if (slim) slims.push(slim);
  }
  slims.sort((a, b) => (a.type === b.type ? compare(b.when, a.when) || compare(a.id, b.id) : compare(a.type, b.type)));
  const kept: { [type: string]: number } = {};
  return {
    scope: summary.scope,
    slims: slims.filter((slim) => {
      kept[slim.type] = (kept[slim.type] ?? 0) + 1;
      return slim.open > 0 || (kept[slim.type] as number) <= (schema.definitions[slim.type]?.slim.keep ?? 0);
    }),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
