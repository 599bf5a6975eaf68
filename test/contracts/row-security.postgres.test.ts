// A query that forgot its school finds nothing: asked over the server's own connection, by SQL of no wrapper. And what
// the role of that connection may not do at all, whatever the SQL.

import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { Client } from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { makeSchool } from "#server/accounts/make-school.ts";
import { appendToAudit } from "#server/audit/chain.ts";
import { postgresPool } from "#server/storage/postgres-database.ts";
import { POSTGRES, WORKING_ROLE } from "#server/storage/postgres-guards.ts";
import { openPostgresStorage } from "#server/storage/postgres-storage.ts";
import type { Storage } from "#server/storage/storage.ts";
import { SCHOOL_TABLES, type Tables } from "#server/storage/tables.ts";
import { createTestDevice, createWorld, seededBytes, writer } from "#server/sync/device.fixture.ts";

const url = inject("postgres") as string;
const clock = { now: () => 1_780_000_000_000 };
const newSchema = (): string => `r_${randomUUID().replaceAll("-", "")}`;
const randomBytes = seededBytes(3);
let last = 0;
const newId = (): string => `${(last += 1)}`.padStart(26, "0");
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

async function ownerOf(schema: string, address = url): Promise<Client> {
  const owner = new Client({ connectionString: address, options: `-c search_path=${schema}` });
  await owner.connect();
  ends.push(() => owner.end());
  return owner;
}

const school = (name: string, demo = false) =>
  makeSchool({ name, demo, clockOffset: 0, personas: {}, now: 1 }, newId, randomBytes);
const line = { at: 1, what: "change", who: "", device: "", about: "", facts: "{}" };

/** Two schools with a row in every table that can have one without the others, and the server's own connections. */
async function twoSchools(address = url, log: (text: string) => void = () => undefined) {
  const schema = newSchema();
  const storage = await openPostgresStorage({ url: address, schema, clock, log });
  ends.push(() => storage.close());
  const [a, b] = [school("A"), school("B")];
  for (const one of [a, b]) await fill(storage, one);
  const app = postgresPool({ url: address, schema }, "work");
  ends.push(() => app.destroy());
  return { schema, storage, app, a: a.id, b: b.id };
}

async function fill(storage: Storage, row: ReturnType<typeof school>): Promise<void> {
  await storage.transactServer((server) => server.createSchool(row));
  await storage.transactServer((server) =>
    server.putCode({
      ...{ hash: newId(), purpose: "device", school: row.id, adult: "", administrator: false },
      ...{ expires: 1, usedFor: null },
    }),
  );
  await storage.transact(row.id, async (tx) => {
    const device = newId();
    await tx.putDevice({
      ...{ id: device, name: "T", kind: "shared", publicKey: device, lastSeq: 0, counter: 0, window: "" },
      ...{
        revoked: false,
        lastContact: 1,
        unsent: 0,
        app: "",
        enrolledAt: 1,
        former: "",
        lostAt: null,
        lockedAt: null,
        lockedBy: "",
        secondCopy: null,
      },
    });
    await tx.putAccount({ login: "a", adult: "a", password: "", role: "dsl", administrator: false, ended: null });
    await tx.putShare(device, "", "share");
    await tx.putAttempt({ login: "a", device, failures: 1, notBefore: 1 });
    await appendToAudit(tx, [line]);
  });
}

const FILLED = ["school", "audit", "device", "account", "share", "attempt", "code"] as const;
const countIn = async (db: Kysely<Tables>, table: string): Promise<number> =>
  Number((await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(db)).rows[0]?.n);
const inSchool = <T>(db: Kysely<Tables>, id: string, work: (trx: Kysely<Tables>) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await sql`SELECT set_config('waymark.school', ${id}, true)`.execute(trx);
    return work(trx);
  });

test("[A40] every table with a school's rows has row security, for its owner too", async () => {
  const { schema } = await twoSchools();
  const owner = await ownerOf(schema);
  const { rows } = await owner.query<{ name: string; secured: boolean }>(`
    SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS secured FROM pg_class
     WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r' ORDER BY relname`);
  const open = rows.filter(({ secured }) => !secured).map(({ name }) => name);
  expect(open).toEqual(["migration"]);
  expect(rows.map(({ name }) => name)).toEqual(["migration", "school", ...SCHOOL_TABLES].toSorted());
});

