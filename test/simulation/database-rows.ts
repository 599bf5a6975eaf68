// The rows of a server's database, to be put into another.

import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { sql } from "kysely";
import type { Migration } from "#server/storage/dialect.ts";
import { MIGRATIONS } from "#server/storage/migrate.ts";

export interface TableImage {
  readonly table: string;
  readonly rows: readonly { readonly [column: string]: SQLOutputValue }[];
}

/** All rows of a database that nobody has open. */
export function rowsOf(file: string): readonly TableImage[] {
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
