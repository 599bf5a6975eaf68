// How a change meets a record: the one place where values are decided. Pure; the server alone uses its verdict.
//
// Invariants (docs/spec/merge.md):
//  - a value is replaced only by someone who had seen it, by an equal value, or by a settled decision [M1–M4]
//  - of two values written apart, both are kept: one stays current, the other stands beside it in a decision [M5]
//  - clocks, roles and devices decide nothing [M6]

import type { Json } from "#base/json.ts";
import type { AmendChange, Change, CreateChange, Stamp } from "./change.ts";
import { decisionFor, reopen, settle } from "./merge-decision.ts";
import { set } from "./merge-field.ts";
import { add, remove } from "./merge-list.ts";
import { restore, revivedBy, withdraw, withdrawalsOf } from "./merge-withdrawal.ts";
import { type MergeInput, type MergeInto, type Merged, liveChanges } from "./merging.ts";
import type { FieldState, RecordRow } from "./record-row.ts";
import { type Refusal, isRefusal, refuse } from "./refusal.ts";

export type { MergeInput, Merged, Outcome } from "./merging.ts";

/** Merges one change. Refusals name what is wrong; the row is never altered in place. */
export function merge(input: MergeInput): Merged | Refusal {
  const { row, change } = input;
  if (change.kind === "create")
    return row ? refuse("alreadyThere", "A record with this name is there already.") : created(input, change);
  if (!row) return refuse("noSuchRecord", "The record this belongs to is not on the server.");
  if (row.type !== change.type || row.scope !== change.scope)
    return refuse("wrongPlace", "The change names another kind of record or another owner than the record has.");
  const merged = mergeInto({ ...input, row }, change);
  if (isRefusal(merged)) return merged;
  const stamps = { ...merged.row.stamps, [change.id]: input.stamp };
  const next: RecordRow = { ...merged.row, seq: input.seq, schema: input.schema, stamps };
  return { ...merged, row: { ...next, stamps: liveStamps(next) } };
}

function mergeInto(input: MergeInto, change: Exclude<Change, CreateChange>): Merged | Refusal {
  const log = input.definition?.mode === "log";
  if (log && ["set", "add", "remove"].includes(change.kind))
    return refuse("appendOnly", "A log or a note is corrected by an amendment; its first words stay.");
  switch (change.kind) {
    case "set":
      return revivedBy(input, change.id, set(input, change));
    case "add":
      return revivedBy(input, change.id, add(input, change));
    case "remove":
      // Takes nothing away that a withdrawn record would show: it brings nothing back.
      return remove(input, change);
    case "amend":
      return log
        ? revivedBy(input, change.id, amend(input, change))
        : refuse("notALog", "Only logs and notes are amended.");
    case "withdraw":
      return withdraw(input, change);
    case "restore":
      return restore(input, change);
    case "settle":
    case "reopen": {
      const merged = change.kind === "settle" ? settle(input, change) : reopen(input, change);
      const about = decisionFor(input.row, change)?.about;
      return about === "field" ? revivedBy(input, change.id, merged) : merged;
    }
    default: {
      const other: never = change;
      return refuse(
        "unknownChange",
        `There is no change of the kind ${JSON.stringify((other as { kind: unknown }).kind)}.`,
      );
    }
  }
}

function created(
  { change: { id, record, type, scope }, stamp, seq, schema, definition }: MergeInput,
  create: CreateChange,
): Merged {
  const fields: { [field: string]: FieldState } = {};
  const lists: { [field: string]: RecordRow["lists"][string] } = {};
  for (const [field, value] of Object.entries(create.fields)) {
    if (value === null) continue;
    if (definition?.fields[field]?.class === "list") {
      const items: { [item: string]: RecordRow["lists"][string][string] } = {};
      for (const [item, held] of Object.entries(value as { [item: string]: Json }))
        items[item] = { value: held, adds: [id] };
      lists[field] = items;
    } else fields[field] = { value, by: id };
  }
  return {
    outcome: "applied",
    row: {
      id: record,
      type,
      scope,
      schema,
      seq,
      created: id,
      fields,
      lists,
      amendments: [],
      withdrawn: null,
      decisions: [],
      stamps: { [id]: stamp },
    },
  };
}

function amend({ row }: MergeInto, change: AmendChange): Merged {
  const { id, fields, how, reason } = change;
  const amendment = reason === undefined ? { change: id, fields, how } : { change: id, fields, how, reason };
  return { row: { ...row, amendments: [...row.amendments, amendment] }, outcome: "applied" };
}

/** Keeps the stamps of the changes a row still names. */
function liveStamps(row: RecordRow): RecordRow["stamps"] {
  const named = new Set<string>(liveChanges(row));
  if (row.withdrawn) for (const id of withdrawalsOf(row.withdrawn)) named.add(id);
  for (const state of Object.values(row.fields)) for (const id of state.also ?? []) named.add(id);
  for (const decision of row.decisions) {
    for (const side of [decision.kept, ...decision.others]) named.add(side.change);
    if (decision.settled) named.add(decision.settled.change);
  }
  const stamps: { [change: string]: Stamp } = {};
  for (const id of named) {
    const stamp = row.stamps[id];
    if (stamp) stamps[id] = stamp;
  }
  return stamps;
}
