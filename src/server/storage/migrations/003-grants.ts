// What each device may hold and has confirmed, what became of what was set aside, and room for a log whose old bodies
// are gone.

import type { Kysely } from "kysely";
import type { Dialect } from "../dialect.ts";
import type { Tables } from "../tables.ts";

export async function grants(db: Kysely<Tables>, { text, whole }: Dialect): Promise<void> {
  await db.schema
    .alterTable("school")
    .addColumn("grants", whole, (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("record_by_type").on("record").columns(["school", "type", "id"]).execute();
  await db.schema.alterTable("quarantine").addColumn("settled", whole).execute();
  await db.schema
    .alterTable("quarantine")
    .addColumn("settled_by", text, (c) => c.notNull().defaultTo(""))
    .execute();
  await db.schema
    .createTable("holding")
    .addColumn("school", text, (c) => c.notNull().references("school.id"))
    .addColumn("device", text, (c) => c.notNull())
    .addColumn("since", whole, (c) => c.notNull())
    .addColumn("version", text, (c) => c.notNull())
    .addColumn("held", text, (c) => c.notNull())
    .addColumn("confirmed", whole)
    .addPrimaryKeyConstraint("holding_key", ["school", "device", "since"])
    .addForeignKeyConstraint("holding_of_device", ["school", "device"], "device", ["school", "id"], (f) =>
      f.onDelete("cascade"),
    )
    .execute();
}
