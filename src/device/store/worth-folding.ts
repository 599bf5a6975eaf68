// Of what a page of the feed brings, which scopes go straight into their packs. Beside the packs every record costs a row
// and every change another, each with its own place in two indexes; into packs, a page costs each pupil three rows,
// however much it says of them, and the opening and sealing of the packs it touches.

import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import { countHeld, type Directory, findPacked, isInOrder, type PackLine, placeFor } from "./directory.ts";
import { placedIn } from "./record-forms.ts";

/** Fewer records of a scope than this lie beside its packs until the device has time. */
const LEAST = 6;
/**
 * So many records may be sealed once more for each that comes, with their history: a row in two indexes, and another for
 * its change, costs about as much.
 */
const FOR_EACH = 5;

/** `rows`: what a page brings of one scope. */
export function isWorthFolding(directory: Directory | undefined, rows: readonly RecordRow[], schema: Schema): boolean {
  if (rows.length < LEAST) return false;
  if (!directory) return true;
  // All of it would be put in order anew: that is for a quiet hour.
  if (!isInOrder(directory, schema)) return false;
  const touched = new Set<PackLine>();
  for (const row of rows) {
    const here = findPacked(directory, row.id)?.line;
    const there = placeFor(directory, placedIn(schema, row));
    if (here) touched.add(here);
    if (there) touched.add(there);
  }
  let sealed = 0;
  for (const line of touched) sealed += countHeld(line, undefined, () => false);
  return sealed <= rows.length * FOR_EACH;
}
