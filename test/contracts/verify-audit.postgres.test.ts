// The owner of the database changes what happened, and the check says so: on PostgreSQL as on SQLite.

import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, expect, inject, test } from "vitest";
import { type Json, canonicalJson } from "#base/json.ts";
import { openPostgresStorage } from "#server/storage/postgres-storage.ts";
import { WORKING_ROLE } from "#server/storage/postgres-guards.ts";
import { readSnapshot } from "#server/storage/read-snapshot.ts";
import { makeSchool } from "#server/accounts/make-school.ts";
import { appendToAudit } from "#server/audit/chain.ts";
import { publicKeyOf } from "#server/audit/checkpoint.ts";
import { checkpointFile, checkpointLines, openAuditKey } from "#server/audit/checkpoint-file.ts";
import { noteHeads } from "#server/audit/note-heads.ts";
import { verifyAudit } from "#server/audit/verify-audit.ts";

const url = inject("postgres") as string;
const clock = { now: () => 1_780_000_000_000 };
const line = (n: number) => ({ at: n, what: "change", who: "ada", device: "d", about: `record ${n}`, facts: "{}" });
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A school with ten lines, the first six noted on a day before; its tables, and their owner. */
async function school() {
  const data = mkdtempSync(join(tmpdir(), "waymark-audit-"));
  ends.push(() => rmSync(data, { recursive: true }));
  const schema = `v_${randomUUID().replaceAll("-", "")}`;
  const storage = await openPostgresStorage({ url, schema, clock });
  const row = makeSchool(
    { name: "Hollin Bank", demo: false, clockOffset: 0, personas: {}, now: 1 },
    () => "s".padEnd(26, "0"),
    (length) => new Uint8Array(length).fill(7),
  );
  await storage.transactServer((server) => server.createSchool(row));
  await storage.transact(row.id, (tx) => appendToAudit(tx, [1, 2, 3, 4, 5, 6].map(line)));
  await noteHeads({ storage, data, key: openAuditKey(data), clock });
  await storage.transact(row.id, (tx) => appendToAudit(tx, [7, 8, 9, 10].map(line)));
  await storage.close();
  const owner = new Client({ connectionString: url, options: `-c search_path=${schema}` });
  await owner.connect();
  ends.push(() => owner.end());
  const verdict = () =>
    readSnapshot({ data, databaseUrl: url, schema }, (db, _migrations, dialect) =>
      verifyAudit(db, dialect, checkpointLines(checkpointFile(data)), publicKeyOf(openAuditKey(data))),
    );
  /** Works from here on under the role that the server works under, in the school's own name. */
  const asServer = async (): Promise<void> => {
    const { rows } = await owner.query<{ role: string }>(`SELECT (${WORKING_ROLE}) AS role`);
    await owner.query(`SET ROLE ${rows[0]?.role}; SET waymark.school = '${row.id}'; SET waymark.owner = 'on'`);
  };
  return { owner, verdict, asServer, schema };
}

/** Works out the whole chain anew, so that it hangs together again, and sets its head. */
async function chainAnew(owner: Client): Promise<void> {
  const { rows } = await owner.query<Record<string, string>>("SELECT * FROM audit ORDER BY number");
  let head = { number: 0, hash: "" };
  for (const { at, what, who, device, about, facts, number: old } of rows) {
    const told = { number: head.number + 1, previous: head.hash, at: Number(at), what, who, device, about, facts };
    const hash = createHash("sha256")
      .update(canonicalJson(told as unknown as Json))
      .digest("base64url");
    await owner.query("UPDATE audit SET number = $1, previous = $2, hash = $3 WHERE number = $4", [
      ...[told.number, told.previous, hash, old],
    ]);
    head = { number: told.number, hash };
  }
  await owner.query("UPDATE school SET audit_number = $1, audit_hash = $2", [head.number, head.hash]);
}

test("[A10] on PostgreSQL an audit nobody touched is whole", async () => {
  const { verdict } = await school();
  expect(await verdict()).toEqual({ told: ["Hollin Bank: 10 lines, 1 checkpoint compared."], findings: [] });
});

test.each([
  [
    "a line rewritten",
    "UPDATE audit SET who = 'bea' WHERE number = 4",
    false,
    "the audit does not hang together at line 4.",
  ],
  ["the end cut off", "DELETE FROM audit WHERE number > 9", false, "the audit does not hang together at line 10."],
  [
    "a line rewritten and the whole chain worked out anew",
    "UPDATE audit SET who = 'bea' WHERE number = 4",
    true,
    "line 6 or one before it is not what it was on 2026-05-28.",
  ],
  [
    "the end cut off, and the head set back",
    "DELETE FROM audit WHERE number > 5",
    true,
    "line 6 was there on 2026-05-28 and is gone.",
  ],
  [
    "a line put in the place of another",
    `DELETE FROM audit WHERE number = 8; INSERT INTO audit
       SELECT school, 8, at, what, 'bea', device, about, facts, previous, hash FROM audit WHERE number = 7`,
    false,
    "the audit does not hang together at line 8.",
  ],
] as const)("[A10] on PostgreSQL %s is found", async (_what, statement, anew, finding) => {
  const { owner, verdict } = await school();
  await expect(owner.query(statement)).rejects.toThrow(/append-only/);
  await owner.query("ALTER TABLE audit DISABLE TRIGGER ALL");
  await owner.query(statement);
  if (anew) await chainAnew(owner);
  await owner.query("ALTER TABLE audit ENABLE TRIGGER ALL");
  expect((await verdict()).findings).toEqual([`Hollin Bank: ${finding}`]);
});

