// A server's database in memory that many schedules begin with, one after the other. Each finds it as it was made and
// leaves it so: all that a schedule does is one transaction that is never committed, and its own transactions are
// savepoints in it. The tables, their guards and the statements are the server's, made and prepared once.

import { openSqliteDatabase, type OpenedSqlite } from "#server/storage/sqlite-database.ts";
import { migrateSqlite, sqliteStorageOver } from "#server/storage/sqlite-storage.ts";
import type { Storage } from "#server/storage/storage.ts";
import { migrationsWith, type TableImage } from "./database-rows.ts";

export interface LastingDatabase {
  /** A storage over the rows it was made with. Closing it takes back whatever was done; until then it is in use. */
  open(): Storage;
  readonly isInUse: () => boolean;
}

const AS_SAVEPOINT: { readonly [sql: string]: string } = {
  "BEGIN IMMEDIATE": "SAVEPOINT one",
  COMMIT: "RELEASE one",
  ROLLBACK: "ROLLBACK TO one; RELEASE one",
};

export async function createLastingDatabase(rows: readonly TableImage[], at: number): Promise<LastingDatabase> {
  const database = openSqliteDatabase(":memory:");
  await migrateSqlite(database, { clock: { now: () => at }, migrations: migrationsWith(rows) });
  let inUse = false;
  const lent: OpenedSqlite = {
    ...database,
    exec(sql) {
      const savepoint = AS_SAVEPOINT[sql];
      if (savepoint === undefined) throw new Error(`nothing is known here of ${sql}`);
      database.exec(savepoint);
    },
    close() {
      database.exec("ROLLBACK");
      inUse = false;
    },
  };
  return {
    isInUse: () => inUse,
    open() {
      if (inUse) throw new Error("another schedule is played on this database");
      inUse = true;
      database.exec("BEGIN IMMEDIATE");
      return sqliteStorageOver(lent, {});
    },
  };
}
