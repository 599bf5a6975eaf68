// Many rows into one table. A part is written by one statement; parts of one length have the same text, which is made
// once: for a full batch, making it is as much work as the database has with it.

import type { Compilable, CompiledQuery, Kysely } from "kysely";
import { inParts } from "./in-parts.ts";
import type { Tables } from "./tables.ts";

/** Rows of fifteen columns stay well below the values one statement takes. */
const ROWS = 50;

/** Every row names the same columns in the same order. `insert`: the statement for such a part, all of its values from the rows. */
export async function insertInParts<Row extends object>(
  db: Kysely<Tables>,
  rows: readonly Row[],
  insert: (part: readonly Row[]) => Compilable,
): Promise<void> {
  let made: { readonly length: number; readonly query: CompiledQuery } | undefined;
  for (const part of inParts(rows, ROWS)) {
    if (made?.length !== part.length) made = { length: part.length, query: insert(part).compile() };
    const parameters = part.flatMap((row): unknown[] => Object.values(row));
    if (parameters.length !== made.query.parameters.length)
      throw new Error("rows of one table differ in their columns");
    await db.executeQuery({ ...made.query, parameters });
  }
}
