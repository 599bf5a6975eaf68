// One SQLite database by node:sqlite, in the form kysely's SQLite dialect asks for. Statements are prepared once.

import { DatabaseSync, type SQLInputValue, type StatementSync, constants } from "node:sqlite";
import type { SqliteDatabase } from "kysely";

export interface OpenedSqlite extends SqliteDatabase {
  exec(sql: string): void;
  /** From here on no statement may alter the tables, their guards or the connection. */
  freezeTables(): void;
}

/** More texts than the server has; one that is built anew each time cannot fill the memory. */
const MOST_STATEMENTS = 400;

/**
 * Opens a file, or ":memory:". Throws when SQLite does not take the settings durability rests on: WAL with
 * synchronous=FULL means that what was answered 200 is on the disk (a kill alone would not show the difference).
 */
export function openSqliteDatabase(file: string): OpenedSqlite {
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: true });
  const settings: readonly (readonly [string, string, string])[] = [
    ["busy_timeout", "5000", "5000"],
    ["journal_mode", "WAL", file === ":memory:" ? "memory" : "wal"],
    ["synchronous", "FULL", "2"],
    ["foreign_keys", "ON", "1"],
    ["recursive_triggers", "ON", "1"],
    ["trusted_schema", "OFF", "0"],
  ];
  for (const [name, value, expected] of settings) {
    db.exec(`PRAGMA ${name} = ${value}`);
    const row = db.prepare(`PRAGMA ${name}`).get() ?? {};
    const found = String(Object.values(row)[0]);
    if (found !== expected) {
      db.close();
      throw new Error(`SQLite did not take ${name} = ${value}: it says ${found}`);
    }
  }
  // A disk that is full or fails makes SQLite take the whole transaction back by itself: nothing is left to take back, and
  // an error about that would stand in place of the one that says why.
  const isOver = (sql: string): boolean => /^rollback$/i.test(sql) && !db.isTransaction;
  const statements = new Map<string, { readonly statement: StatementSync; readonly reader: boolean }>();
  return {
    prepare(sql) {
      let held = statements.get(sql);
      if (!held) {
        const statement = db.prepare(sql);
        held = { statement, reader: statement.columns().length > 0 };
        if (statements.size >= MOST_STATEMENTS) statements.clear();
        statements.set(sql, held);
      }
      const { statement, reader } = held;
      return {
        reader,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) =>
          isOver(sql) ? { changes: 0, lastInsertRowid: 0 } : statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
    exec(sql) {
      if (!isOver(sql)) db.exec(sql);
    },
    freezeTables() {
      statements.clear();
      const denied = new Set<number>(DENIED);
      db.setAuthorizer((code) => (denied.has(code) ? constants.SQLITE_DENY : constants.SQLITE_OK));
    },
    close() {
      statements.clear();
      db.close();
    },
  };
}

const DENIED = [
  constants.SQLITE_DROP_TABLE,
  constants.SQLITE_DROP_TRIGGER,
  constants.SQLITE_DROP_INDEX,
  constants.SQLITE_DROP_VIEW,
  constants.SQLITE_ALTER_TABLE,
  constants.SQLITE_CREATE_TRIGGER,
  constants.SQLITE_CREATE_TEMP_TRIGGER,
  constants.SQLITE_CREATE_TABLE,
  constants.SQLITE_CREATE_TEMP_TABLE,
  constants.SQLITE_ATTACH,
  constants.SQLITE_DETACH,
  constants.SQLITE_PRAGMA,
];
