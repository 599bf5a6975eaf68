// A step back on the way: the milestone is open again and its count begins afresh. It is a fact like any other: nothing
// is failed, and nothing that was done before goes away.

import type { Json } from "#base/json.ts";
import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { draftEdits, headOf } from "./edit-record.ts";
import { draftList } from "./draft-list.ts";

/**
 * Logs count from now on [C4]; the note joins those that stand there. Where the lesson it had brought back comes off the
 * timetable again, the plan is given, and both happen or neither. Refuses a milestone nobody has started.
 */
export const stepBack = defineCommand<{
  readonly seen: ViewRecord;
  /** What happened, and what comes next. */
  readonly note?: string;
  readonly plan?: ViewRecord;
}>("stepBack", ({ seen, note, plan }, context) => {
  const status = textOf(seen, "status");
  if (!["started", "paused", "met"].includes(status))
    return refuse("notUnderWay", "This step has not been started, so there is nothing to step back from.", "status");
  const to: { [field: string]: Json } = {
    status: "started",
    countedFrom: context.now,
    metOn: null,
    confirmedBy: null,
    shownBy: null,
    shownBySessions: null,
  };
  const words = note?.trim() ?? "";
  if (words !== "") to["note"] = [textOf(seen, "note"), words].filter(Boolean).join("\n");
  const edits = draftEdits({ seen, to }, context);
  if (isRefusal(edits)) return edits;
  const drafts: Draft[] = [...edits];
  const lesson = textOf(seen, "bringsBack");
  for (const [item, state] of Object.entries(plan?.lists["lessonsBack"] ?? {})) {
    if (!plan || lesson === "" || state.value !== lesson) continue;
    drafts.push({ ...headOf(plan), kind: "remove", field: "lessonsBack", item, from: state.value, base: state.adds });
  }
  return draftList(drafts, context);
});
