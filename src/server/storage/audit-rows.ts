// The audit's lines, in order. The head stands in the school's row, so that adding a line locks the school.

import type { Kysely } from "kysely";
import { insertInParts } from "./insert-in-parts.ts";
import type { SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

export function auditRows(
  db: Kysely<Tables>,
  school: string,
): Pick<SchoolTx, "auditHead" | "appendAudit" | "auditAfter" | "auditPage"> {
  return {
    async auditHead() {
      const head = await db
        .selectFrom("school")
        .select(["audit_number", "audit_hash"])
        .where("id", "=", school)
        .executeTakeFirstOrThrow();
      return { number: head.audit_number, hash: head.audit_hash };
    },
    async appendAudit(rows) {
      const last = rows.at(-1);
      if (!last) return;
      const lines = rows.map(({ number, at, what, who, device, about, facts, previous, hash }) => {
        const head = { school, number, at, what, who, device, about, facts };
        return { ...head, previous, hash };
      });
      await insertInParts(db, lines, (part) => db.insertInto("audit").values(part));
      await db
        .updateTable("school")
        .set({ audit_number: last.number, audit_hash: last.hash })
        .where("id", "=", school)
        .execute();
    },
    async auditAfter(number, limit) {
      const rows = await db
        .selectFrom("audit")
        .selectAll()
        .where("school", "=", school)
        .where("number", ">", number)
        .orderBy("number")
        .limit(limit)
        .execute();
      return rows.map(({ school: _same, ...row }) => row);
    },
    async auditPage({ before, pupil, adult, from, until, ofSchool }, limit) {
      let rows = db.selectFrom("audit").selectAll().where("school", "=", school);
      if (before !== undefined) rows = rows.where("number", "<", before);
      if (from !== undefined) rows = rows.where("at", ">=", from);
      if (until !== undefined) rows = rows.where("at", "<", until);
      if (adult !== undefined) rows = rows.where((e) => e.or([e("who", "=", adult), e("about", "=", adult)]));
      // A name stands in the facts between quotation marks, and names have no character that LIKE reads otherwise.
      if (pupil !== undefined)
        rows = rows.where((e) => e.or([e("about", "=", pupil), e("facts", "like", `%"${pupil}"%`)]));
      if (ofSchool !== undefined)
        rows = rows.where((e) =>
          e.or([
            e("what", "in", ofSchool),
            e.and([e("what", "=", "change"), e("facts", "like", '%"scope":"school"%')]),
          ]),
        );
      const found = await rows.orderBy("number", "desc").limit(limit).execute();
      return found.map(({ school: _same, ...row }) => row);
    },
  };
}
