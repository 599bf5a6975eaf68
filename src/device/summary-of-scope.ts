// Keeps the summary of a scope exact while its records change. A summary holds the newest of each type; a record
// that leaves it (withdrawn, or moved back in time) lets one in that was not there, so the newest are read again.

import type { ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import { type Summary, slimOf, summarise } from "#ledger/slim.ts";
import { whenOf } from "#ledger/view.ts";
import type { StoreTx } from "./ports.ts";

export interface Changed {
  readonly row: RecordRow;
  /** As it stood in the summary before; undefined where the record is new. */
  readonly before: RecordRow | undefined;
}

export const emptySummary = (scope: ScopeId): Summary => ({ scope, slims: [] });

/** The summary with these records in their present state. Reads the store where a record may have made room. */
export async function summaryWith(
  tx: StoreTx,
  schema: Schema,
  summary: Summary,
  changed: readonly Changed[],
  unsent?: (row: RecordRow) => boolean,
): Promise<Summary> {
  const rows = new Map<string, RecordRow>();
  const types = new Set(changed.filter((one) => makesRoom(schema, one)).map(({ row }) => row.type));
  for (const type of types)
    for (const row of await newestThatStand(tx, schema, summary.scope, type, changed.length)) rows.set(row.id, row);
  for (const { row } of changed) rows.set(row.id, row);
  return summarise(schema, summary, [...rows.values()], unsent);
}

function makesRoom(schema: Schema, { row, before }: Changed): boolean {
  if (!before || !slimOf(schema, before)) return false;
  const definition = schema.definitions[row.type];
  return !slimOf(schema, row) || whenOf(row, definition) < whenOf(before, definition);
}

/** The newest records of a type, enough for what its summary keeps when `spare` of them do not count. */
async function newestThatStand(
  tx: StoreTx,
  schema: Schema,
  scope: ScopeId,
  type: string,
  spare: number,
): Promise<readonly RecordRow[]> {
  const keep = schema.definitions[type]?.slim.keep ?? 0;
  if (keep === 0) return [];
  for (let limit = keep + spare; ; limit *= 2) {
    const rows = await tx.rows({ scope, types: [type], limit });
    if (rows.length < limit || rows.filter((row) => !row.withdrawn).length >= keep + spare) return rows;
  }
}
