// What devices sent: each envelope with its verdict, and what had to be set aside.

import type { Kysely, Selectable } from "kysely";
import type { EnvelopeVerdict } from "#protocol/push.ts";
import type { EnvelopeRow, QuarantineRow, SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

type IntakePart = Pick<SchoolTx, "envelope" | "putEnvelope" | "quarantine" | "quarantined" | "releaseQuarantined">;

export function intakeRows(db: Kysely<Tables>, school: string): IntakePart {
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
        .values({ school, ...row })
        .onConflict((c) => c.columns(["school", "id"]).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async quarantined() {
      const rows = await db
        .selectFrom("quarantine")
        .selectAll()
        .where("school", "=", school)
        .orderBy("received")
        .orderBy("id")
        .execute();
      return rows.map(({ school: _same, ...row }) => ({ ...row, reason: row.reason as QuarantineRow["reason"] }));
    },
    async releaseQuarantined(id) {
      await db.deleteFrom("quarantine").where("school", "=", school).where("id", "=", id).execute();
    },
  };
}

function envelopeFrom(row: Selectable<Tables["envelope"]>): EnvelopeRow {
  const { id, device, device_seq: deviceSeq, hash, received } = row;
  return { id, device, deviceSeq, hash, received, verdict: JSON.parse(row.verdict) as EnvelopeVerdict };
}
