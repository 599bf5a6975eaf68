// What devices sent: each envelope with its verdict, and what had to be set aside.

import type { Kysely, Selectable } from "kysely";
import type { EnvelopeVerdict } from "#protocol/push.ts";
import type { EnvelopeRow, QuarantineRow, SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

type IntakePart = Pick<
  SchoolTx,
  | "envelope"
  | "putEnvelope"
  | "quarantine"
  | "quarantined"
  | "quarantinedOne"
  | "unreadableOf"
  | "waiting"
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
  return {
    async envelope(id) {
      const row = await db
        .selectFrom("envelope")
        .selectAll()
        .where("school", "=", school)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && envelopeFrom(row);
    },
    async putEnvelope({ id, device, deviceSeq, hash, verdict, received }) {
      const told = JSON.stringify(verdict);
      await db
        .insertInto("envelope")
        .values({ school, id, device, device_seq: deviceSeq, hash, verdict: told, received })
        .onConflict((c) => c.columns(["school", "id"]).doUpdateSet({ verdict: told }))
        .execute();
    },
    async quarantine(row) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("quarantine")
        .values({ school, ...row, settled: null, settled_by: "" })
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
    async releaseQuarantined(id) {
      const { numDeletedRows } = await db
        .deleteFrom("quarantine")
        .where("school", "=", school)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
    async settleQuarantined(id, by, at) {
      const { numUpdatedRows } = await db
        .updateTable("quarantine")
        .set({ settled: at, settled_by: by })
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
  const { school: _same, settled: _open, settled_by: _nobody, ...row } = stored;
  return { ...row, reason: row.reason as QuarantineRow["reason"] };
}
