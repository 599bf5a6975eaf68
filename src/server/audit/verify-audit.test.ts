// Somebody with the database file in their hands changes what happened, cleverly or not, and the check says so.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { canonicalJson } from "#base/json.ts";
import { databaseFile } from "../storage/open-storage.ts";
import { readSnapshot } from "../storage/read-snapshot.ts";
import { openSqliteStorage } from "../storage/sqlite-storage.ts";
import type { Storage } from "../storage/storage.ts";
import { appendToAudit } from "./chain.ts";
import { makeCheckpoint, publicKeyOf } from "./checkpoint.ts";
import { appendCheckpoints, checkpointFile, checkpointLines, openAuditKey } from "./checkpoint-file.ts";
import { noteHeads } from "./note-heads.ts";
import { verifyAudit } from "./verify-audit.ts";

const SCHOOL = "s".padEnd(26, "0");
const clock = { now: () => 1_780_000_000_000 };
const line = (n: number) => ({ at: n, what: "change", who: "ada", device: "d", about: `record ${n}`, facts: "{}" });
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A school with ten lines; the first six were noted on a day before. */
async function school(): Promise<{ readonly data: string; readonly storage: Storage }> {
  const data = mkdtempSync(join(tmpdir(), "waymark-audit-"));
  folders.push(data);
  const storage = await openSqliteStorage({ file: databaseFile({ data }), clock });
  const row = { id: SCHOOL, name: "Hollin Bank", demo: false, epoch: SCHOOL, seq: 0, horizon: 0, grants: 0 };
  const rest = { publicKey: "", privateKey: "", clockOffset: 0, personas: {}, madeAt: 1 };
  await storage.transactServer((server) => server.createSchool({ ...row, ...rest }));
  await storage.transact(SCHOOL, (tx) => appendToAudit(tx, [1, 2, 3, 4, 5, 6].map(line)));
  await noteHeads({ storage, data, key: openAuditKey(data), clock });
  await storage.transact(SCHOOL, (tx) => appendToAudit(tx, [7, 8, 9, 10].map(line)));
  return { data, storage };
}

const verdictOn = (data: string) =>
  readSnapshot({ data, databaseUrl: undefined }, (db, _migrations, dialect) =>
    verifyAudit(db, dialect, checkpointLines(checkpointFile(data)), publicKeyOf(openAuditKey(data))),
  );

/** As with the file in one's hands: the guards that stand in the database are taken out first, and put back after. */
function tamper(data: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(databaseFile({ data }));
  const guards = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  work(db);
  for (const guard of guards) db.exec(guard.sql);
  db.close();
}

/** Works out the whole chain anew, so that it hangs together again, and sets its head. */
function chainAnew(db: DatabaseSync): void {
  let head = { number: 0, hash: "" };
  const rows = db.prepare("SELECT * FROM audit ORDER BY number").all() as Record<string, string | number>[];
  for (const { at, what, who, device, about, facts, number: old } of rows) {
    const told = { number: head.number + 1, previous: head.hash, at, what, who, device, about, facts };
    const hash = createHash("sha256")
      .update(canonicalJson(told as never))
      .digest("base64url");
    db.prepare("UPDATE audit SET number = ?, previous = ?, hash = ? WHERE number = ?").run(
      told.number,
      told.previous,
      hash,
      old as number,
    );
    head = { number: told.number, hash };
  }
  db.prepare("UPDATE school SET audit_number = ?, audit_hash = ?").run(head.number, head.hash);
}

test("[A10] an audit nobody touched is whole, and agrees with what was noted", async () => {
  const { data, storage } = await school();
  expect(await verdictOn(data)).toEqual({ told: ["Hollin Bank: 10 lines, 1 checkpoint compared."], findings: [] });
  expect(await noteHeads({ storage, data, key: openAuditKey(data), clock })).toBe(1);
  expect(await noteHeads({ storage, data, key: openAuditKey(data), clock })).toBe(0);
  expect((await verdictOn(data)).findings).toEqual([]);
  await storage.close();
});