test("[A40] over the server's own connection a query that names no school finds nothing, and one of a school finds that school's", async () => {
  const { app, a, b } = await twoSchools();
  for (const table of FILLED) {
    expect([table, await countIn(app, table)]).toEqual([table, 0]);
    const column = sql.ref(table === "school" ? "id" : "school");
    await inSchool(app, a, async (trx) => {
      const found = await sql<{ whose: string }>`SELECT ${column} AS whose FROM ${sql.table(table)}`.execute(trx);
      expect([table, found.rows]).toEqual([table, [{ whose: a }]]);
      const named = await sql`SELECT 1 FROM ${sql.table(table)} WHERE ${column} = ${b}`.execute(trx);
      expect([table, named.rows]).toEqual([table, []]);
    });
  }
  // The setting went with its transaction: the next one on the same connection is of no school again.
  expect(await countIn(app, "audit")).toBe(0);
});

test("[A40] what belongs to another school can neither be written, altered, nor taken away", async () => {
  const { schema, app, a, b } = await twoSchools();
  const owner = await ownerOf(schema);
  await inSchool(app, a, async (trx) => {
    await sql`UPDATE account SET administrator = 1`.execute(trx);
    await sql`DELETE FROM share`.execute(trx);
    await sql`UPDATE school SET name = 'mine'`.execute(trx);
  });
  const left = await owner.query("SELECT school, administrator FROM account ORDER BY school");
  expect(left.rows).toEqual([
    { school: a, administrator: "1" },
    { school: b, administrator: "0" },
  ]);
  expect((await owner.query("SELECT school FROM share")).rows).toEqual([{ school: b }]);
  expect((await owner.query("SELECT name FROM school ORDER BY id")).rows).toEqual([{ name: "mine" }, { name: "B" }]);
  for (const statement of [
    `INSERT INTO account VALUES ('${b}', 'x', 'x', '', 'dsl', 1, null)`,
    `UPDATE account SET school = '${b}'`,
    `INSERT INTO audit VALUES ('${b}', 2, 1, 'w', '', '', '', '{}', '', 'h')`,
  ])
    await expect(
      inSchool(app, a, (trx) => sql.raw(statement).execute(trx)),
      statement,
    ).rejects.toThrow(/row-level security/);
});

test("[A40] the server as a whole knows schools, devices and codes, and no record of anybody", async () => {
  const { app } = await twoSchools();
  await app.transaction().execute(async (trx) => {
    await sql`SELECT set_config('waymark.server', 'on', true)`.execute(trx);
    for (const table of FILLED) {
      const expected = ["school", "device", "code"].includes(table) ? 2 : 0;
      expect([table, await countIn(trx, table)]).toEqual([table, expected]);
    }
    // What opens everything to the owner opens nothing to the role the server works under.
    await sql`SELECT set_config('waymark.owner', 'on', true)`.execute(trx);
    expect(await countIn(trx, "audit")).toBe(0);
  });
});

test("[A10] the server's role has no right to alter, remove or empty the audit and the log, and no trick with a temporary table helps", async () => {
  const { schema, app, a } = await twoSchools();
  const owner = await ownerOf(schema);
  const { rows } = await owner.query<{ may: string }>(`
    SELECT coalesce(string_agg(t.name || ' ' || right_.name, ', '), '') AS may
      FROM (VALUES ('audit'), ('change')) t (name), (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('TRIGGER')) right_ (name)
     WHERE has_table_privilege((${WORKING_ROLE}), t.name, right_.name)`);
  expect(rows).toEqual([{ may: "" }]);
  for (const statement of ["UPDATE audit SET who = 'x'", "DELETE FROM audit", 'DELETE FROM "change"', "TRUNCATE audit"])
    await expect(
      inSchool(app, a, (trx) => sql.raw(statement).execute(trx)),
      statement,
    ).rejects.toThrow(/permission denied/);
  // The owner has the right and the guard refuses; a table of the same name that says "a demo" is not asked.
  await owner.query(`CREATE TEMP TABLE school (id text, demo bigint); INSERT INTO pg_temp.school VALUES ('${a}', 1)`);
  await expect(owner.query("DELETE FROM audit")).rejects.toThrow(/append-only/);
});

