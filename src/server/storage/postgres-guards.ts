// What keeps the log of changes and the audit append-only inside PostgreSQL (A10), and the role the server works
// under: it owns no table, so its statements can take no guard away. A demo school may be forgotten whole.

import { type Kysely, sql } from "kysely";
import type { Dialect } from "./dialect.ts";
import type { Tables } from "./tables.ts";

/** Asks for the name of the server's role. Roles are known to a whole cluster, so it carries the database's number. */
export const WORKING_ROLE = "SELECT 'waymark_server_' || oid FROM pg_database WHERE datname = current_database()";

async function guard(db: Kysely<Tables>): Promise<void> {
  const run = (statement: string): Promise<unknown> => sql.raw(statement).execute(db);
  await run(`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$`);
  await run(`CREATE OR REPLACE FUNCTION refuse_unless_demo() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT demo FROM school WHERE id = OLD.school) IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION '%', TG_ARGV[0];
      END IF;
      RETURN OLD;
    END $$`);
  // The one alteration: a body goes, of a change below the horizon or of a record that was erased [A20].
  await run(`CREATE OR REPLACE FUNCTION refuse_unless_stripped() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.body <> '' OR (to_jsonb(NEW) - 'body') <> (to_jsonb(OLD) - 'body') OR NOT (
        OLD.seq <= (SELECT horizon FROM school WHERE id = OLD.school)
        OR EXISTS (SELECT 1 FROM record WHERE school = OLD.school AND id = OLD.record AND body = '')
      ) THEN
        RAISE EXCEPTION '%', TG_ARGV[0];
      END IF;
      RETURN NEW;
    END $$`);
  const trigger = (name: string, when: string, call: string): Promise<unknown> =>
    run(`CREATE OR REPLACE TRIGGER ${name} ${when} EXECUTE FUNCTION ${call}`);
  for (const table of ["change", "audit"]) {
    const words = `'${table} is append-only'`;
    const refuse = table === "change" ? "refuse_unless_stripped" : "refuse";
    await trigger(`${table}_no_update`, `BEFORE UPDATE ON "${table}" FOR EACH ROW`, `${refuse}(${words})`);
    await trigger(`${table}_no_delete`, `BEFORE DELETE ON "${table}" FOR EACH ROW`, `refuse_unless_demo(${words})`);
    await trigger(`${table}_no_truncate`, `BEFORE TRUNCATE ON "${table}"`, `refuse(${words})`);
  }
  // UPDATE OF would not see a trigger before it; the WHEN sees the values.
  await trigger(
    "school_kind",
    `BEFORE UPDATE ON school FOR EACH ROW WHEN (OLD.id <> NEW.id OR OLD.demo <> NEW.demo)`,
    "refuse('a school stays what it is')",
  );
  await trigger(
    "school_no_delete",
    "BEFORE DELETE ON school FOR EACH ROW WHEN (OLD.demo <> 1)",
    "refuse('a school is not deleted')",
  );
  await trigger("school_no_truncate", "BEFORE TRUNCATE ON school", "refuse('a school is not deleted')");
  await grantWorkingRole(db);
}

/**
 * Makes the role and gives it what the server does. Where the account of DATABASE_URL may make no roles and nobody
 * made it beforehand, the server works as the owner: the triggers hold all the same.
 */
async function grantWorkingRole(db: Kysely<Tables>): Promise<void> {
  const asked = await sql<{ role: string; there: boolean; may: boolean; name: string }>`
    SELECT role, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role) AS there, quote_ident(current_schema()) AS name,
           (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may
      FROM (${sql.raw(WORKING_ROLE)}) AS named (role)`.execute(db);
  const { role, there, may, name } = asked.rows[0] as (typeof asked.rows)[number];
  if (!there && !may) return;
  const run = (statement: string): Promise<unknown> => sql.raw(statement).execute(db);
  if (!there) {
    await run(`CREATE ROLE ${role} NOLOGIN`);
    await run(`GRANT ${role} TO CURRENT_USER`);
  }
  await run(`GRANT USAGE ON SCHEMA ${name} TO ${role}`);
  await run(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${name} TO ${role}`);
  await run(`REVOKE UPDATE ON "change", "audit", "migration" FROM ${role}`);
  await run(`GRANT UPDATE (body) ON "change" TO ${role}`);
  await run(`REVOKE INSERT, DELETE ON "migration" FROM ${role}`);
}

export const POSTGRES: Dialect = { text: sql`text COLLATE "C"`, whole: sql`bigint`, guard };
