// The log of accepted changes: append-only, numbered in the order in which they were committed.

import type { Kysely, Selectable } from "kysely";
import type { Change } from "#ledger/change.ts";
import { inParts } from "./in-parts.ts";
import { insertInParts } from "./insert-in-parts.ts";
import type { ChangeRow, SchoolTx } from "./storage.ts";
import type { Tables } from "./tables.ts";

type ChangePart = Pick<
  SchoolTx,
  | "knownChanges"
  | "changesNamed"
  | "appendChanges"
  | "scopes"
  | "newestIn"
  | "changesAfter"
  | "entriesIn"
  | "ownIn"
  | "stripBodies"
  | "newestBefore"
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
      await insertInParts(db, changes.map(toTable), (part) => db.insertInto("change").values(part));
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
    async newestIn(scopes) {
      const newestByScope = new Map<string, number>();
      for (const part of inParts(scopes, 200)) {
        const found = await db
          .selectFrom("change")
          .select((e) => ["scope", e.fn.max<number>("seq").as("newest")])
          .where("school", "=", school)
          .where("scope", "in", part)
          .groupBy("scope")
          .execute();
        for (const { scope, newest } of found) newestByScope.set(scope, Number(newest));
      }
      return scopes.map((scope) => newestByScope.get(scope) ?? 0);
    },
    async changesAfter(seq, limit) {
      return (await whole().where("seq", ">", seq).orderBy("seq").limit(limit).execute()).map(fromTable);
    },
    async entriesIn(scopes, but = []) {
      const rows: ChangeRow[] = [];
      for (const part of inParts(scopes, 200)) {
        const all = whole()
          .where("scope", "in", part)
          .where("kind", "!=", "create")
          .where("body", "!=", "")
          .orderBy("seq");
        const found = await (but.length === 0 ? all : all.where("type", "not in", but)).execute();
        for (const row of found) rows.push(fromTable(row));
      }
      return rows;
    },
    async newestBefore(received, from) {
      // The first that is not before it ends the search: numbers rise as time does, but for what waited to be filed.
      const { seq } = await db
        .selectFrom("change")
        .select((e) => e.fn.min<number | null>("seq").as("seq"))
        .where("school", "=", school)
        .where("seq", ">", from)
        .where("received", ">=", received)
        .executeTakeFirstOrThrow();
      if (seq !== null) return seq - 1;
      const last = await db
        .selectFrom("change")
        .select((e) => e.fn.max<number | null>("seq").as("seq"))
        .where("school", "=", school)
        .executeTakeFirstOrThrow();
      return Math.max(from, last.seq ?? 0);
    },
    async stripBodies(which, limit) {
      const found = whole().where("body", "!=", "").orderBy("seq").limit(limit);
      const wanted =
        "upTo" in which ? found.where("seq", "<=", which.upTo) : found.where("record", "in", which.records);
      const numbers = (await wanted.execute()).map(({ seq }) => seq);
      for (const part of inParts(numbers, 200))
        await db
          .updateTable("change")
          .set({ body: "" })
          .where("school", "=", school)
          .where("seq", "in", part)
          .execute();
      return numbers.length;
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
    const body = row.bodiless ? "" : JSON.stringify(row.change);
    const { seq, author, device, envelope, at, received, outcome, schema } = row;
    const head = { school, seq, id, record, scope, type, kind };
    return { ...head, author, device, envelope, at, received, outcome, schema, body };
  }
}

function fromTable(row: Selectable<Tables["change"]>): ChangeRow {
  const { seq, author, device, envelope, at, received, schema } = row;
  const outcome = row.outcome as ChangeRow["outcome"];
  if (row.body === "") {
    // Its body is gone; what stands beside it still says which change it was.
    const { id, record, scope, type, kind } = row;
    const change = { kind, id, record, scope, type } as unknown as Change;
    return { seq, change, author, device, envelope, at, received, outcome, schema, bodiless: true };
  }
  return { seq, change: JSON.parse(row.body) as Change, author, device, envelope, at, received, outcome, schema };
}
