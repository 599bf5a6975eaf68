// The storage in one SQLite file: one connection, one transaction at a time. A second transaction on the same
// connection would throw, and a read between two writes would see half of one, so everything waits its turn.

import { chmodSync } from "node:fs";
import { Kysely, SqliteDialect } from "kysely";
import { createMutex } from "#base/mutex.ts";
import type { Migration } from "./dialect.ts";
import { MIGRATIONS, migrate } from "./migrate.ts";
import { schoolTx } from "./school-tx.ts";
import { serverFacts, serverTx } from "./server-tx.ts";
import { type OpenedSqlite, openSqliteDatabase } from "./sqlite-database.ts";
import { SQLITE } from "./sqlite-guards.ts";
import { NoSuchSchool, type Storage } from "./storage.ts";
import type { Tables } from "./tables.ts";

export interface SqliteOptions {
  /** A file, or ":memory:". */
  readonly file: string;
  readonly clock: { now(): number };
  readonly migrations?: readonly Migration[];
  /**
   * Lets everything else in the program have its turn after a transaction. Nothing in SQLite waits for anything, so a
   * line of transactions would otherwise be one standstill: no socket read, no timer. Absent: they follow at once.
   */
  readonly breathe?: () => Promise<void>;
}

/** Opens the database and brings it to the present tables. Throws `NewerDatabase` on one from a later version. */
export async function openSqliteStorage(options: SqliteOptions): Promise<Storage> {
  const database = openSqliteDatabase(options.file);
  // Case notes: for the account the server runs under and nobody else. Windows has no such bits.
  if (options.file !== ":memory:") chmodSync(options.file, 0o600);
  try {
    await migrateSqlite(database, options);
  } catch (error) {
    database.close();
    throw error;
  }
  return sqliteStorageOver(database, options);
}

/** Brings an open database to the present tables; from then on nothing alters them. */
export async function migrateSqlite(
  database: OpenedSqlite,
  { clock, migrations = MIGRATIONS }: Pick<SqliteOptions, "clock" | "migrations">,
): Promise<void> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await db.transaction().execute((trx) => migrate(trx, migrations, SQLITE, clock.now()));
  database.freezeTables();
}

/** The storage over a database that stands at the present tables. Closing it closes the database. */
export function sqliteStorageOver(database: OpenedSqlite, options: Pick<SqliteOptions, "breathe">): Storage {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const mutex = createMutex();
  let closed = false;

  const inTransaction = <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> =>
    mutex.run(async () => {
      if (closed) throw new Error("the storage is closed");
      // IMMEDIATE: another process with the file (a backup) is waited for at the start, not failed on half-way.
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = await work(db);
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      } finally {
        await options.breathe?.();
      }
    });

  const enterSchool = async (trx: Kysely<Tables>, school: string) => {
    const found = await trx.selectFrom("school").select("id").where("id", "=", school).executeTakeFirst();
    if (!found) throw new NoSuchSchool();
    return schoolTx(trx, school);
  };

  return {
    readServer: (work) => inTransaction((trx) => work(serverFacts(trx))),
    transactServer: (work) => inTransaction((trx) => work(serverTx(trx, (school) => enterSchool(trx, school)))),
    transact: (school, work) => inTransaction(async (trx) => work(await enterSchool(trx, school))),
    close: () =>
      mutex.run(async () => {
        if (closed) return;
        closed = true;
        await db.destroy();
      }),
  };
}
