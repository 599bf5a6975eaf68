// What an adult sees: the server's record with this device's unsent changes laid over it.
// Laying is not merging: an unsent edit stays on its author's screen until the server has given its verdict [S5].

import type { Json } from "#base/json.ts";
import type { Change, Stamp } from "./change.ts";
import type { RecordDefinition } from "./definition.ts";
import type { ChangeId } from "./names.ts";
import { merge } from "./merge.ts";
import { withdrawalsOf } from "./merge-withdrawal.ts";
import { fieldState, liveChanges, openAbout } from "./merging.ts";
import type { Decision, ItemState, RecordRow } from "./record-row.ts";
import { isRefusal } from "./refusal.ts";

/** A record as it is shown. `unsent` names the changes in it that the server has not accepted yet. */
export interface ViewRecord extends RecordRow {
  readonly unsent: readonly ChangeId[];
}

/** A change waiting on this device, with the stamp of its envelope. */
export interface WaitingChange {
  readonly change: Change;
  readonly stamp: Stamp;
  /** False once the server accepted it and only the feed is awaited. */
  readonly unsent: boolean;
  /** The server said no to it: it counts as unsent, and what stands is not covered by it. */
  readonly aside?: boolean;
}

/** Lays waiting changes, oldest first, over a record. Undefined while there is neither a row nor a create. */
export function layOver(
  row: RecordRow | undefined,
  waiting: readonly WaitingChange[],
  definition: RecordDefinition | undefined,
  schema: number,
): ViewRecord | undefined {
  let view: RecordRow | undefined = row;
  const unsent: ChangeId[] = [];
  for (const { change, stamp, unsent: still, aside } of waiting) {
    if (!aside) view = layOne(view, change, stamp, definition, schema) ?? view;
    // Also of a change that cannot be shown where it stands: it has not been sent all the same.
    if (still) unsent.push(change.id);
  }
  return view && { ...view, unsent };
}

/** One change as its author sees it. It never opens a decision: only the server finds that two wrote apart. */
function layOne(
  row: RecordRow | undefined,
  change: Change,
  stamp: Stamp,
  definition: RecordDefinition | undefined,
  schema: number,
): RecordRow | undefined {
  const by = (next: RecordRow): RecordRow => ({ ...next, stamps: { ...next.stamps, [change.id]: stamp } });
  const merged = (under: RecordRow | undefined): RecordRow | undefined => {
    const result = merge({ row: under, change, stamp, seq: row?.seq ?? 0, schema, definition });
    return isRefusal(result) ? undefined : result.row;
  };
  if (!row) return merged(undefined);
  switch (change.kind) {
    case "create":
      return undefined;
    case "set": {
      const there = { ...row, withdrawn: null };
      // Where something is being decided already, what is written now is one of its sides, as the server will find it:
      // whoever then chooses has seen that too [M19].
      const asked = openAbout(row, "field", change.field) ? merged(there)?.decisions : undefined;
      return by({
        ...there,
        fields: { ...row.fields, [change.field]: { value: change.to, by: change.id } },
        decisions: asked ?? row.decisions,
      });
    }
    case "add":
    case "remove":
    case "amend":
      return merged({ ...row, withdrawn: null });
    case "withdraw":
      return by({ ...row, withdrawn: { change: change.id, reason: change.reason } });
    case "restore":
      return by({ ...row, withdrawn: null, restored: [change.id] });
    case "settle": {
      const decision = row.decisions.find((d) => d.id === change.decision);
      if (!decision) return undefined;
      // Over the sides alone, as its author saw them: one that came since does not unmake the choice on the screen.
      const seen = { ...decision, others: decision.others.filter((side) => change.base.includes(side.change)) };
      const settled = { ...seen, state: "settled" as const, settled: { value: change.to, change: change.id } };
      const next = { ...row, decisions: row.decisions.map((d) => (d.id === decision.id ? settled : d)) };
      if (decision.about === "field")
        return by({ ...next, fields: { ...row.fields, [decision.field]: { value: change.to, by: change.id } } });
      return change.to === "withdraw"
        ? by({ ...next, withdrawn: { change: change.id, reason: "decided" } })
        : by({ ...next, withdrawn: null, restored: [change.id] });
    }
    case "reopen":
      return merged(row);
    default: {
      const other: never = change;
      throw new Error(`no way to lay ${JSON.stringify(other)}`);
    }
  }
}

/** The current value of a field; for a log, as amended. Null where nothing was entered. */
export function valueOf(row: RecordRow, field: string): Json {
  for (let i = row.amendments.length - 1; i >= 0; i -= 1) {
    const value = row.amendments[i]?.fields[field];
    if (value !== undefined) return value;
  }
  return row.fields[field]?.value ?? null;
}

/** The value as text, empty where nothing was entered. */
export function textOf(row: RecordRow, field: string): string {
  const value = valueOf(row, field);
  return value === null ? "" : String(value);
}

/** The items of a list, oldest first. */
export function itemsOf(
  row: RecordRow,
  field: string,
): readonly { readonly item: string; readonly value: Json; readonly state: ItemState }[] {
  const at = (state: ItemState): string => row.stamps[state.adds[0] ?? ""]?.at ?? "";
  return Object.entries(row.lists[field] ?? {})
    .map(([item, state]) => ({ item, value: state.value, state }))
    .sort((a, b) => (at(a.state) < at(b.state) ? -1 : at(a.state) > at(b.state) ? 1 : a.item < b.item ? -1 : 1));
}

/** What the author of an edit has in front of them: goes into the change as `from` and `base`. */
export function seenIn(row: RecordRow, field: string): { readonly from: Json; readonly base: ChangeId } {
  const state = fieldState(row, field);
  return { from: state.value, base: state.by };
}

/** The withdrawals the author of a restore has in front of them: its `base`. */
export function withdrawalsSeen(row: RecordRow): readonly ChangeId[] {
  return row.withdrawn ? withdrawalsOf(row.withdrawn) : [];
}

/** What somebody who settles a decision has in front of them: the `base` of a settle. */
export function sidesSeen(row: RecordRow, decision: Decision): readonly ChangeId[] {
  const sides = [decision.kept, ...decision.others].map((side) => side.change);
  return decision.about === "field" ? sides : [...new Set([...sides, ...allSeenIn(row)])];
}

/** Every change the author of a withdrawal has in front of them. */
export function allSeenIn(row: RecordRow): readonly ChangeId[] {
  return [...liveChanges(row)].sort();
}

/** Who made a record and when by their device's clock. */
export function createdBy(row: RecordRow): Stamp | undefined {
  return row.stamps[row.created];
}

/** The moment that orders a record among its kind: what happened when, or when it was written. */
export function whenOf(row: RecordRow, definition: RecordDefinition | undefined): string {
  const when = definition?.when === undefined ? null : valueOf(row, definition.when);
  return typeof when === "string" && when !== "" ? when : (createdBy(row)?.at.slice(0, 16) ?? "");
}
