// Records as they stand, by scope.

import type { Kysely } from "kysely";
import type { RecordRow } from "#ledger/record-row.ts";
import { inParts } from "./in-parts.ts";
import { insertInParts } from "./insert-in-parts.ts";
import type { SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

type RecordPart = Pick<
  SchoolTx,
  | "record"
  | "records"
  | "putRecords"
  | "sizesOf"
  | "recordsIn"
  | "recordsOfTypes"
  | "tombstones"
  | "putTombstones"
  | "putErasures"
  | "erasures"
>;

export function recordRows(db: Kysely<Tables>, school: string): RecordPart {
  // A record that was erased leaves its name, and a body that says nothing.
  const bodies = () => db.selectFrom("record").select("body").where("school", "=", school).where("body", "!=", "");
  const read = (row: { body: string }): RecordRow => JSON.parse(row.body) as RecordRow;
  return {
    async record(id) {
      const row = await bodies().where("id", "=", id).executeTakeFirst();
      return row && read(row);
    },
    async records(ids) {
      const rows: RecordRow[] = [];
      for (const part of inParts(ids, 200))
        for (const row of await bodies().where("id", "in", part).execute()) rows.push(read(row));
      return rows;
    },
    async putRecords(rows) {
      const stored = rows.map((row) => {
        const { scope, type, id, seq } = row;
        return { school, scope, type, id, seq, body: JSON.stringify(row) };
      });
      await insertInParts(db, stored, (part) =>
        db
          .insertInto("record")
          .values(part)
          .onConflict((c) =>
            c
              .columns(["school", "id"])
              .doUpdateSet((e) => ({ seq: e.ref("excluded.seq"), body: e.ref("excluded.body") })),
          ),
      );
    },
    async recordsOfTypes(types) {
      if (types.length === 0) return [];
      const found = await bodies().where("type", "in", types).orderBy("id").execute();
      return found.map(read);
    },
    async tombstones(ids) {
      const erased: string[] = [];
      for (const part of inParts(ids, 200)) {
        const found = await db
          .selectFrom("record")
          .select("id")
          .where("school", "=", school)
          .where("id", "in", part)
          .where("body", "=", "")
          .execute();
        for (const { id } of found) erased.push(id);
      }
      return erased;
    },
    async putTombstones(ids, seq) {
      for (const part of inParts(ids, 200))
        await db
          .updateTable("record")
          .set({ body: "", seq })
          .where("school", "=", school)
          .where("id", "in", part)
          .execute();
    },
    async putErasures(erasures) {
      for (const part of inParts(erasures, 50)) {
        await db
          .insertInto("erasure")
          .values(part.map((one) => ({ school, ...one })))
          .onConflict((c) => c.columns(["school", "record"]).doNothing())
          .execute();
        await db
          .insertInto("record")
          .values(part.map(({ record: id, scope, type }) => ({ school, scope, type, id, seq: 0, body: "" })))
          .onConflict((c) => c.columns(["school", "id"]).doNothing())
          .execute();
      }
    },
    async erasures() {
      return db
        .selectFrom("erasure")
        .select(["record", "scope", "type", "at"])
        .where("school", "=", school)
        .orderBy("record")
        .execute();
    },
    async sizesOf(scopes) {
      const sizesByScope = new Map<string, { [type: string]: number }>(scopes.map((scope) => [scope, {}]));
      for (const part of inParts(scopes, 200)) {
        const found = await db
          .selectFrom("record")
          .select((e) => ["scope", "type", e.fn.sum<number>(e.fn<number>("length", ["body"])).as("size")])
          .where("school", "=", school)
          .where("scope", "in", part)
          .groupBy(["scope", "type"])
          .execute();
        for (const { scope, type, size } of found) {
          const sizes = sizesByScope.get(scope);
          // PostgreSQL gives sums as text.
          if (sizes) sizes[type] = Number(size);
        }
      }
      return scopes.map((scope) => sizesByScope.get(scope) ?? {});
    },
    async recordsIn(scopes, but = []) {
      const rowsByScope = new Map<string, RecordRow[]>(scopes.map((scope) => [scope, []]));
      for (const part of inParts(scopes, 200)) {
        const all = bodies().select("scope").where("scope", "in", part).orderBy("id");
        const found = await (but.length === 0 ? all : all.where("type", "not in", but)).execute();
        for (const row of found) rowsByScope.get(row.scope)?.push(read(row));
      }
      return [...rowsByScope.values()].flat();
    },
  };
}
