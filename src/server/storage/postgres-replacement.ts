// The replacement of Waymark's tables in a PostgreSQL database: a second schema beside them, which takes their name.

import { sql } from "kysely";
import { InUse } from "./in-use.ts";
import { migrate } from "./migrate.ts";
import { type PostgresOptions, SCHEMA, postgresPool, takeAlone, takeTurn, whyUnusable } from "./postgres-database.ts";
import { POSTGRES } from "./postgres-guards.ts";
import type { Replacement } from "./replacement.ts";

export async function openPostgresReplacement(options: PostgresOptions): Promise<Replacement> {
  const { url, schema = SCHEMA } = options;
  const made = `${schema}_restoring`;
  // One connection: it holds the lock that keeps servers out, and does all the work.
  const db = postgresPool({ ...options, schema: made }, "own");
  const exists = async (name: string): Promise<boolean> =>
    (await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${name}`.execute(db)).rows.length > 0;
  let placed = false;
  try {
    if (!(await takeAlone(db, schema))) throw new InUse();
    const table = await sql<{ found: unknown }>`SELECT to_regclass(${`"${schema}".school`}) AS found`.execute(db);
    const there = (table.rows[0]?.found ?? null) !== null;
    const schools = there ? await sql`SELECT 1 FROM ${sql.id(schema, "school")} LIMIT 1`.execute(db) : { rows: [] };
    // What a restore left that was cut off.
    await sql`DROP SCHEMA IF EXISTS ${sql.id(made)} CASCADE`.execute(db);
    await sql`CREATE SCHEMA ${sql.id(made)}`.execute(db);
    return {
      db,
      holdsSchools: schools.rows.length > 0,
      migrate: (migrations, now) =>
        db.transaction().execute(async (trx) => {
          await takeTurn(trx, "migrating", "");
          await migrate(trx, migrations, POSTGRES, now);
        }),
      async takePlace(aside) {
        const old = (await exists(schema))
          ? `${schema}_${aside.replaceAll(/[^0-9a-z]+/gi, "_").toLowerCase()}`
          : undefined;
        await db.transaction().execute(async (trx) => {
          await takeTurn(trx, "migrating", "");
          if (old !== undefined) await sql`ALTER SCHEMA ${sql.id(schema)} RENAME TO ${sql.id(old)}`.execute(trx);
          await sql`ALTER SCHEMA ${sql.id(made)} RENAME TO ${sql.id(schema)}`.execute(trx);
        });
        placed = true;
        return old === undefined ? undefined : `the schema ${old}`;
      },
      async close() {
        if (!placed) await sql`DROP SCHEMA IF EXISTS ${sql.id(made)} CASCADE`.execute(db);
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw whyUnusable(error, url);
  }
}
