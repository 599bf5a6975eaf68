// What devices sent: each envelope with its verdict, and what had to be set aside.

import type { Kysely, Selectable } from "kysely";
import type { EnvelopeVerdict } from "#protocol/push.ts";
import { inParts } from "./in-parts.ts";
import { insertInParts } from "./insert-in-parts.ts";
import type { EnvelopeRow, QuarantineRow, SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

type IntakePart = Pick<
  SchoolTx,
  | "envelope"
  | "envelopes"
  | "putEnvelope"
  | "putEnvelopes"
  | "quarantine"
  | "quarantined"
  | "quarantinedOne"
  | "unreadableOf"
  | "waiting"
  | "waitedFor"
  | "waitingFor"
  | "waitOn"
  | "quarantineSize"
  | "settled"
  | "releaseQuarantined"
  | "settleQuarantined"
>;

export function intakeRows(db: Kysely<Tables>, school: string): IntakePart {
  // What a responsible adult has dealt with is kept, and looked at by nobody any more.
  const kept = () =>
    db
      .selectFrom("quarantine")
      .selectAll()
      .where("school", "=", school)
      .where("settled", "is", null)
      .orderBy("received")
      .orderBy("id");

  async function envelopes(ids: readonly string[]): Promise<readonly EnvelopeRow[]> {
    const found: EnvelopeRow[] = [];
    for (const part of inParts(ids, 200)) {
      const rows = await db
        .selectFrom("envelope")
        .selectAll()
        .where("school", "=", school)
        .where("id", "in", part)
        .execute();
      found.push(...rows.map(envelopeFrom));
    }
    return found;
  }

  async function putEnvelopes(rows: readonly EnvelopeRow[]): Promise<void> {
    const stored = rows.map(({ id, device, deviceSeq, hash, verdict, received }) => ({
      school,
      id,
      device,
      device_seq: deviceSeq,
      hash,
      verdict: JSON.stringify(verdict),
      received,
    }));
    await insertInParts(db, stored, (part) =>
      db
        .insertInto("envelope")
        .values(part)
        .onConflict((c) => c.columns(["school", "id"]).doUpdateSet((e) => ({ verdict: e.ref("excluded.verdict") }))),
    );
  }

  return {
    envelope: async (id) => (await envelopes([id]))[0],
    envelopes,
    putEnvelope: (row) => putEnvelopes([row]),
    putEnvelopes,
    async quarantine({ waits = "", ...row }) {
      const open = { settled: null, settled_by: "", settled_why: "" };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("quarantine")
        .values({ school, ...row, waits, size: row.body.length, ...open })
        .onConflict((c) => c.columns(["school", "id"]).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async quarantined() {
      return (await kept().execute()).map(quarantineFrom);
    },
    async quarantinedOne(id) {
      const row = await kept().where("id", "=", id).executeTakeFirst();
      return row && quarantineFrom(row);
    },
    async unreadableOf(device) {
      const rows = await kept().where("device", "=", device).where("reason", "=", "unreadable").execute();
      return rows.map(quarantineFrom);
    },
    async waiting() {
      const rows = await kept().where("reason", "=", "waiting").orderBy("received").execute();
      return rows.map(quarantineFrom);
    },
    async waitedFor(records) {
      const waited: string[] = [];
      for (const part of inParts(records, 300)) {
        const found = await db
          .selectFrom("quarantine")
          .select("waits")
          .distinct()
          .where("school", "=", school)
          .where("waits", "in", part)
          .where("settled", "is", null)
          .execute();
        for (const { waits } of found) waited.push(waits);
      }
      return waited;
    },
    async waitingFor(records) {
      const rows: QuarantineRow[] = [];
      for (const part of inParts(records, 300))
        for (const row of await kept().where("waits", "in", part).execute()) rows.push(quarantineFrom(row));
      return rows;
    },
    async waitOn(id, record) {
      await db
        .updateTable("quarantine")
        .set({ waits: record })
        .where("school", "=", school)
        .where("id", "=", id)
        .execute();
    },
    async quarantineSize(reasons, { device, author } = {}) {
      let open = db
        .selectFrom("quarantine")
        .select((e) => [e.fn.countAll<number>().as("rows"), e.fn.sum<number | null>("size").as("size")])
        .where("school", "=", school)
        .where("settled", "is", null)
        .where("reason", "in", reasons);
      if (device !== undefined) open = open.where("device", "=", device);
      if (author !== undefined) open = open.where("author", "=", author);
      const found = await open.executeTakeFirstOrThrow();
      // PostgreSQL gives sums and counts as text.
      return { rows: Number(found.rows), size: Number(found.size ?? 0) };
    },
    async settled() {
      const rows = await db
        .selectFrom("quarantine")
        .selectAll()
        .where("school", "=", school)
        .where("settled", "is not", null)
        .orderBy("id")
        .execute();
      return rows.map((row) => ({ ...quarantineFrom(row), settledWhy: row.settled_why }));
    },
    async releaseQuarantined(id) {
      const { numDeletedRows } = await db
        .deleteFrom("quarantine")
        .where("school", "=", school)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
    async settleQuarantined(id, { by, at, why }) {
      const { numUpdatedRows } = await db
        .updateTable("quarantine")
        .set({ settled: at, settled_by: by, settled_why: why })
        .where("school", "=", school)
        .where("id", "=", id)
        .where("settled", "is", null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
}

function envelopeFrom(row: Selectable<Tables["envelope"]>): EnvelopeRow {
  const { id, device, device_seq: deviceSeq, hash, received } = row;
  return { id, device, deviceSeq, hash, received, verdict: JSON.parse(row.verdict) as EnvelopeVerdict };
}

function quarantineFrom(stored: Selectable<Tables["quarantine"]>): QuarantineRow {
  const { id, envelope, device, author, schema, received, body, waits } = stored;
  const reason = stored.reason as QuarantineRow["reason"];
  const row = { id, envelope, device, author, reason, schema, received, body };
  return waits === "" ? row : { ...row, waits };
}
