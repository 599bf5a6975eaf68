// A school that was set up once, to begin many schedules with: the rows of the server's database, what is on each
// tablet's disk, and who can open it. Setting up takes longer than a schedule.

import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { sql } from "kysely";
import { createMemoryDisk, type MemoryDisk } from "#device/store/memory-store.ts";
import type { Stored } from "#device/store/stored-tables.ts";
import type { TableName } from "#device/store/tables.ts";
import type { Migration } from "#server/storage/dialect.ts";
import { MIGRATIONS } from "#server/storage/migrate.ts";
import type { Cookies } from "./network.ts";
import type { Person } from "./tablet.ts";

export interface SchoolImage {
  readonly school: string;
  /** When it was ready. */
  readonly at: number;
  readonly database: readonly TableImage[];
  readonly tablets: readonly TabletImage[];
}

interface TableImage {
  readonly table: string;
  readonly rows: readonly { readonly [column: string]: SQLOutputValue }[];
}

export interface TabletImage {
  readonly people: readonly Person[];
  readonly disk: readonly { readonly table: TableName; readonly stored: Stored }[];
  readonly cookies: Cookies;
}

/** All rows of a database that nobody has open. */
export function imageOfDatabase(file: string): readonly TableImage[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration' ORDER BY rowid")
    .all();
  const image = tables.map(({ name }) => {
    const rows = db.prepare(`SELECT * FROM "${String(name)}"`).all();
    return { table: String(name), rows: rows as TableImage["rows"] };
  });
  db.close();
  return image.filter(({ rows }) => rows.length > 0);
}

/** The server's own migrations, the last of which also brings these rows. */
export function migrationsWith(database: readonly TableImage[]): readonly Migration[] {
  return MIGRATIONS.map((migration, i) => {
    if (i < MIGRATIONS.length - 1) return migration;
    return {
      name: migration.name,
      async up(db, dialect) {
        await migration.up(db, dialect);
        for (const { table, rows } of database)
          for (const row of rows) {
            const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
            const values = sql.join(Object.values(row));
            await sql`insert into ${sql.table(table)} (${columns}) values (${values})`.execute(db);
          }
      },
    };
  });
}

export function imageOfDisk(disk: MemoryDisk): TabletImage["disk"] {
  return disk.tables.everything().map(({ table, stored }) => ({ table, stored: structuredClone(stored) }));
}

export async function diskFrom(image: TabletImage["disk"]): Promise<MemoryDisk> {
  const disk = createMemoryDisk();
  const tables = disk.tables.of(
    [],
    (_table, stored) => stored,
    () => undefined,
  );
  for (const { table, stored } of image) await tables.put(table, [{ ...stored }]);
  return disk;
}
