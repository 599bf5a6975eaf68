// How another value meets a field [M1, M3, M5, M7].

import { jsonEqual } from "#base/json.ts";
import type { SetChange } from "./change.ts";
import { type MergeInto, type Merged, fieldState, openAbout, withDecision, withField } from "./merging.ts";
import type { Decision, FieldState, Side } from "./record-row.ts";
import { type Refusal, refuse } from "./refusal.ts";

export function set({ row, definition }: MergeInto, change: SetChange): Merged | Refusal {
  if (definition?.fields[change.field]?.class === "list")
    return refuse("isAList", "A list changes by its items.", change.field);
  const current = fieldState(row, change.field);
  const open = openAbout(row, "field", change.field);
  const guarded = definition?.fields[change.field]?.class === "guarded";
  const seen = change.base === current.by || (current.also ?? []).includes(change.base);

  // M7: a change based on the losing side of an open decision takes that side's place; it does not win.
  const side = open?.others.findIndex((other) => other.change === change.base) ?? -1;
  if (open && side >= 0) {
    const others = open.others.map((other, i) => (i === side ? { value: change.to, change: change.id } : other));
    return { row: withDecision(row, { ...open, others }), outcome: "decision", decision: open.id };
  }
  if (seen) {
    const next = withField(row, change.field, { value: change.to, by: change.id });
    const kept = open && { ...open, kept: { value: change.to, change: change.id } };
    return { row: kept ? withDecision(next, kept) : next, outcome: "applied" };
  }
  // M3: two adults who said the same do not clash, except where every change needs a second look.
  if (!guarded && jsonEqual(change.to, current.value)) {
    const state: FieldState = { ...current, also: [...(current.also ?? []), change.id] };
    return { row: withField(row, change.field, state), outcome: "same" };
  }
  const other: Side = { value: change.to, change: change.id };
  const decision: Decision = open
    ? { ...open, others: [...open.others, other] }
    : {
        id: change.id,
        about: "field",
        field: change.field,
        before: change.from,
        kept: { value: current.value, change: current.by },
        others: [other],
        state: "open",
      };
  return { row: withDecision(row, decision), outcome: "decision", decision: decision.id };
}
