// A plan and a note to merge into, and what is asked of what came of it.

import type { Change } from "./change.ts";
import { fieldState } from "./merging.ts";
import { create, mergeOne } from "./plan.fixture.ts";
import type { RecordRow } from "./record-row.ts";
import { isRefusal } from "./refusal.ts";

export const made = create({ title: "Plan", risk: "low" });

export const written = (text = "Threw a chair"): Change => create({ occurred: "2026-06-09T10:42", text }, "note");

export const valueIn = (row: RecordRow, field: string): unknown => fieldState(row, field).value;

export const openIn = (row: RecordRow) => row.decisions.filter((decision) => decision.state === "open");

export const sidesOf = (row: RecordRow, n = 0): unknown[] =>
  [row.decisions[n]?.kept, ...(row.decisions[n]?.others ?? [])].map((side) => side?.value);

export const refusalOf = (row: RecordRow | undefined, change: Change): string => {
  const merged = mergeOne(row, change);
  return isRefusal(merged) ? merged.code : "merged";
};

/** The outcome of one more change. */
export function outcomeOf(row: RecordRow, change: Change): string {
  const merged = mergeOne(row, change);
  return isRefusal(merged) ? merged.code : merged.outcome;
}
