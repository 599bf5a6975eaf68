// Devices that are locked from afar, and whether a device's browser keeps a second copy of what waits.

import type { Kysely } from "kysely";
import type { Dialect } from "../dialect.ts";
import type { Tables } from "../tables.ts";

export async function lockedDevices(db: Kysely<Tables>, { text, whole }: Dialect): Promise<void> {
  await db.schema.alterTable("device").addColumn("locked_at", whole).execute();
  await db.schema
    .alterTable("device")
    .addColumn("locked_by", text, (c) => c.notNull().defaultTo(""))
    .execute();
  await db.schema.alterTable("device").addColumn("second_copy", whole).execute();
}