test.each([
  [
    "a line rewritten",
    (db: DatabaseSync) => db.exec("UPDATE audit SET who = 'bea' WHERE number = 4"),
    ["Hollin Bank: the audit does not hang together at line 4."],
  ],
  [
    "a line rewritten and the whole chain worked out anew",
    (db: DatabaseSync) => {
      db.exec("UPDATE audit SET who = 'bea' WHERE number = 4");
      chainAnew(db);
    },
    ["Hollin Bank: line 6 or one before it is not what it was on 2026-05-28."],
  ],
  [
    "the end cut off",
    (db: DatabaseSync) => db.exec("DELETE FROM audit WHERE number > 9"),
    ["Hollin Bank: the audit does not hang together at line 10."],
  ],
  [
    "a line put in the place of another by INSERT OR REPLACE",
    (db: DatabaseSync) =>
      db.exec(
        `INSERT OR REPLACE INTO audit SELECT school, number, at, what, 'bea', device, about, facts, previous, hash
           FROM audit WHERE number = 8`,
      ),
    ["Hollin Bank: the audit does not hang together at line 8."],
  ],
  [
    "the end cut off, and the head set back",
    (db: DatabaseSync) => {
      db.exec("DELETE FROM audit WHERE number > 5");
      chainAnew(db);
    },
    ["Hollin Bank: line 6 was there on 2026-05-28 and is gone."],
  ],
  [
    "a line taken out of the middle, and the chain worked out anew",
    (db: DatabaseSync) => {
      db.exec("DELETE FROM audit WHERE number = 2");
      chainAnew(db);
    },
    ["Hollin Bank: line 6 or one before it is not what it was on 2026-05-28."],
  ],
  [
    "the school itself gone",
    (db: DatabaseSync) => db.exec("PRAGMA foreign_keys = OFF; DELETE FROM audit; DELETE FROM school"),
    [`The school ${SCHOOL}, which was there on 2026-05-28, is gone.`],
  ],
] as const)("[A10] %s is found", async (_what, work, findings) => {
  const { data, storage } = await school();
  await storage.close();
  tamper(data, work);
  expect((await verdictOn(data)).findings).toEqual(findings);
});

test("[A10] a checkpoint that was changed, or signed by somebody else, is not believed", async () => {
  const { data, storage } = await school();
  await storage.close();
  const other = mkdtempSync(join(tmpdir(), "waymark-audit-"));
  folders.push(other);
  const head = { school: SCHOOL, epoch: SCHOOL, number: 1, hash: "x" };
  appendCheckpoints(data, [makeCheckpoint(head, clock.now(), openAuditKey(other))]);
  const [true1] = checkpointLines(checkpointFile(data));
  appendCheckpoints(data, [{ ...JSON.parse(true1 as string), number: 5 }]);
  expect((await verdictOn(data)).findings).toEqual([
    "Checkpoint 2 is not signed by this server's key.",
    "Checkpoint 3 is not signed by this server's key.",
  ]);
});

test("[A10] with the guards in their place no statement alters a line, also over a connection without our settings", async () => {
  const { data, storage } = await school();
  await storage.close();
  const db = new DatabaseSync(databaseFile({ data }));
  db.exec("PRAGMA recursive_triggers = OFF");
  for (const statement of [
    "UPDATE audit SET who = 'bea' WHERE number = 4",
    "DELETE FROM audit WHERE number > 9",
    "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 8",
    "REPLACE INTO audit SELECT * FROM audit WHERE number = 8",
  ])
    expect(() => db.exec(statement), statement).toThrow(/append-only/);
  db.close();
  expect((await verdictOn(data)).findings).toEqual([]);
});

test.each([
  ["taken out", (db: DatabaseSync) => db.exec("DROP TRIGGER audit_no_update")],
  [
    "put in its place by one that does nothing",
    (db: DatabaseSync) => {
      db.exec("DROP TRIGGER audit_no_update");
      db.exec("CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT 1; END");
    },
  ],
] as const)("[A10] a guard that was %s is found, and stands again after the next start", async (_what, work) => {
  const { data, storage } = await school();
  await storage.close();
  const db = new DatabaseSync(databaseFile({ data }));
  work(db);
  db.close();
  expect((await verdictOn(data)).findings).toEqual([
    "What guards the database is not as it was made: audit_no_update. It stands again after the next start.",
  ]);
  const again = await openSqliteStorage({ file: databaseFile({ data }), clock });
  await again.close();
  expect((await verdictOn(data)).findings).toEqual([]);
});
