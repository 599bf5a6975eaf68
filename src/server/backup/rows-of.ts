// Every row that lasts, school by school, in an order that does not depend on the database: two databases that hold
// the same give the same rows. What stands above comes before what names it.

import { type Kysely, type SqlBool, sql } from "kysely";
import type { Tables } from "../storage/tables.ts";
import type { CopiedRow, Value } from "./copy-file.ts";

/**
 * The tables with the columns that tell a school's rows apart. Sessions, codes and wrong attempts are left out: they
 * last hours, and a code that was used after the backup must not work once more.
 */
export const COPIED = [
  ["device", ["id"]],
  ["account", ["login"]],
  ["author_key", ["name"]],
  ["share", ["device", "adult"]],
  ["holding", ["device", "since"]],
  ["envelope", ["id"]],
  ["quarantine", ["id"]],
  ["change", ["seq"]],
  ["record", ["id"]],
  ["erasure", ["record"]],
  ["audit", ["number"]],
] as const satisfies readonly (readonly [keyof Tables, readonly string[]])[];

/** Tables that came with a later migration: a database from before it has no rows of them. */
const CAME_WITH: { readonly [table: string]: string } = { holding: "003-grants", erasure: "004-set-aside" };

const PAGE = 500;

/** `migrations`: those that its tables have. */
export async function* rowsOf(db: Kysely<Tables>, migrations: readonly string[]): AsyncGenerator<CopiedRow> {
  const schools = await db.selectFrom("school").selectAll().orderBy("id").execute();
  for (const school of schools) {
    yield { table: "school", row: school };
    for (const [table, key] of COPIED.filter(([name]) => migrations.includes(CAME_WITH[name] ?? "001-first")))
      yield* tableOf(db, table, key, school.id);
  }
}

async function* tableOf(
  db: Kysely<Tables>,
  table: string,
  key: readonly string[],
  school: string,
): AsyncGenerator<CopiedRow> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let above = sql<SqlBool>`true`;
  for (;;) {
    const { rows } = await sql<Record<string, Value>>`
      SELECT * FROM ${sql.table(table)} WHERE school = ${school} AND ${above}
      ORDER BY ${columns} LIMIT ${sql.lit(PAGE)}`.execute(db);
    for (const row of rows) yield { table, row };
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    above = sql<SqlBool>`(${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  }
}
