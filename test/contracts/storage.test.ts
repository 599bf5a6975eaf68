// SQLite under the storage contract, and what only SQLite must show: its settings, its guards, its file.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { openSqliteDatabase } from "#server/storage/sqlite-database.ts";
import { migrateSqlite, openSqliteStorage, sqliteStorageOver } from "#server/storage/sqlite-storage.ts";
import { storageContract } from "./storage.contract.ts";
import { record } from "./storage-rows.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-storage-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.sqlite`);
const clock = { now: () => 1_780_000_000_000 };

storageContract("SQLite in memory", () => openSqliteStorage({ file: ":memory:", clock }));
storageContract("SQLite in a file", () => openSqliteStorage({ file: newFile(), clock }));

const A = "a".padEnd(26, "0");
const row = {
  id: A,
  name: "School",
  demo: false,
  epoch: A,
  seq: 0,
  horizon: 0,
  publicKey: "",
  privateKey: "",
  clockOffset: 0,
  personas: {},
  madeAt: 1,
  grants: 0,
};

/** A file with a school and one line of audit, closed. */
async function madeFile(): Promise<string> {
  const file = newFile();
  const storage = await openSqliteStorage({ file, clock });
  await storage.transactServer((tx) => tx.createSchool(row));
  const line = { number: 1, at: 1, what: "w", who: "", device: "", about: "", facts: "{}", previous: "", hash: "h1" };
  await storage.transact(A, (tx) => tx.appendAudit([line]));
  await storage.close();
  return file;
}

test("what was committed is in the file after closing, alone, for this account only", async () => {
  const file = await madeFile();
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(statSync(file).mode & 0o077).toBe(0);
  const again = await openSqliteStorage({ file, clock });
  expect(await again.transactServer((tx) => tx.schools())).toEqual([row]);
  expect((await again.transact(A, (tx) => tx.auditHead())).number).toBe(1);
  await again.close();
});

test("every database is opened with write-ahead log and full synchronisation", () => {
  const db = openSqliteDatabase(newFile());
  const ask = (pragma: string): unknown => Object.values(db.prepare(`PRAGMA ${pragma}`).all([])[0] as object)[0];
  expect([ask("journal_mode"), ask("synchronous"), ask("foreign_keys"), ask("recursive_triggers")]).toEqual([
    "wal",
    2,
    1,
    1,
  ]);
  db.close();
});

test("[E1] [S15] where the disk is full it says that it is full, has none of what did not fit, and goes on with what does", async () => {
  const database = openSqliteDatabase(newFile());
  const PAGES = 120;
  database.exec(`PRAGMA max_page_count = ${PAGES}`);
  await migrateSqlite(database, { clock });
  const storage = sqliteStorageOver(database, {});
  await storage.transactServer((tx) => tx.createSchool(row));
  const full = { message: "database or disk is full", code: "ERR_SQLITE_ERROR" };
  const tooMuch = storage.transact(A, async (tx) => {
    await tx.takeSequence(1);
    for (let n = 0; n < PAGES; n += 1) await tx.putRecords([record(`r${n}x`, "school", n, "x".repeat(4_000))]);
  });
  await expect(tooMuch).rejects.toMatchObject(full);
  expect(await storage.transact(A, async (tx) => [(await tx.row()).seq, await tx.share(A, "0")])).toEqual([
    0,
    undefined,
  ]);
  await storage.transact(A, (tx) => tx.setEpoch("b".padEnd(26, "0")));
  await storage.close();
  // Nor while its tables are made.
  const small = openSqliteDatabase(newFile());
  small.exec("PRAGMA max_page_count = 12");
  await expect(migrateSqlite(small, { clock })).rejects.toMatchObject(full);
  small.close();
});

test("[A10] the log and the audit cannot be altered with the database's own statements", async () => {
  const file = await madeFile();
  // Another connection, without our settings: recursive triggers off, as SQLite has them by default.
  const db = new DatabaseSync(file);
  const same = "'w', '', '', '', '{}', '', 'forged'";
  for (const statement of [
    "UPDATE audit SET who = 'x'",
    "DELETE FROM audit",
    `INSERT OR REPLACE INTO audit VALUES ('${A}', 1, 1, ${same})`,
    `REPLACE INTO audit VALUES ('${A}', 1, 1, ${same})`,
    `INSERT INTO audit VALUES ('${A}', 1, 1, ${same}) ON CONFLICT DO UPDATE SET hash = 'forged'`,
    "UPDATE school SET demo = 1",
    "UPDATE OR REPLACE school SET id = 'x'",
    "DELETE FROM school",
    `REPLACE INTO school SELECT id, name, 1, epoch, seq, horizon, public_key, private_key, clock_offset, personas, made_at, 0, '', 0 FROM school`,
  ])
    expect(() => db.exec(statement), statement).toThrow(/append-only|stays what it is|not deleted/);
  expect(
    db
      .prepare("SELECT hash FROM audit")
      .all()
      .map((line) => line["hash"]),
  ).toEqual(["h1"]);
  db.close();
});

test("[A10] the server's own connection can take no guard away", async () => {
  const db = openSqliteDatabase(await madeFile());
  db.freezeTables();
  for (const statement of [
    "DROP TRIGGER audit_no_delete",
    "DROP TABLE audit",
    "ALTER TABLE audit RENAME TO gone",
    "CREATE TEMP TRIGGER t BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END",
    "PRAGMA writable_schema = ON",
    "ATTACH ':memory:' AS other",
  ])
    expect(() => db.exec(statement), statement).toThrow(/not authorized/);
  db.close();
});

test("a database of a newer version is not opened, and stays as it is", async () => {
  const file = await madeFile();
  const db = new DatabaseSync(file);
  db.exec("INSERT INTO migration VALUES ('999-later', 1)");
  db.close();
  const before = readFileSync(file);
  await expect(openSqliteStorage({ file, clock })).rejects.toThrow(/newer version of Waymark \(999-later\)/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a migration that fails leaves the database as it was", async () => {
  const file = newFile();
  await expect(
    openSqliteStorage({
      file,
      clock,
      migrations: [
        {
          name: "001-half",
          up: async (db) => {
            await db.schema.createTable("school").addColumn("id", "text").execute();
            throw new Error("half a migration");
          },
        },
      ],
    }),
  ).rejects.toThrow("half a migration");
  const storage = await openSqliteStorage({ file, clock });
  expect(await storage.transactServer((tx) => tx.schools())).toEqual([]);
  await storage.close();
});

test("a file that is no database is not written over", async () => {
  const file = newFile();
  writeFileSync(file, "case notes of another program, not SQLite at all. ".repeat(100));
  const before = readFileSync(file);
  await expect(openSqliteStorage({ file, clock })).rejects.toThrow();
  expect(readFileSync(file).equals(before)).toBe(true);
});
