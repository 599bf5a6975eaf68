// One school's transaction, put together from its parts. Every query below names the school.

import type { Kysely } from "kysely";
import { accountRows } from "./account-rows.ts";
import { auditRows } from "./audit-rows.ts";
import { changeRows } from "./change-rows.ts";
import { deviceRows } from "./device-rows.ts";
import { holdingRows } from "./holding-rows.ts";
import { intakeRows } from "./intake-rows.ts";
import { recordRows } from "./record-rows.ts";
import { schoolFrom } from "./server-tx.ts";
import type { SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

export function schoolTx(db: Kysely<Tables>, school: string): SchoolTx {
  const accounts = accountRows(db, school);
  const devices = deviceRows(db, school);
  const touchGrants = async (): Promise<void> => {
    await db
      .updateTable("school")
      .set((e) => ({ grants: e("grants", "+", 1) }))
      .where("id", "=", school)
      .execute();
  };
  return {
    school,
    async row() {
      return schoolFrom(await db.selectFrom("school").selectAll().where("id", "=", school).executeTakeFirstOrThrow());
    },
    // Inside the transaction, never before it: a reader's cursor must not pass a number that is not yet written.
    async takeSequence(count) {
      const { seq } = await db
        .updateTable("school")
        .set((e) => ({ seq: e("seq", "+", count) }))
        .where("id", "=", school)
        .returning("seq")
        .executeTakeFirstOrThrow();
      return seq - count + 1;
    },
    async setEpoch(epoch) {
      await db.updateTable("school").set({ epoch }).where("id", "=", school).execute();
    },
    touchGrants,
    async setHorizon(horizon) {
      await db.updateTable("school").set({ horizon }).where("id", "=", school).where("horizon", "<", horizon).execute();
    },
    async setClockOffset(clockOffset) {
      await db.updateTable("school").set({ clock_offset: clockOffset }).where("id", "=", school).execute();
    },
    ...recordRows(db, school),
    ...changeRows(db, school),
    ...intakeRows(db, school),
    ...devices,
    ...holdingRows(db, school),
    ...accounts,
    ...auditRows(db, school),
    // What a device may hold hangs on who comes to it and whose account stands: whoever writes one of them touches it.
    async putAuthorKey(key) {
      await devices.putAuthorKey(key);
      await touchGrants();
    },
    async putAccount(account) {
      await accounts.putAccount(account);
      await touchGrants();
    },
  };
}
