// Devices that went on under a new name, and those whose browser came back empty.

import type { Kysely } from "kysely";
import type { Dialect } from "../dialect.ts";
import type { Tables } from "../tables.ts";

export async function renewedDevices(db: Kysely<Tables>, { text, whole }: Dialect): Promise<void> {
  await db.schema
    .alterTable("device")
    .addColumn("former", text, (c) => c.notNull().defaultTo(""))
    .execute();
  await db.schema.alterTable("device").addColumn("lost_at", whole).execute();
}
