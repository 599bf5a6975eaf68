// Brings a database to the present tables, one numbered step after the other, all in one transaction.

import type { Transaction } from "kysely";
import type { Dialect, Migration } from "./dialect.ts";
import { first } from "./migrations/001-first.ts";
import { renewedDevices } from "./migrations/002-renewed-devices.ts";
import { grants } from "./migrations/003-grants.ts";
import { setAside } from "./migrations/004-set-aside.ts";
import { lockedDevices } from "./migrations/005-locked-devices.ts";
import type { Tables } from "./tables.ts";

/** In the order in which they were written; names never change. */
export const MIGRATIONS: readonly Migration[] = [
  { name: "001-first", up: first },
  { name: "002-renewed-devices", up: renewedDevices },
  { name: "003-grants", up: grants },
  { name: "004-set-aside", up: setAside },
  { name: "005-locked-devices", up: lockedDevices },
];

/** Thrown when the database was written by a newer version: an older one would misread it. */
export class NewerDatabase extends Error {
  constructor(name: string) {
    super(`The database was written by a newer version of Waymark (${name}). Start that version, or restore a backup.`);
    this.name = "NewerDatabase";
  }
}

/**
 * Applies what is missing. Runs in a transaction, and the guards run in the same one whenever something was applied
 * or one of them is missing: no table is ever open without them, and a migration that fails leaves the database as it was.
 */
export async function migrate(
  trx: Transaction<Tables>,
  migrations: readonly Migration[],
  dialect: Dialect,
  now: number,
): Promise<void> {
  await trx.schema
    .createTable("migration")
    .ifNotExists()
    .addColumn("name", dialect.text, (c) => c.primaryKey())
    .addColumn("applied_at", dialect.whole, (c) => c.notNull())
    .execute();
  const applied = (await trx.selectFrom("migration").select("name").execute()).map((row) => row.name);
  const unknown = applied.find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown !== undefined) throw new NewerDatabase(unknown);
  const missing = migrations.filter((migration) => !applied.includes(migration.name));
  for (const { name, up } of missing) {
    await up(trx, dialect);
    await trx.insertInto("migration").values({ name, applied_at: now }).execute();
  }
  // Also where nothing was to be applied: a newer version may guard more, and a guard may have been taken away.
  if (missing.length > 0 || (await dialect.missingGuards(trx)).length > 0) await dialect.guard(trx);
}
