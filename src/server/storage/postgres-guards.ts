// What holds inside PostgreSQL whatever the server asks of it: the log of changes and the audit are append-only (A10),
// no transaction sees another school's rows, and the role the server works under owns no table, so that its statements
// can take no guard away. A demo school may be forgotten whole.

import { type Kysely, sql } from "kysely";
import type { Dialect } from "./dialect.ts";
import type { Tables } from "./tables.ts";

/** Asks for the name of the server's role. Roles are known to a whole cluster, so it carries the database's number. */
export const WORKING_ROLE = "SELECT 'waymark_server_' || oid FROM pg_database WHERE datname = current_database()";

/**
 * Three settings of a connection say whose rows it works with; a query that forgot its school finds none.
 *   waymark.school  one school: set by each of its transactions, gone with it
 *   waymark.server  "on" in a transaction of the server as a whole: which schools, devices and codes there are
 *   waymark.owner   "on" where the owner makes, copies or restores the tables; it opens nothing to the working role
 */
const OF_SCHOOL = "current_setting('waymark.school', true)";
const OF_SERVER = "current_setting('waymark.server', true) = 'on'";
const OF_OWNER = "current_setting('waymark.owner', true) = 'on'";
const SERVER_TABLES = ["school", "device", "code"];

// They find the tables by the schema their own stands in: a temporary table of the same name is not looked at.
const FUNCTIONS: { readonly [name: string]: { readonly body: string; readonly settings?: string } } = {
  refuse: { body: "BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END" },
  refuse_unless_demo: {
    body: `DECLARE is_demo bigint;
BEGIN
  EXECUTE format('SELECT demo FROM %I.school WHERE id = $1', TG_TABLE_SCHEMA) INTO is_demo USING OLD.school;
  IF is_demo IS DISTINCT FROM 1 THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF;
  RETURN OLD;
END`,
  },
  // The one alteration: a body goes, of a change below the horizon or of a record that was erased [A20].
  refuse_unless_stripped: {
    body: `DECLARE may boolean;
BEGIN
  EXECUTE format('SELECT $1 <= (SELECT horizon FROM %1$I.school WHERE id = $2)
    OR EXISTS (SELECT 1 FROM %1$I.record WHERE school = $2 AND id = $3 AND body = '''')', TG_TABLE_SCHEMA)
    INTO may USING OLD.seq, OLD.school, OLD.record;
  IF NEW.body <> '' OR (to_jsonb(NEW) - 'body') <> (to_jsonb(OLD) - 'body') OR may IS DISTINCT FROM true THEN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END IF;
  RETURN NEW;
END`,
  },
  // The working role may delete no line of a log; with its demo school a log goes all the same.
  forget_demo: {
    settings: "SECURITY DEFINER SET search_path = pg_catalog, pg_temp",
    body: `BEGIN
  PERFORM set_config('waymark.owner', 'on', true);
  EXECUTE format('DELETE FROM %I.audit WHERE school = $1', TG_TABLE_SCHEMA) USING OLD.id;
  EXECUTE format('DELETE FROM %I.change WHERE school = $1', TG_TABLE_SCHEMA) USING OLD.id;
  PERFORM set_config('waymark.owner', '', true);
  RETURN OLD;
END`,
  },
};

const logTriggers = (table: "change" | "audit"): readonly (readonly [string, string, string])[] => {
  const words = `'${table} is append-only'`;
  const refuse = table === "change" ? "refuse_unless_stripped" : "refuse";
  return [
    [`${table}_no_update`, `BEFORE UPDATE ON "${table}" FOR EACH ROW`, `${refuse}(${words})`],
    [`${table}_no_delete`, `BEFORE DELETE ON "${table}" FOR EACH ROW`, `refuse_unless_demo(${words})`],
    [`${table}_no_truncate`, `BEFORE TRUNCATE ON "${table}"`, `refuse(${words})`],
  ];
};
const TRIGGERS = [
  ...logTriggers("change"),
  ...logTriggers("audit"),
  // UPDATE OF would not see a trigger before it; the WHEN sees the values.
  [
    "school_kind",
    "BEFORE UPDATE ON school FOR EACH ROW WHEN (OLD.id <> NEW.id OR OLD.demo <> NEW.demo)",
    "refuse('a school stays what it is')",
  ],
  ["school_forgets", "BEFORE DELETE ON school FOR EACH ROW WHEN (OLD.demo = 1)", "forget_demo()"],
  [
    "school_no_delete",
    "BEFORE DELETE ON school FOR EACH ROW WHEN (OLD.demo <> 1)",
    "refuse('a school is not deleted')",
  ],
  ["school_no_truncate", "BEFORE TRUNCATE ON school", "refuse('a school is not deleted')"],
] as const;

