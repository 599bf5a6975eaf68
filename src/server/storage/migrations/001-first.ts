// The first tables. A migration that has been released is never edited: the next one alters.

import type { Kysely } from "kysely";
import type { Dialect } from "../dialect.ts";
import type { Tables } from "../tables.ts";

export async function first(db: Kysely<Tables>, { text, whole }: Dialect): Promise<void> {
  const table = (name: keyof Tables) => db.schema.createTable(name);
  await table("school")
    .addColumn("id", text, (c) => c.primaryKey())
    .addColumn("name", text, (c) => c.notNull())
    .addColumn("demo", whole, (c) => c.notNull())
    .addColumn("epoch", text, (c) => c.notNull())
    .addColumn("seq", whole, (c) => c.notNull())
    .addColumn("horizon", whole, (c) => c.notNull())
    .addColumn("public_key", text, (c) => c.notNull())
    .addColumn("private_key", text, (c) => c.notNull())
    .addColumn("clock_offset", whole, (c) => c.notNull())
    .addColumn("personas", text, (c) => c.notNull())
    .addColumn("made_at", whole, (c) => c.notNull())
    .addColumn("audit_number", whole, (c) => c.notNull())
    .addColumn("audit_hash", text, (c) => c.notNull())
    .execute();
  const ofSchool = (name: keyof Tables) =>
    table(name).addColumn("school", text, (c) => c.notNull().references("school.id"));

  await ofSchool("record")
    .addColumn("scope", text, (c) => c.notNull())
    .addColumn("type", text, (c) => c.notNull())
    .addColumn("id", text, (c) => c.notNull())
    .addColumn("seq", whole, (c) => c.notNull())
    .addColumn("body", text, (c) => c.notNull())
    .addPrimaryKeyConstraint("record_key", ["school", "id"])
    .execute();
  await db.schema.createIndex("record_by_scope").on("record").columns(["school", "scope", "id"]).execute();

  await ofSchool("change")
    .addColumn("seq", whole, (c) => c.notNull())
    .addColumn("id", text, (c) => c.notNull())
    .addColumn("record", text, (c) => c.notNull())
    .addColumn("scope", text, (c) => c.notNull())
    .addColumn("type", text, (c) => c.notNull())
    .addColumn("kind", text, (c) => c.notNull())
    .addColumn("author", text, (c) => c.notNull())
    .addColumn("device", text, (c) => c.notNull())
    .addColumn("envelope", text, (c) => c.notNull())
    .addColumn("at", text, (c) => c.notNull())
    .addColumn("received", text, (c) => c.notNull())
    .addColumn("outcome", text, (c) => c.notNull())
    .addColumn("schema", whole, (c) => c.notNull())
    .addColumn("body", text, (c) => c.notNull())
    .addPrimaryKeyConstraint("change_key", ["school", "seq"])
    .addUniqueConstraint("change_once", ["school", "id"])
    .execute();
  await db.schema.createIndex("change_by_scope").on("change").columns(["school", "scope", "seq"]).execute();

  await ofSchool("device")
    .addColumn("id", text, (c) => c.notNull().unique())
    .addColumn("name", text, (c) => c.notNull())
    .addColumn("kind", text, (c) => c.notNull())
    .addColumn("public_key", text, (c) => c.notNull())
    .addColumn("last_seq", whole, (c) => c.notNull())
    .addColumn("counter", whole, (c) => c.notNull())
    .addColumn("proof_window", text, (c) => c.notNull())
    .addColumn("revoked", whole, (c) => c.notNull())
    .addColumn("last_contact", whole, (c) => c.notNull())
    .addColumn("unsent", whole, (c) => c.notNull())
    .addColumn("app", text, (c) => c.notNull())
    .addColumn("enrolled_at", whole, (c) => c.notNull())
    .addPrimaryKeyConstraint("device_key", ["school", "id"])
    .addUniqueConstraint("device_by_public_key", ["school", "public_key"])
    .execute();

  await ofSchool("envelope")
    .addColumn("id", text, (c) => c.notNull())
    .addColumn("device", text, (c) => c.notNull())
    .addColumn("device_seq", whole, (c) => c.notNull())
    .addColumn("hash", text, (c) => c.notNull())
    .addColumn("verdict", text, (c) => c.notNull())
    .addColumn("received", whole, (c) => c.notNull())
    .addPrimaryKeyConstraint("envelope_key", ["school", "id"])
    .execute();

  await ofSchool("quarantine")
    .addColumn("id", text, (c) => c.notNull())
    .addColumn("envelope", text, (c) => c.notNull())
    .addColumn("device", text, (c) => c.notNull())
    .addColumn("author", text, (c) => c.notNull())
    .addColumn("reason", text, (c) => c.notNull())
    .addColumn("schema", whole, (c) => c.notNull())
    .addColumn("received", whole, (c) => c.notNull())
    .addColumn("body", text, (c) => c.notNull())
    .addPrimaryKeyConstraint("quarantine_key", ["school", "id"])
    .execute();

  await ofSchool("account")
    .addColumn("login", text, (c) => c.notNull())
    .addColumn("adult", text, (c) => c.notNull())
    .addColumn("password", text, (c) => c.notNull())
    .addColumn("role", text, (c) => c.notNull())
    .addColumn("administrator", whole, (c) => c.notNull())
    .addColumn("ended", whole)
    .addPrimaryKeyConstraint("account_key", ["school", "login"])
    .addUniqueConstraint("account_by_adult", ["school", "adult"])
    .execute();

  const ofDevice = (name: keyof Tables) =>
    ofSchool(name)
      .addColumn("device", text, (c) => c.notNull())
      .addForeignKeyConstraint(`${name}_of_device`, ["school", "device"], "device", ["school", "id"], (f) =>
        f.onDelete("cascade"),
      );
  await ofDevice("author_key")
    .addColumn("name", text, (c) => c.notNull())
    .addColumn("adult", text, (c) => c.notNull())
    .addColumn("key", text, (c) => c.notNull())
    .addColumn("since", whole, (c) => c.notNull())
    .addPrimaryKeyConstraint("author_key_key", ["school", "name"])
    .execute();
  await ofDevice("attempt")
    .addColumn("login", text, (c) => c.notNull())
    .addColumn("failures", whole, (c) => c.notNull())
    .addColumn("not_before", whole, (c) => c.notNull())
    .addPrimaryKeyConstraint("attempt_key", ["school", "login", "device"])
    .execute();
  await ofDevice("session")
    .addColumn("hash", text, (c) => c.notNull())
    .addColumn("adult", text, (c) => c.notNull())
    .addColumn("started_at", whole, (c) => c.notNull())
    .addColumn("used_at", whole, (c) => c.notNull())
    .addPrimaryKeyConstraint("session_key", ["school", "hash"])
    .execute();
  await ofDevice("share")
    .addColumn("adult", text, (c) => c.notNull())
    .addColumn("share", text, (c) => c.notNull())
    .addPrimaryKeyConstraint("share_key", ["school", "device", "adult"])
    .execute();

  await table("code")
    .addColumn("hash", text, (c) => c.primaryKey())
    .addColumn("purpose", text, (c) => c.notNull())
    .addColumn("school", text, (c) => c.references("school.id"))
    .addColumn("adult", text, (c) => c.notNull())
    .addColumn("administrator", whole, (c) => c.notNull())
    .addColumn("expires", whole, (c) => c.notNull())
    .addColumn("used_for", text)
    .execute();

  await ofSchool("audit")
    .addColumn("number", whole, (c) => c.notNull())
    .addColumn("at", whole, (c) => c.notNull())
    .addColumn("what", text, (c) => c.notNull())
    .addColumn("who", text, (c) => c.notNull())
    .addColumn("device", text, (c) => c.notNull())
    .addColumn("about", text, (c) => c.notNull())
    .addColumn("facts", text, (c) => c.notNull())
    .addColumn("previous", text, (c) => c.notNull())
    .addColumn("hash", text, (c) => c.notNull())
    .addPrimaryKeyConstraint("audit_key", ["school", "number"])
    .execute();
}