test("[A10] on PostgreSQL a guard that was taken out, and one that was emptied, are found", async () => {
  const { owner, verdict } = await school();
  await owner.query("DROP TRIGGER audit_no_delete ON audit");
  await owner.query("ALTER TABLE audit NO FORCE ROW LEVEL SECURITY");
  expect((await verdict()).findings.map((one) => one.split(": ")[1]?.split(". ")[0])).toEqual([
    "audit_no_delete",
    "row security of audit",
  ]);
});

test("[A10] [A40] under the server's own role no line is altered, replaced or removed, and no guard taken away", async () => {
  const { owner, verdict, asServer } = await school();
  await asServer();
  const same = "SELECT school, 4, at, what, 'bea', device, about, facts, previous, hash FROM audit WHERE number = 4";
  for (const statement of [
    "UPDATE audit SET who = 'bea' WHERE number = 4",
    "DELETE FROM audit WHERE number = 10",
    "TRUNCATE audit",
    `INSERT INTO audit ${same}`,
    `INSERT INTO audit ${same} ON CONFLICT (school, number) DO UPDATE SET who = 'bea'`,
    `MERGE INTO audit USING (SELECT 4 AS n) AS one ON audit.number = one.n WHEN MATCHED THEN UPDATE SET who = 'bea'`,
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_no_update ON audit",
    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$",
    "CREATE RULE hush AS ON INSERT TO audit DO INSTEAD NOTHING",
    "ALTER TABLE audit DISABLE ROW LEVEL SECURITY",
    "CREATE POLICY everything ON audit USING (true)",
    "SET session_replication_role = replica",
    "DELETE FROM school",
  ])
    await expect(owner.query(statement), statement).rejects.toThrow(
      /permission denied|must be owner|append-only|duplicate key|is not deleted/,
    );
  expect((await verdict()).findings).toEqual([]);
});

test.each([
  ["the head set back, the lines left", "UPDATE school SET audit_number = 5", 11],
  ["a line beyond the end", beside(50), 50],
  ["a line before the first", beside(0), 0],
  ["a line below nought", beside(-3), -3],
])("[A10] [A40] what that role can do to the audit is found: %s", async (_what, statement, at) => {
  const { owner, verdict, asServer } = await school();
  await asServer();
  await owner.query(statement);
  expect((await verdict()).findings).toEqual([`Hollin Bank: the audit does not hang together at line ${at}.`]);
});

/** A line that somebody adds under a number of their own choice. */
function beside(number: number): string {
  return `INSERT INTO audit SELECT school, ${number}, at, what, 'bea', device, about, facts, previous, hash
    FROM audit WHERE number = 1`;
}

test.each([
  [
    "put on another table",
    "audit_no_update",
    `DROP TRIGGER audit_no_update ON audit; CREATE TABLE decoy (n int);
     CREATE TRIGGER audit_no_update BEFORE UPDATE ON decoy FOR EACH ROW EXECUTE FUNCTION refuse('audit is append-only')`,
  ],
  [
    "that never acts",
    "audit_no_delete",
    `CREATE OR REPLACE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW WHEN (false)
       EXECUTE FUNCTION refuse_unless_demo('audit is append-only')`,
  ],
  [
    "that acts too late",
    "audit_no_update",
    `DROP TRIGGER audit_no_update ON audit; CREATE TRIGGER audit_no_update BEFORE UPDATE OF number ON audit
       FOR EACH ROW EXECUTE FUNCTION refuse('audit is append-only')`,
  ],
  [
    "that lets everybody see everything",
    "row security of audit",
    "DROP POLICY one_school ON audit; CREATE POLICY one_school ON audit USING (true)",
  ],
  ["beside which stands another", "row security of record", "CREATE POLICY everything ON record USING (true)"],
  ["with a column given away", "the rights of the server's role", "column"],
])("[A10] [A40] a guard %s is found", async (_what, name, statement) => {
  const { owner, verdict, schema } = await school();
  if (statement === "column") {
    const { rows } = await owner.query<{ role: string }>(`SELECT (${WORKING_ROLE}) AS role`);
    await owner.query(`GRANT UPDATE (who) ON audit TO ${rows[0]?.role}`);
  } else await owner.query(statement);
  expect((await verdict()).findings).toEqual([
    `What guards the database is not as it was made: ${name}. It stands again after the next start.`,
  ]);
  await (await openPostgresStorage({ url, schema, clock })).close();
  expect((await verdict()).findings).toEqual([]);
});
