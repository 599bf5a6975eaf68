// Two small record types for the tests of this room, and the shortest way to write changes of them.

import { defineCodes } from "./code-list.ts";
import type { Change, Stamp } from "./change.ts";
import { defineRecord } from "./definition.ts";
import { choice, items, line, moment, prose, whole } from "./field.ts";
import { merge, type Merged, type Outcome } from "./merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "./names.ts";
import type { RecordRow } from "./record-row.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { defineSchema } from "./schema.ts";

const risks = defineCodes("risk", [
  { code: "low", label: "Low" },
  { code: "some", label: "Some" },
  { code: "high", label: "High" },
]);

const keeping = { tier: 1, onSharedDevice: true, retention: "pupil-file", disclosure: "yes" } as const;

export const plan = defineRecord({
  type: "plan",
  label: "Plan",
  plural: "Plans",
  mode: "case",
  scope: "owned",
  ...keeping,
  fields: {
    title: line({ label: "Title", required: true }),
    review: line({ label: "Review" }),
    reason: prose({ label: "Reason", max: 1000 }),
    risk: choice({ label: "Risk", codes: risks, guarded: true }),
    helps: items({ label: "What helps" }),
  },
  layout: [{ title: "Plan", fields: ["title", "review", "reason", "risk", "helps"] }],
  slim: { fields: ["title", "helps"], keep: 2 },
});

export const note = defineRecord({
  type: "note",
  label: "Note",
  plural: "Notes",
  mode: "log",
  scope: "owned",
  ...keeping,
  fields: {
    occurred: moment({ label: "When", required: true }),
    text: prose({ label: "What happened", required: true }),
    level: whole({ label: "Level", least: 1, most: 4 }),
  },
  layout: [{ title: "Note", fields: ["occurred", "text", "level"] }],
  when: "occurred",
  slim: { fields: ["text"], keep: 2 },
});

export const toySchema = defineSchema(1, [plan, note]);

/** An id that can be read in a failing test: "a1" becomes twenty-six characters that begin with it. */
export const idOf = <Id extends string>(name: string): Id => name.padEnd(26, "0") as Id;

export const RECORD = idOf<RecordId>("rec");
export const SCOPE = idOf<ScopeId>("pp");

export const stampOf = (who: string): Stamp => ({
  author: idOf<AdultId>(who),
  device: idOf<DeviceId>(`d${who}`),
  at: "2026-06-09T10:42:00+01:00",
});

type Loose<C> = C extends Change ? Omit<C, "record" | "scope" | "type"> & { readonly type?: string } : never;

/** A change of the one record of these tests. */
export function changeOf(loose: Loose<Change>, type = "plan"): Change {
  return { type, ...loose, record: RECORD, scope: SCOPE } as Change;
}

const c = (name: string): ChangeId => idOf<ChangeId>(name);

export const create = (fields: { [field: string]: unknown } = { title: "Plan" }, type = "plan"): Change =>
  changeOf({ kind: "create", id: c("c"), fields: fields as never }, type);
export const set = (id: string, field: string, to: string | null, base: string, from: string | null = null): Change =>
  changeOf({ kind: "set", id: c(id), field, to, from, base: c(base) });
export const add = (id: string, item: string, value: string): Change =>
  changeOf({ kind: "add", id: c(id), field: "helps", item: idOf(item), value });
export const remove = (id: string, item: string, base: readonly string[]): Change =>
  changeOf({ kind: "remove", id: c(id), field: "helps", item: idOf(item), from: "", base: base.map(c) });
export const amend = (id: string, fields: { [field: string]: string | number }): Change =>
  changeOf({ kind: "amend", id: c(id), fields, how: "amended" }, "note");
export const withdraw = (id: string, seen: readonly string[], type = "plan"): Change =>
  changeOf({ kind: "withdraw", id: c(id), reason: "entered twice", seen: seen.map(c) }, type);
export const restore = (id: string, base: readonly string[]): Change =>
  changeOf({ kind: "restore", id: c(id), base: base.map(c) });
export const settle = (id: string, decision: string, to: string, base: readonly string[]): Change =>
  changeOf({ kind: "settle", id: c(id), decision: c(decision), to, base: base.map(c) });
export const reopen = (id: string, decision: string, base: string): Change =>
  changeOf({ kind: "reopen", id: c(id), decision: c(decision), base: c(base) });

/** Merges one change under the toy schema. */
export function mergeOne(row: RecordRow | undefined, change: Change, seq = (row?.seq ?? 0) + 1): Merged | Refusal {
  const definition = toySchema.definitions[change.type];
  return merge({ row, change, stamp: stampOf(change.id.slice(0, 1)), seq, schema: 1, definition });
}

/** Merges in order; a refusal fails the test. */
export function fold(...changes: readonly Change[]): RecordRow & { readonly outcome: Outcome } {
  let row: RecordRow | undefined;
  let outcome: Outcome = "applied";
  for (const change of changes) {
    const merged = mergeOne(row, change);
    if (isRefusal(merged)) throw new Error(`${change.kind} ${change.id}: ${merged.code}`);
    ({ row, outcome } = merged);
  }
  if (!row) throw new Error("nothing was made");
  return { ...row, outcome };
}
