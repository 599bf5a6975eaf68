// Brings a database to the present tables, one numbered step after the other, all in one transaction.

import type { Kysely } from "kysely";
import { first } from "./migrations/001-first.ts";
import type { Tables } from "./tables.ts";

export interface Migration {
  readonly name: string;
  readonly up: (db: Kysely<Tables>) => Promise<void>;
}

/** In the order in which they were written; names never change. */
export const MIGRATIONS: readonly Migration[] = [{ name: "001-first", up: first }];

/** Thrown when the database was written by a newer version: an older one would misread it. */
export class NewerDatabase extends Error {
  constructor(name: string) {
    super(
      `The data folder was written by a newer version of Waymark (${name}). Start that version, or restore a backup.`,
    );
    this.name = "NewerDatabase";
  }
}

/**
 * Applies what is missing. `guard` adds what belongs to the dialect (triggers, row-level security); it runs in the
 * same transaction whenever something was applied, so no table is ever open without its guards.
 */
export async function migrate(
  db: Kysely<Tables>,
  migrations: readonly Migration[],
  guard: (db: Kysely<Tables>) => Promise<void>,
  now: number,
): Promise<void> {
  await db.schema
    .createTable("migration")
    .ifNotExists()
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("applied_at", "bigint", (c) => c.notNull())
    .execute();
  const applied = (await db.selectFrom("migration").select("name").execute()).map((row) => row.name);
  const unknown = applied.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown !== undefined) throw new NewerDatabase(unknown);
  const missing = migrations.filter((migration) => !applied.includes(migration.name));
  if (missing.length === 0) return;
  await db.transaction().execute(async (trx) => {
    for (const { name, up } of missing) {
      await up(trx);
      await trx.insertInto("migration").values({ name, applied_at: now }).execute();
    }
    await guard(trx);
  });
}
