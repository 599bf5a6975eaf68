// Takes a confirmation back, as its Undo: the step is open again, and the lesson it had put on the plan comes off.

import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { draftEdits, headOf } from "./edit-record.ts";

/**
 * Both happen or neither. The plan is left out where the confirmation had put no lesson on it: a lesson that stood
 * there before stays. Refuses a milestone that is not met.
 */
export const unconfirmMilestone = defineCommand<{
  readonly seen: ViewRecord;
  /** The status it had before. */
  readonly to: string;
  readonly plan?: ViewRecord;
}>("unconfirmMilestone", ({ seen, to, plan }, context) => {
  if (textOf(seen, "status") !== "met") return refuse("notMet", "This milestone is not met any more.", "status");
  if (to === "met") return refuse("needsConfirming", "A milestone is met when an adult confirms it.", "status");
  const undone = { status: to, metOn: null, confirmedBy: null, shownBy: null, shownBySessions: null };
  const edits = draftEdits({ seen, to: undone }, context);
  if (isRefusal(edits)) return edits;
  const drafts: Draft[] = edits.map((draft) => ({ ...draft, group: 1 }));
  const lesson = textOf(seen, "bringsBack");
  for (const [item, state] of Object.entries(plan?.lists["lessonsBack"] ?? {})) {
    if (!plan || lesson === "" || state.value !== lesson) continue;
    const gone = { kind: "remove" as const, field: "lessonsBack", item, from: state.value, base: state.adds };
    drafts.push({ ...headOf(plan), ...gone, group: 1 });
  }
  return checkedDrafts(drafts, context);
});
