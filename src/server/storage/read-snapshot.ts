// One state of the whole database, to be read while servers write: nothing in it changes until the work is done.

import { existsSync } from "node:fs";
import { Kysely, type RawBuilder, SqliteDialect, sql } from "kysely";
import type { Dialect } from "./dialect.ts";
import { type Place, databaseFile } from "./open-storage.ts";
import { SCHEMA, UnusableDatabase, postgresPool, whyUnusable } from "./postgres-database.ts";
import { POSTGRES } from "./postgres-guards.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";
import { SQLITE } from "./sqlite-guards.ts";
import type { Tables } from "./tables.ts";

type Work<T> = (db: Kysely<Tables>, migrations: readonly string[], dialect: Dialect) => Promise<T>;

/** Throws `UnusableDatabase` where there is none. */
export async function readSnapshot<T>(place: Place, work: Work<T>): Promise<T> {
  const { databaseUrl: url } = place;
  if (url === undefined) return ofSqlite(databaseFile(place), work);
  const db = postgresPool({ url, schema: place.schema ?? SCHEMA }, "read");
  try {
    return await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (trx) =>
        whole(trx, await hasTable(trx, sql`SELECT to_regclass('migration') AS found`), POSTGRES, work),
      );
  } catch (error) {
    throw whyUnusable(error, url);
  } finally {
    await db.destroy();
  }
}

async function ofSqlite<T>(file: string, work: Work<T>): Promise<T> {
  if (!existsSync(file)) throw nothingHere();
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqliteDatabase(file) }) });
  try {
    // BEGIN and the first read fix the state; the write-ahead log keeps it while others go on writing.
    return await db
      .transaction()
      .execute(async (trx) =>
        whole(
          trx,
          await hasTable(trx, sql`SELECT name AS found FROM sqlite_master WHERE name = 'migration'`),
          SQLITE,
          work,
        ),
      );
  } finally {
    await db.destroy();
  }
}

async function hasTable(trx: Kysely<Tables>, question: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await question.execute(trx);
  return (rows as { readonly found: unknown }[]).some(({ found }) => found !== null);
}

async function whole<T>(trx: Kysely<Tables>, made: boolean, dialect: Dialect, work: Work<T>): Promise<T> {
  if (!made) throw nothingHere();
  const migrations = await trx.selectFrom("migration").select("name").orderBy("name").execute();
  return work(
    trx,
    migrations.map(({ name }) => name),
    dialect,
  );
}

const nothingHere = (): UnusableDatabase =>
  new UnusableDatabase("There is no database of Waymark here. Check WAYMARK_DATA or DATABASE_URL.");
