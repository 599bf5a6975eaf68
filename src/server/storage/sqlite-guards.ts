// What keeps the log of changes and the audit append-only inside SQLite itself (A10). Each guard exists because
// one way round the others was tried: REPLACE deletes without a delete trigger unless an insert is stopped first.
// A demo school may be forgotten whole; whether a school is a demo is fixed when it is made.

import { type Kysely, sql } from "kysely";
import type { Dialect } from "./dialect.ts";
import type { Tables } from "./tables.ts";

const APPEND_ONLY = [
  { table: "change", same: "school = NEW.school AND (seq = NEW.seq OR id = NEW.id)" },
  { table: "audit", same: "school = NEW.school AND number = NEW.number" },
] as const;

const HEAD = ["school", "seq", "id", "record", "scope", "type", "kind", "author", "device", "envelope"];
const STAMP = ["at", "received", "outcome", "schema"];

/** The one alteration: a body goes, of a change below the horizon or of a record that was erased [A20]. */
const STRIPPED = [
  "NEW.body = ''",
  ...[...HEAD, ...STAMP].map((column) => `NEW."${column}" IS OLD."${column}"`),
  `(OLD.seq <= (SELECT horizon FROM school WHERE id = OLD.school)
    OR EXISTS (SELECT 1 FROM record WHERE school = OLD.school AND id = OLD.record AND body = ''))`,
].join(" AND ");

async function guard(db: Kysely<Tables>): Promise<void> {
  const trigger = async (name: string, when: string, body: string): Promise<void> => {
    await sql.raw(`DROP TRIGGER IF EXISTS ${name}`).execute(db);
    await sql.raw(`CREATE TRIGGER ${name} ${when} BEGIN SELECT RAISE(ABORT, '${body}'); END`).execute(db);
  };
  for (const { table, same } of APPEND_ONLY) {
    const demo = "(SELECT demo FROM school WHERE id = OLD.school) IS NOT 1";
    const unless = table === "change" ? ` WHEN NOT (${STRIPPED})` : "";
    await trigger(`${table}_no_update`, `BEFORE UPDATE ON "${table}"${unless}`, `${table} is append-only`);
    await trigger(`${table}_no_delete`, `BEFORE DELETE ON "${table}" WHEN ${demo}`, `${table} is append-only`);
    await trigger(
      `${table}_no_replace`,
      `BEFORE INSERT ON "${table}" WHEN EXISTS (SELECT 1 FROM "${table}" WHERE ${same})`,
      `${table} is append-only`,
    );
  }
  await trigger("school_kind", "BEFORE UPDATE OF id, demo ON school", "a school stays what it is");
  await trigger("school_no_delete", "BEFORE DELETE ON school WHEN OLD.demo IS NOT 1", "a school is not deleted");
  await trigger(
    "school_no_replace",
    "BEFORE INSERT ON school WHEN EXISTS (SELECT 1 FROM school WHERE id = NEW.id)",
    "a school stays what it is",
  );
}

export const SQLITE: Dialect = { text: sql`text`, whole: sql`bigint`, guard };
