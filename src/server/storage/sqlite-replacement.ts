// The replacement of a SQLite file: a second file beside it, which takes its name.

import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { InUse } from "./in-use.ts";
import { migrate } from "./migrate.ts";
import type { Replacement } from "./replacement.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";
import { SQLITE } from "./sqlite-guards.ts";
import { syncFolder } from "./sync-folder.ts";
import type { Tables } from "./tables.ts";

export async function openSqliteReplacement(file: string): Promise<Replacement> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const standing = holdAlone(file);
  const made = `${file}.restoring`;
  remove(made);
  const database = openSqliteDatabase(made);
  chmodSync(made, 0o600);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  let placed = false;
  return {
    db,
    holdsSchools: standing.holdsSchools,
    migrate: (migrations, now) => db.transaction().execute((trx) => migrate(trx, migrations, SQLITE, now)),
    async takePlace(aside) {
      // Closing brings the write-ahead log into the file: one file is all there is to move.
      await db.destroy();
      syncFile(made);
      const old = existsSync(file) ? `${file}.${aside}` : undefined;
      if (old !== undefined) keep(file, old);
      renameSync(made, file);
      syncFolder(dirname(file));
      placed = true;
      return old;
    },
    async close() {
      await db.destroy();
      if (!placed) remove(made);
      standing.release();
    },
  };
}

/**
 * Takes the file that stands, as only one connection can: leaving the write-ahead log needs every other one closed.
 * A file that is damaged is nobody's to lock, and is put aside like any other.
 */
function holdAlone(file: string): { readonly holdsSchools: boolean; release(): void } {
  if (!existsSync(file)) return { holdsSchools: false, release: () => undefined };
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec("PRAGMA journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
    const made = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'school'").get() !== undefined;
    const holdsSchools = made && db.prepare("SELECT 1 FROM school").get() !== undefined;
    return { holdsSchools, release: () => db.close() };
  } catch (error) {
    db.close();
    const { errcode } = error as { readonly errcode?: unknown };
    // SQLite's own: 5 busy, 6 locked; 11 corrupt, 26 not a database.
    if (typeof errcode === "number" && [5, 6].includes(errcode & 0xff)) throw new InUse();
    if (typeof errcode === "number" && [11, 26].includes(errcode & 0xff))
      return { holdsSchools: true, release: () => undefined };
    throw error;
  }
}

/** Under a second name first: at no moment is there no database under its own. */
function keep(file: string, as: string): void {
  try {
    linkSync(file, as);
  } catch {
    copyFileSync(file, as);
    syncFile(as);
  }
  // Those of a damaged file: the new one must not find a log that is not its own.
  for (const end of ["-wal", "-shm"]) if (existsSync(file + end)) renameSync(file + end, as + end);
}

function remove(file: string): void {
  for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
}

function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}
