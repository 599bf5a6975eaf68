// The storage in a PostgreSQL database. Several servers may work with one: the lock on the school's row, taken before
// anything else is read, gives one transaction of a school its turn after the other, whichever server it is in.

import { type Kysely, sql } from "kysely";
import { createMutex, type Mutex } from "#base/mutex.ts";
import type { Migration } from "./dialect.ts";
import { MIGRATIONS, migrate } from "./migrate.ts";
import { type PostgresOptions, SCHEMA, postgresPool, takeTurn, whyUnusable } from "./postgres-database.ts";
import { POSTGRES, whyAsOwner } from "./postgres-guards.ts";
import { schoolTx } from "./school-tx.ts";
import { serverFacts, serverTx } from "./server-tx.ts";
import { NoSuchSchool, type Storage } from "./storage.ts";
import type { Tables } from "./tables.ts";

export interface PostgresStorageOptions extends PostgresOptions {
  readonly clock: { now(): number };
  readonly migrations?: readonly Migration[];
}

/**
 * Connects, and brings the database to the present tables. Throws `UnusableDatabase` with a sentence for the operator,
 * and `NewerDatabase` on one from a later version.
 */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<Storage> {
  const now = options.clock.now();
  await migratePostgres(options, options.migrations ?? MIGRATIONS, now);
  const db = postgresPool(options, "work");
  // The first connection now: from here on a restore sees that somebody works with the database.
  const asOwner = await whyAsOwner(db).catch(async (error: unknown) => {
    await db.destroy();
    throw whyUnusable(error, options.url);
  });
  if (asOwner !== undefined) options.log?.(asOwner);
  let closed: Promise<void> | undefined;

  const inTransaction = async <T>(work: (trx: Kysely<Tables>) => Promise<T>): Promise<T> => {
    if (closed) throw new Error("the storage is closed");
    // Each statement sees what was committed before it: after the lock, everything of whoever held it before.
    return db.transaction().setIsolationLevel("read committed").execute(work);
  };

  // From here on this transaction sees that school's rows and no others (A40).
  const enterSchool = async (trx: Kysely<Tables>, school: string) => {
    await sql`SELECT set_config('waymark.school', ${school}, true)`.execute(trx);
    const found = await trx.selectFrom("school").select("id").where("id", "=", school).forUpdate().executeTakeFirst();
    if (!found) throw new NoSuchSchool();
    return schoolTx(trx, school);
  };

  // Turns of one school are waited for here first: a busy one holds one connection of this server, not all of them.
  const mutexBySchool = new Map<string, Mutex>();
  const turnOf = (school: string): Mutex => {
    const held = mutexBySchool.get(school) ?? createMutex();
    mutexBySchool.set(school, held);
    return held;
  };

  return {
    readServer: (work) =>
      inTransaction(async (trx) => {
        await forServer(trx);
        return work(serverFacts(trx));
      }),
    transactServer: (work) =>
      inTransaction(async (trx) => {
        await forServer(trx);
        await takeTurn(trx, "server", options.schema);
        return work(serverTx(trx, (school) => enterSchool(trx, school)));
      }),
    transact: (school, work) =>
      turnOf(school).run(() => inTransaction(async (trx) => work(await enterSchool(trx, school)))),
    close: () => (closed ??= db.destroy()),
  };
}

/** This transaction sees which schools, devices and codes there are. */
async function forServer(trx: Kysely<Tables>): Promise<void> {
  await sql`SELECT set_config('waymark.server', 'on', true)`.execute(trx);
}

/** Makes the schema and its tables, or brings them up to these migrations. Two servers that start together take turns. */
export async function migratePostgres(
  options: PostgresOptions,
  migrations: readonly Migration[],
  now: number,
): Promise<void> {
  const { schema = SCHEMA, url } = options;
  const db = postgresPool(options, "own");
  try {
    await db.transaction().execute(async (trx) => {
      // One for the whole database: the role the guards make is the database's.
      await takeTurn(trx, "migrating", "");
      const there = await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${schema}`.execute(trx);
      if (there.rows.length === 0) await sql`CREATE SCHEMA ${sql.id(schema)}`.execute(trx);
      await migrate(trx, migrations, POSTGRES, now);
    });
  } catch (error) {
    throw whyUnusable(error, url);
  } finally {
    await db.destroy();
  }
}
