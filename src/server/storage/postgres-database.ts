// One PostgreSQL database by pg, in the form kysely's dialect asks for. Waymark's tables stand in a schema of their
// own, so that a restored copy can be made beside them and take their place in one step.

import { CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import { DatabaseError, Pool, type PoolConfig, types } from "pg";
import { WORKING_ROLE } from "./postgres-guards.ts";
import type { Tables } from "./tables.ts";

export const SCHEMA = "waymark";

export interface PostgresOptions {
  /** "postgres://user:password@host:port/database". */
  readonly url: string;
  /** Where the tables stand; "waymark" unless told. */
  readonly schema?: string;
  readonly log?: (line: string) => void;
}

/** What an operator can put right, in a sentence that never holds the password. */
export class UnusableDatabase extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "UnusableDatabase";
  }
}

/**
 * Locks that only Waymark asks for: the first number says so and which it is, the second for whose tables. `inUse` is
 * held by every connection of a server, and alone by a restore; the others are turns inside a transaction.
 */
const OURS = 0x57_61_79_00;
const LOCKS = { inUse: 1, migrating: 2, server: 3 };
const lockKey = (which: keyof typeof LOCKS, schema: string): string =>
  `${OURS + LOCKS[which]}, hashtext('${schema.replaceAll("'", "''")}')`;

/** Waits for its turn, and keeps it until the transaction ends. */
export async function takeTurn(
  trx: Kysely<Tables>,
  which: "migrating" | "server",
  schema: string = SCHEMA,
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.raw(lockKey(which, schema))})`.execute(trx);
}

/** More at once than this wait in the server's memory; PostgreSQL itself allows 100 to all servers together. */
const MOST_CONNECTIONS = 10;
/** A server that hangs in the middle of a transaction gives the school back after so long. */
const SESSION = [
  "synchronous_commit = on",
  "default_transaction_isolation = 'read committed'",
  "idle_in_transaction_session_timeout = '60s'",
  "lock_timeout = '30s'",
  "timezone = 'UTC'",
];

/** What "sent" rests on; the first is asked for by SESSION, the others are the whole database's. */
export const DURABLE = ["synchronous_commit", "fsync", "full_page_writes"] as const;

/** The sentence against a database that may forget what it confirmed. */
export function whyNotDurable(name: (typeof DURABLE)[number], value: string): string | undefined {
  if (value === "on") return undefined;
  return `PostgreSQL runs with ${name} = ${value}: it may lose what tablets were told is sent. Set ${name} to on.`;
}

/**
 * What may be done over a connection: a server's work; the owner's (making and exchanging tables); or reading all of
 * it as it stands (a backup, a look at the audit).
 */
export type PostgresUse = "work" | "own" | "read";

/**
 * A pool whose every connection has proven what durability rests on. A connection to work or to read holds, as long as
 * it lives, the shared half of the lock a restore takes alone: nobody can write past an exchange of the tables.
 */
export function postgresPool(options: PostgresOptions, use: PostgresUse): Kysely<Tables> {
  const { url, schema = SCHEMA, log = () => undefined } = options;
  const config: PoolConfig = {
    connectionString: url,
    max: use === "work" ? MOST_CONNECTIONS : 1,
    min: use === "work" ? 1 : 0,
    // The owner's one connection may hold a lock: it is not closed for being idle.
    ...(use === "own" ? { idleTimeoutMillis: 0 } : {}),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "waymark",
    types: { getTypeParser: parserOf as typeof types.getTypeParser },
  };
  const pool = new Pool(config);
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on("error", (error) => log(`a connection to the database broke: ${error.message}`));
  const dialect = new PostgresDialect({
    pool,
    async onCreateConnection(connection) {
      const ask = async (text: string): Promise<Record<string, unknown> | undefined> => {
        return (await connection.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text))).rows[0];
      };
      for (const setting of SESSION) await ask(`SET ${setting}`);
      // pg_temp last: a temporary table never stands in for one of ours.
      await ask(`SET search_path = "${schema}", pg_temp`);
      for (const name of DURABLE) {
        const sentence = whyNotDurable(name, String((await ask(`SHOW ${name}`))?.[name]));
        if (sentence !== undefined) throw new UnusableDatabase(sentence);
      }
      if (use !== "work") await ask("SET waymark.owner = 'on'");
      if (use === "own") return;
      await ask(`SELECT pg_advisory_lock_shared(${lockKey("inUse", schema)})`);
      if (use === "read") return;
      const role = await ask(
        `SELECT rolname FROM pg_roles WHERE rolname = (${WORKING_ROLE}) AND pg_has_role(current_user, oid, 'MEMBER')`,
      );
      if (role) await ask(`SET ROLE ${String(role["rolname"])}`);
    },
  });
  return new Kysely<Tables>({ dialect });
}

/**
 * Takes the database for a restore, or says that somebody works with it. A server that has just been stopped may still
 * be leaving: it is given some seconds. Held until the connection ends.
 */
export async function takeAlone(db: Kysely<Tables>, schema: string = SCHEMA): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    const { rows } = await sql<{ taken: boolean }>`
      SELECT pg_try_advisory_lock(${sql.raw(lockKey("inUse", schema))}) AS taken`.execute(db);
    if (rows[0]?.taken === true) return true;
    await sql`SELECT pg_sleep(0.1)`.execute(db);
  }
  return false;
}

/** Numbers come as numbers: pg gives 64-bit ones as text, because some do not fit. Ours fit, or it is a fault. */
function parserOf(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === types.builtins.INT8 || oid === types.builtins.NUMERIC) return wholeNumber;
  return types.getTypeParser(oid, format as "text") as (value: string) => unknown;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`the database holds a number that is too large: ${value}`);
  return number;
}

/** The sentence for what kept a connection from being made; anything else is thrown on as it is. */
export function whyUnusable(error: unknown, url: string): unknown {
  const { host, pathname, username } = new URL(url);
  const named = `The database ${pathname.slice(1)} at ${host || "this machine"}`;
  if (error instanceof DatabaseError)
    switch (error.code) {
      case "28P01":
      case "28000":
        return new UnusableDatabase(
          `${named} does not let ${username || "this account"} in. Check the user and the password in DATABASE_URL.`,
        );
      case "3D000":
        return new UnusableDatabase(`${named} is not there. Make it, or correct DATABASE_URL.`);
      case "42501":
        return new UnusableDatabase(
          `${named} does not let ${username || "this account"} make Waymark's tables. Grant it CREATE on the database.`,
        );
      case "53300":
        return new UnusableDatabase(
          `${named} has no connection free. Raise its max_connections, or stop other programs.`,
        );
      case "55P03":
        return new UnusableDatabase(
          `${named} is being restored, or held by another program. Try again when it is done.`,
        );
      default:
        return error;
    }
  const { code, message = "" } = error as { readonly code?: unknown; readonly message?: string };
  if (typeof code === "string" && /^(E[A-Z_]+|[A-Z_]*(CERT|SSL|TLS)[A-Z_]*)$/.test(code))
    return new UnusableDatabase(`${named} cannot be reached (${code}). Check DATABASE_URL, and that PostgreSQL runs.`);
  if (/timeout|terminated|SSL/i.test(message))
    return new UnusableDatabase(`${named} cannot be reached. Check DATABASE_URL, and that PostgreSQL runs.`);
  return error;
}
