// PostgreSQL under the storage contract, and what only PostgreSQL must show: its settings, its guards, its role.

import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { migratePostgres, openPostgresStorage } from "#server/storage/postgres-storage.ts";
import type { Migration } from "#server/storage/dialect.ts";
import { DURABLE, UnusableDatabase, whyNotDurable } from "#server/storage/postgres-database.ts";
import { WORKING_ROLE } from "#server/storage/postgres-guards.ts";
import { storageContract } from "./storage.contract.ts";

const url = inject("postgres") as string;
const clock = { now: () => 1_780_000_000_000 };
const newSchema = (): string => `t_${randomUUID().replaceAll("-", "")}`;
const open = (schema = newSchema()) => openPostgresStorage({ url, schema, clock });

storageContract("PostgreSQL", () => open());

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
const clients: Client[] = [];
afterAll(() => Promise.all(clients.map((client) => client.end())));

/** Tables with a school and one line of audit, and a connection to them of the owner's. */
async function madeTables(): Promise<{ readonly schema: string; readonly owner: Client }> {
  const schema = newSchema();
  const storage = await open(schema);
  await storage.transactServer((tx) => tx.createSchool(row));
  const line = { number: 1, at: 1, what: "w", who: "", device: "", about: "", facts: "{}", previous: "", hash: "h1" };
  await storage.transact(A, (tx) => tx.appendAudit([line]));
  await storage.close();
  const owner = new Client({ connectionString: url, options: `-c search_path=${schema}` });
  clients.push(owner);
  await owner.connect();
  return { schema, owner };
}

async function workingRole(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ role: string }>(`SELECT (${WORKING_ROLE}) AS role`);
  return rows[0]?.role ?? "";
}

const same = "'w', '', '', '', '{}', '', 'forged'";
const forgeries = [
  "UPDATE audit SET who = 'x'",
  "DELETE FROM audit",
  "TRUNCATE audit",
  "TRUNCATE school CASCADE",
  `INSERT INTO audit VALUES ('${A}', 1, 1, ${same}) ON CONFLICT (school, number) DO UPDATE SET hash = 'forged'`,
  "UPDATE school SET demo = 1",
  "UPDATE school SET id = 'x'",
  "DELETE FROM school",
];

test("[A10] the log and the audit cannot be altered with the database's own statements, by the owner either", async () => {
  const { owner } = await madeTables();
  for (const statement of forgeries)
    await expect(owner.query(statement), statement).rejects.toThrow(/append-only|stays what it is|not deleted/);
  expect((await owner.query("SELECT hash FROM audit")).rows).toEqual([{ hash: "h1" }]);
});

test("[A10] the role the server works under can take no guard away", async () => {
  const { schema, owner } = await madeTables();
  const storage = await open(schema);
  await owner.query(`SET ROLE ${await workingRole(owner)}`);
  // Of this school's rows it sees all: nothing below is refused for seeing none.
  await owner.query(`SET waymark.school = '${A}'`);
  for (const statement of [
    ...forgeries,
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_no_delete ON audit",
    "DROP TABLE audit CASCADE",
    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    `CREATE TABLE "${schema}".other (id text)`,
    "SET session_replication_role = replica",
  ])
    await expect(owner.query(statement), statement).rejects.toThrow(
      /append-only|stays what it is|not deleted|permission denied|must be owner/,
    );
  await owner.query("RESET ROLE");
  await storage.close();
});

test("[A10] the server's own connections work under that role", async () => {
  const { schema, owner } = await madeTables();
  const storage = await open(schema);
  expect(await storage.readServer((tx) => tx.schools())).toEqual([row]);
  // Who reads is not the owner: taking the role's right away shuts the server out, and only it.
  await owner.query(`REVOKE SELECT ON school FROM ${await workingRole(owner)}`);
  await expect(storage.readServer((tx) => tx.schools())).rejects.toThrow(/permission denied/);
  expect((await owner.query("SELECT id FROM school")).rowCount).toBe(1);
  await storage.close();
});

test("a database that may lose what it confirmed is not used", async () => {
  expect(DURABLE.map((name) => whyNotDurable(name, "on"))).toEqual([undefined, undefined, undefined]);
  for (const name of DURABLE) expect(whyNotDurable(name, "off")).toMatch(new RegExp(`with ${name} = off`));
  // A database whose default it is to answer before the disk has it: the server's own connections wait.
  const lax = new URL(url);
  lax.searchParams.set("options", "-c synchronous_commit=off");
  const storage = await openPostgresStorage({ url: lax.href, schema: newSchema(), clock });
  await storage.close();
});

test("a database of a newer version is not opened", async () => {
  const { schema, owner } = await madeTables();
  await owner.query("INSERT INTO migration VALUES ('999-later', 1)");
  await expect(open(schema)).rejects.toThrow(/newer version of Waymark \(999-later\)/);
});

test("a migration that fails leaves the database as it was", async () => {
  const schema = newSchema();
  const half: Migration = {
    name: "001-half",
    up: async (db) => {
      await db.schema.createTable("school").addColumn("id", "text").execute();
      throw new Error("half a migration");
    },
  };
  await expect(migratePostgres({ url, schema }, [half], 1)).rejects.toThrow("half a migration");
  const storage = await open(schema);
  expect(await storage.transactServer((tx) => tx.schools())).toEqual([]);
  await storage.close();
});

test("servers that start at the same moment make the tables once", async () => {
  const schema = newSchema();
  const storages = await Promise.all([open(schema), open(schema), open(schema)]);
  expect(await Promise.all(storages.map((one) => one.transactServer((tx) => tx.schools())))).toEqual([[], [], []]);
  await Promise.all(storages.map((one) => one.close()));
});

const wrong = (change: (url: URL) => void): string => {
  const altered = new URL(url);
  change(altered);
  return altered.href;
};

test.each([
  ["a wrong password", wrong((u) => void (u.password = "five-herons")), /does not let waymark in/],
  ["a database that is not there", wrong((u) => void (u.pathname = "/nowhere")), /nowhere .* is not there/],
  ["a port nobody listens on", wrong((u) => void (u.port = "1")), /cannot be reached \(ECONNREFUSED\)/],
])("%s is told in one sentence without the password", async (_what, address, sentence) => {
  const failed = await openPostgresStorage({ url: address, clock }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(UnusableDatabase);
  const { message } = failed as Error;
  expect(message).toMatch(sentence);
  expect(message).not.toContain("\n");
  expect(message).not.toContain(new URL(address).password);
});
