// The plans of a pupil that have not ended. There is one, unless two adults without a signal each wrote the first one:
// then what an adult must know before they open the door stands in either, and is read from both (C52).

import type { Slim } from "#ledger/slim.ts";
import { slimsOf, textIn } from "./directory.ts";

interface Held {
  readonly slims: readonly Slim[];
}

export const plansInForce = (entry: Held): readonly Slim[] =>
  slimsOf(entry, "plan").filter((plan) => textIn(plan, "endedOn") === "");

/** The line beside the name. */
export function goodToKnow(entry: Held): string {
  const lines = plansInForce(entry).map((plan) => textIn(plan, "goodToKnow"));
  return [...new Set(lines)].filter((line) => line !== "").join(" · ");
}

/** What stands in one list of the plan, each once. */
export function listedInPlan(entry: Held, field: string): readonly string[] {
  const lists = plansInForce(entry).map((plan) => plan.fields[field]);
  return [...new Set(lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : [])))];
}
