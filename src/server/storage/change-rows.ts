// The log of accepted changes: append-only, numbered in the order in which they were committed.

import type { Kysely, Selectable } from "kysely";
import type { Change } from "#ledger/change.ts";
import { inParts } from "./in-parts.ts";
import type { ChangeRow, SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

type ChangePart = Pick<
  SchoolTx,
  "knownChanges" | "changesNamed" | "appendChanges" | "scopes" | "changesAfter" | "entriesIn" | "ownIn"
>;

export function changeRows(db: Kysely<Tables>, school: string): ChangePart {
  const whole = () => db.selectFrom("change").selectAll().where("school", "=", school);
  return {
    async knownChanges(ids) {
      const known: string[] = [];
      for (const part of inParts(ids, 300)) {
        const found = await db
          .selectFrom("change")
          .select("id")
          .where("school", "=", school)
          .where("id", "in", part)
          .execute();
        for (const { id } of found) known.push(id);
      }
      return known;
    },
    async changesNamed(ids) {
      const rows: ChangeRow[] = [];
      for (const part of inParts(ids, 300))
        for (const row of await whole().where("id", "in", part).execute()) rows.push(fromTable(row));
      return rows;
    },
    async appendChanges(changes) {
      for (const part of inParts(changes, 50)) await db.insertInto("change").values(part.map(toTable)).execute();
    },
    async scopes({ upTo, below }, limit) {
      const newest = () =>
        db
          .selectFrom("change")
          .select((e) => ["scope", e.fn.max<number>("seq").as("newest")])
          .where("school", "=", school)
          .where("seq", "<=", upTo)
          .groupBy("scope");
      const first = below === undefined ? await newest().where("scope", "=", "school").execute() : [];
      const rest = newest()
        .where("scope", "!=", "school")
        .orderBy("newest", "desc")
        .limit(limit - first.length);
      const behind = below === undefined ? rest : rest.having((e) => e.fn.max<number>("seq"), "<", below);
      return [...first, ...(await behind.execute())];
    },
    async changesAfter(seq, limit) {
      return (await whole().where("seq", ">", seq).orderBy("seq").limit(limit).execute()).map(fromTable);
    },
    async entriesIn(scopes) {
      const rows: ChangeRow[] = [];
      for (const part of inParts(scopes, 200)) {
        const found = await whole().where("scope", "in", part).where("kind", "!=", "create").orderBy("seq").execute();
        for (const row of found) rows.push(fromTable(row));
      }
      return rows;
    },
    async ownIn(scopes, device) {
      const own: string[] = [];
      for (const part of inParts(scopes, 200)) {
        const found = await db
          .selectFrom("change")
          .select("id")
          .where("school", "=", school)
          .where("scope", "in", part)
          .where("device", "=", device)
          .orderBy("seq")
          .execute();
        for (const { id } of found) own.push(id);
      }
      return own;
    },
  };

  function toTable(row: ChangeRow): Tables["change"] {
    const { id, record, scope, type, kind } = row.change;
    const { seq, author, device, envelope, at, received, outcome, schema } = row;
    const head = { school, seq, id, record, scope, type, kind };
    return { ...head, author, device, envelope, at, received, outcome, schema, body: JSON.stringify(row.change) };
  }
}

function fromTable(row: Selectable<Tables["change"]>): ChangeRow {
  const { seq, author, device, envelope, at, received, schema } = row;
  const outcome = row.outcome as ChangeRow["outcome"];
  return { seq, change: JSON.parse(row.body) as Change, author, device, envelope, at, received, outcome, schema };
}
