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

const refuse = (sentence: string): string => `SELECT RAISE(ABORT, '${sentence}')`;

/** Name, when, and what is done then. */
const TRIGGERS: readonly (readonly [string, string, string])[] = [
  ...APPEND_ONLY.flatMap(({ table, same }): (readonly [string, string, string])[] => {
    const demo = "(SELECT demo FROM school WHERE id = OLD.school) IS NOT 1";
    const unless = table === "change" ? ` WHEN NOT (${STRIPPED})` : "";
    const no = refuse(`${table} is append-only`);
    return [
      [`${table}_no_update`, `BEFORE UPDATE ON "${table}"${unless}`, no],
      [`${table}_no_delete`, `BEFORE DELETE ON "${table}" WHEN ${demo}`, no],
      [`${table}_no_replace`, `BEFORE INSERT ON "${table}" WHEN EXISTS (SELECT 1 FROM "${table}" WHERE ${same})`, no],
    ];
  }),
  ["school_kind", "BEFORE UPDATE OF id, demo ON school", refuse("a school stays what it is")],
  [
    "school_forgets",
    "BEFORE DELETE ON school WHEN OLD.demo IS 1",
    `DELETE FROM audit WHERE school = OLD.id; DELETE FROM "change" WHERE school = OLD.id`,
  ],
  ["school_no_delete", "BEFORE DELETE ON school WHEN OLD.demo IS NOT 1", refuse("a school is not deleted")],
  [
    "school_no_replace",
    "BEFORE INSERT ON school WHEN EXISTS (SELECT 1 FROM school WHERE id = NEW.id)",
    refuse("a school stays what it is"),
  ],
];
const textOf = ([name, when, what]: (typeof TRIGGERS)[number]): string =>
  `CREATE TRIGGER ${name} ${when} BEGIN ${what}; END`;

async function guard(db: Kysely<Tables>): Promise<void> {
  for (const trigger of TRIGGERS) {
    await sql.raw(`DROP TRIGGER IF EXISTS ${trigger[0]}`).execute(db);
    await sql.raw(textOf(trigger)).execute(db);
  }
}

async function missingGuards(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`SELECT sql AS text FROM sqlite_master WHERE type = 'trigger'`.execute(
    db,
  );
  const there = new Set(rows.map(({ text }) => text));
  return TRIGGERS.filter((trigger) => !there.has(textOf(trigger))).map(([name]) => name);
}

export const SQLITE: Dialect = { text: sql`text`, whole: sql`bigint`, guard, missingGuards };