async function guard(db: Kysely<Tables>): Promise<void> {
  const run = (statement: string): Promise<unknown> => sql.raw(statement).execute(db);
  for (const [name, { body, settings = "" }] of Object.entries(FUNCTIONS))
    await run(`CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql ${settings} AS $$${body}$$`);
  for (const [name, when, call] of TRIGGERS)
    await run(`CREATE OR REPLACE TRIGGER ${name} ${when} EXECUTE FUNCTION ${call}`);
  for (const table of await securedTables(db)) {
    await run(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
    // The owner too: where there is no working role the server works as the owner.
    await run(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`);
    // Also what somebody put beside ours: each policy lets more through.
    for (const name of await policiesOf(db, table)) await run(`DROP POLICY ${name} ON "${table}"`);
    await run(`CREATE POLICY one_school ON "${table}" USING (${oneSchool(table)})`);
    await run(`CREATE POLICY whole ON "${table}" TO CURRENT_USER USING (${OF_OWNER})`);
  }
  await grantWorkingRole(db);
}

/** Whose rows of a table a transaction sees. */
function oneSchool(table: string): string {
  const own = `${table === "school" ? "id" : "school"} = ${OF_SCHOOL}`;
  return SERVER_TABLES.includes(table) ? `${own} OR ${OF_SERVER}` : own;
}

async function policiesOf(db: Kysely<Tables>, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT quote_ident(polname) AS name FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
     WHERE relnamespace = current_schema()::regnamespace AND relname = ${table}`.execute(db);
  return rows.map(({ name }) => name);
}

/** Every table with a school's rows, whatever it is called. */
async function securedTables(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND (attname = 'school' OR relname = 'school')
     ORDER BY relname`.execute(db);
  return rows.map(({ name }) => name);
}

/** What of the guards is not there, or not as it was made: functions, triggers, row security. */
async function missingGuards(db: Kysely<Tables>): Promise<readonly string[]> {
  const missing: string[] = [];
  const functions = await sql<{ name: string; body: string }>`
    SELECT proname AS name, prosrc AS body FROM pg_proc WHERE pronamespace = current_schema()::regnamespace`.execute(
    db,
  );
  for (const [name, { body }] of Object.entries(FUNCTIONS))
    if (!functions.rows.some((one) => one.name === name && one.body === body)) missing.push(name);
  const triggers = await sql<{ text: string; schema: string }>`
    SELECT pg_get_triggerdef(pg_trigger.oid, true) AS text, quote_ident(current_schema()) AS schema FROM pg_trigger
      JOIN pg_class ON pg_class.oid = tgrelid
     WHERE relnamespace = current_schema()::regnamespace AND tgenabled = 'O'`.execute(db);
  // Word for word: one on another table, or that acts on less, guards nothing.
  const standing = new Set(triggers.rows.map(({ text, schema }) => plain(text.replaceAll(`${schema}.`, ""))));
  for (const [name, when, call] of TRIGGERS)
    if (!standing.has(plain(`CREATE TRIGGER ${name} ${when} EXECUTE FUNCTION ${call}`))) missing.push(name);
  const tables = await sql<{ name: string; secured: boolean; policies: readonly string[] }>`
    SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS secured,
           array(SELECT CASE WHEN polpermissive AND polcmd = '*' AND polwithcheck IS NULL THEN '' ELSE 'other ' END
                     || polname || CASE WHEN 0 = ANY (polroles) THEN ' to all ' ELSE ' ' END
                     || pg_get_expr(polqual, polrelid)
                   FROM pg_policy WHERE polrelid = pg_class.oid ORDER BY polname) AS policies
      FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY relname`.execute(db);
  for (const name of await securedTables(db)) {
    const found = tables.rows.find((one) => one.name === name);
    const wanted = [`one_school to all ${oneSchool(name)}`, `whole ${OF_OWNER}`].map(plain);
    if (found?.secured !== true || found.policies.map(plain).join("\n") !== wanted.join("\n"))
      missing.push(`row security of ${name}`);
  }
  const { role, there, may, name } = await askForRole(db);
  if (!there) return may ? [...missing, "the server's role"] : missing;
  const rights = await sql<{ fit: boolean }>`
    SELECT has_schema_privilege(${role}, ${name}, 'USAGE') AND has_table_privilege(${role}, 'school', 'UPDATE')
       AND NOT has_table_privilege(${role}, 'audit', 'DELETE, TRUNCATE, TRIGGER')
       AND NOT has_table_privilege(${role}, 'change', 'DELETE, TRUNCATE, TRIGGER')
       AND NOT EXISTS (SELECT FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
             AND (attrelid = 'audit'::regclass OR attrelid = 'change'::regclass AND attname <> 'body')
             AND has_column_privilege(${role}, attrelid, attnum, 'UPDATE')) AS fit`.execute(db);
  return rights.rows[0]?.fit === true ? missing : [...missing, "the rights of the server's role"];
}

/** A definition as it was written and as the database tells it, brought to one form. */
function plain(definition: string): string {
  return definition
    .toLowerCase()
    .replaceAll("::text", "")
    .replaceAll("for each statement", "")
    .replaceAll(/[\s()"]/g, "");
}

/**
 * Makes the role and gives it what the server does. Where the account of DATABASE_URL may make no roles and nobody
 * made it beforehand, the server works as the owner: triggers and row security hold all the same.
 */
async function grantWorkingRole(db: Kysely<Tables>): Promise<void> {
  const { role, there, may, quoted: name } = await askForRole(db);
  if (!there && !may) return;
  const run = (statement: string): Promise<unknown> => sql.raw(statement).execute(db);
  if (!there) {
    await run(`CREATE ROLE ${role} NOLOGIN`);
    await run(`GRANT ${role} TO CURRENT_USER`);
  }
  await run(`GRANT USAGE ON SCHEMA ${name} TO ${role}`);
  // Nothing that somebody gave it since.
  await run(`REVOKE ALL ON ALL TABLES IN SCHEMA ${name} FROM ${role}`);
  await run(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${name} TO ${role}`);
  await run(`REVOKE UPDATE, DELETE ON "change", "audit", "migration" FROM ${role}`);
  await run(`GRANT UPDATE (body) ON "change" TO ${role}`);
  await run(`REVOKE INSERT ON "migration" FROM ${role}`);
}

interface RoleFacts {
  readonly role: string;
  readonly there: boolean;
  /** May this account make roles? */
  readonly may: boolean;
  /** The schema's name. */
  readonly name: string;
  readonly quoted: string;
}

async function askForRole(db: Kysely<Tables>): Promise<RoleFacts> {
  const { rows } = await sql<RoleFacts>`
    SELECT role, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role) AS there, current_schema()::text AS name,
           quote_ident(current_schema()) AS quoted,
           (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may
      FROM (${sql.raw(WORKING_ROLE)}) AS named (role)`.execute(db);
  return rows[0] as RoleFacts;
}

/** What to say where the server works as the owner of its tables; undefined where it does not. */
export async function whyAsOwner(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ account: string; role: string }>`
    SELECT quote_ident(current_user) AS account, (${sql.raw(WORKING_ROLE)}) AS role FROM pg_tables
     WHERE schemaname = current_schema() AND tablename = 'audit' AND tableowner = current_user`.execute(db);
  const [found] = rows;
  return (
    found &&
    `The server works as ${found.account}, the owner of its tables, who may not make a role with fewer rights. ` +
      `Let an administrator of the database run this once, and start again: ` +
      `CREATE ROLE ${found.role} NOLOGIN; GRANT ${found.role} TO ${found.account};`
  );
}

export const POSTGRES: Dialect = { text: sql`text COLLATE "C"`, whole: sql`bigint`, guard, missingGuards };