test("[A12] a demo school goes with its logs, by the server's role, and nothing of a real one with it", async () => {
  const { schema, storage, a, b } = await twoSchools();
  const owner = await ownerOf(schema);
  const demo = school("Demo", true);
  await fill(storage, demo);
  expect((await owner.query("SELECT 1 FROM audit")).rowCount).toBe(3);
  await storage.transactServer((server) => server.deleteDemoSchool(demo.id));
  for (const table of FILLED) {
    const column = table === "school" ? "id" : "school";
    const left = await owner.query<{ whose: string }>(`SELECT ${column} AS whose FROM ${table} ORDER BY 1`);
    expect([table, left.rows.map(({ whose }) => whose)]).toEqual([table, [a, b]]);
  }
});

/** A database of its own, owned by an account with these rights. */
async function accountWith(rights: string): Promise<{ readonly address: string; readonly name: string }> {
  const name = `u_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const root = await ownerOf("public");
  await root.query(`CREATE ROLE ${name} LOGIN PASSWORD 'heron' ${rights}`);
  await root.query(`CREATE DATABASE ${name} OWNER ${name}`);
  const address = new URL(url);
  Object.assign(address, { username: name, password: "heron", pathname: `/${name}` });
  return { address: address.href, name };
}

test("[A40] one address is enough: an account that may make roles makes the server's, and works under it", async () => {
  const { address } = await accountWith("CREATEROLE");
  const said: string[] = [];
  const { app, a } = await twoSchools(address, (text) => said.push(text));
  expect(said).toEqual([]);
  const { rows } = await sql<{ name: string }>`SELECT current_user AS name`.execute(app);
  expect(rows[0]?.name).toMatch(/^waymark_server_\d+$/);
  expect(await countIn(app, "audit")).toBe(0);
  expect(await inSchool(app, a, (trx) => countIn(trx, "audit"))).toBe(1);
});

test("[A40] one that may not says what to do, keeps schools apart all the same, and works under the role once it is there", async () => {
  const { address, name } = await accountWith("NOCREATEROLE");
  const said: string[] = [];
  const { schema, storage, app, a } = await twoSchools(address, (text) => said.push(text));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(
    new RegExp(`works as ${name}, the owner .*: CREATE ROLE (waymark_server_\\d+) NOLOGIN; GRANT`),
  );
  expect(await countIn(app, "audit")).toBe(0);
  expect(await inSchool(app, a, (trx) => countIn(trx, "audit"))).toBe(1);
  await storage.close();
  // What the sentence asks for, word by word.
  const root = await ownerOf("public");
  await root.query(said[0]?.split("start again: ")[1] ?? "");
  const again = await openPostgresStorage({ url: address, schema, clock, log: (text) => said.push(text) });
  ends.push(() => again.close());
  expect(said).toHaveLength(1);
  const working = postgresPool({ url: address, schema }, "work");
  ends.push(() => working.destroy());
  const { rows } = await sql<{ name: string }>`SELECT current_user AS name`.execute(working);
  expect(rows[0]?.name).toMatch(/^waymark_server_/);
  expect(await again.transact(a, (tx) => tx.auditAfter(0, 10))).toHaveLength(1);
});

test("[A10] a guard that was taken away is told, and stands again after the next start", async () => {
  const { schema, storage } = await twoSchools();
  await storage.close();
  const owner = await ownerOf(schema);
  const own = postgresPool({ url, schema }, "own");
  ends.push(() => own.destroy());
  expect(await POSTGRES.missingGuards(own)).toEqual([]);
  await owner.query("DROP TRIGGER audit_no_update ON audit");
  await owner.query("ALTER TABLE audit DISABLE TRIGGER audit_no_delete");
  await owner.query("ALTER TABLE share NO FORCE ROW LEVEL SECURITY");
  await owner.query("CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
  expect(await POSTGRES.missingGuards(own)).toEqual([
    "refuse",
    "audit_no_update",
    "audit_no_delete",
    "row security of share",
  ]);
  ends.push((await openPostgresStorage({ url, schema, clock })).close);
  expect(await POSTGRES.missingGuards(own)).toEqual([]);
});

test("a whole school works under it: set up, write, pull", async () => {
  const world = await createWorld();
  const tablet = createTestDevice(world);
  await tablet.setUp();
  await tablet.push([tablet.commit([writer(world).create("pupil", null, { name: "Amara" })])]);
  expect((await tablet.pull()).rows.map(({ type }) => type).toSorted()).toEqual(["adult", "pupil"]);
  expect(world.log).toEqual([]);
});
