// Chooses between values written apart, and undoes the choice.

import { type Json, jsonEqual } from "#base/json.ts";
import type { Draft } from "#ledger/change.ts";
import { type CommandContext, defineCommand } from "#ledger/command.ts";
import type { ChangeId } from "#ledger/names.ts";
import type { Decision } from "#ledger/record-row.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { checkValue } from "#ledger/validate.ts";
import { type ViewRecord, sidesSeen } from "#ledger/view.ts";
import { dayOf } from "../day.ts";
import { definitionOf } from "./checked-drafts.ts";
import { cleanFields } from "./clean-fields.ts";
import { headOf } from "./edit-record.ts";

const noDecision = (): Refusal => refuse("noSuchDecision", "There is nothing to decide here any more.");

const decisionIn = (seen: ViewRecord, id: ChangeId): Decision | undefined => seen.decisions.find((d) => d.id === id);

/** A value that is one of the sides stands as it was written; another one must be what the field may hold today. */
function chosenValue(seen: ViewRecord, decision: Decision, to: Json, context: CommandContext): Json | Refusal {
  if ([decision.kept, ...decision.others].some((side) => jsonEqual(side.value, to))) return to;
  if (decision.about === "withdrawal")
    return to === "keep" || to === "withdraw" ? to : refuse("notInList", "Keep it, or withdraw it.");
  const definition = definitionOf(context, seen.type);
  if (isRefusal(definition)) return definition;
  const field = definition.fields[decision.field];
  if (!field) return refuse("noSuchField", `${definition.label} has no field called ${decision.field}.`);
  const clean = cleanFields(definition, { [decision.field]: to })[decision.field] ?? null;
  return checkValue(decision.field, field, clean, dayOf(context.now)) ?? clean;
}

/**
 * `to` is the value of a side, "keep" or "withdraw" for a withdrawal, or a new text that keeps both.
 * Refuses a decision that is not open and a value that the field cannot hold.
 */
export const settleDecision = defineCommand<{
  readonly seen: ViewRecord;
  readonly decision: ChangeId;
  readonly to: Json;
}>("settleDecision", ({ seen, decision: id, to }, context) => {
  const decision = decisionIn(seen, id);
  if (!decision || decision.state !== "open") return noDecision();
  const value = chosenValue(seen, decision, to, context);
  if (isRefusal(value)) return value;
  const base = sidesSeen(seen, decision);
  const draft: Draft = { ...headOf(seen), kind: "settle", decision: id, to: value as Json, base };
  return [draft];
});

/** Opens a settled decision again. Refuses one that is open. */
export const reopenDecision = defineCommand<{ readonly seen: ViewRecord; readonly decision: ChangeId }>(
  "reopenDecision",
  ({ seen, decision: id }) => {
    const settled = decisionIn(seen, id)?.settled;
    if (!settled) return noDecision();
    const draft: Draft = { ...headOf(seen), kind: "reopen", decision: id, base: settled.change };
    return [draft];
  },
);

/** Two accounts as one text, each with who wrote it and when; nothing is mixed that nobody wrote. */
export function keepBoth(
  accounts: readonly { readonly who: string; readonly when: string; readonly text: string }[],
): string {
  return accounts.map(({ who, when, text }) => `${who}, ${when}:\n${text}`).join("\n\n");
}
