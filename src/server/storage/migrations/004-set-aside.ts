// What was set aside says what it waits for, how large it is and why somebody dealt with it; and what was erased is
// remembered apart from the records, so that it can be erased again after an older backup was restored.

import { type Kysely, sql } from "kysely";
import type { Dialect } from "../dialect.ts";
import type { Tables } from "../tables.ts";

export async function setAside(db: Kysely<Tables>, { text, whole }: Dialect): Promise<void> {
  const add = (column: string) =>
    db.schema.alterTable("quarantine").addColumn(column, text, (c) => c.notNull().defaultTo(""));
  await add("waits").execute();
  await add("settled_why").execute();
  await db.schema
    .alterTable("quarantine")
    .addColumn("size", whole, (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`UPDATE quarantine SET size = length(body)`.execute(db);
  await db.schema.createIndex("quarantine_waits").on("quarantine").columns(["school", "waits"]).execute();
  await db.schema
    .createIndex("quarantine_of_device")
    .on("quarantine")
    .columns(["school", "device", "settled", "size"])
    .execute();
  await db.schema
    .createTable("erasure")
    .addColumn("school", text, (c) => c.notNull().references("school.id"))
    .addColumn("record", text, (c) => c.notNull())
    .addColumn("scope", text, (c) => c.notNull())
    .addColumn("type", text, (c) => c.notNull())
    .addColumn("at", whole, (c) => c.notNull())
    .addPrimaryKeyConstraint("erasure_key", ["school", "record"])
    .execute();
}
