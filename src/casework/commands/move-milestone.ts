// A milestone's way: started, met (confirmed by a person), paused, a step back.

import type { Json } from "#base/json.ts";
import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import type { RecordId } from "#ledger/names.ts";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { dayOf } from "../day.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { draftEdits, headOf } from "./edit-record.ts";

/**
 * Gives a milestone another status. Starting sets the day logs count from; leaving "met" takes back the day and the
 * name of who confirmed it, and counts afresh. "met" itself goes through confirmMilestone.
 */
export const moveMilestone = defineCommand<{
  readonly seen: ViewRecord;
  readonly to: string;
  readonly note?: string;
}>("moveMilestone", ({ seen, to, note }, context) => {
  if (to === "met") return refuse("needsConfirming", "A milestone is met when an adult confirms it.", "status");
  const more: { [field: string]: Json } = {};
  if (to === "started" && textOf(seen, "startedOn") === "") more["startedOn"] = dayOf(context.now);
  // C4: what was met and is open again counts afresh, or it would stand there as reached.
  if (to === "started" && textOf(seen, "status") === "met") more["countedFrom"] = context.now;
  if (textOf(seen, "metOn") !== "") more["metOn"] = null;
  if (textOf(seen, "confirmedBy") !== "") more["confirmedBy"] = null;
  if (note !== undefined) more["note"] = note;
  const drafts = draftEdits({ seen, to: { status: to, ...more } }, context);
  if (isRefusal(drafts)) return drafts;
  return checkedDrafts(
    drafts.map((draft) => ({ ...draft, group: 1 })),
    context,
  );
});

/**
 * Confirms a milestone: met today, by the author. Where it brings a lesson back and the plan is in front of the author,
 * the lesson joins the plan's list in the same group: both happen or neither.
 */
export const confirmMilestone = defineCommand<{
  readonly seen: ViewRecord;
  readonly plan?: ViewRecord;
  readonly on?: string;
  /** The behaviour logs that show it, and the session logs. */
  readonly shownBy?: readonly RecordId[];
  readonly shownBySessions?: readonly RecordId[];
}>("confirmMilestone", ({ seen, plan, on, shownBy, shownBySessions }, context) => {
  if (textOf(seen, "status") === "met") return refuse("metAlready", "This milestone is met already.", "status");
  const to: { [field: string]: Json } = { status: "met", metOn: on ?? dayOf(context.now), confirmedBy: context.author };
  if (shownBy !== undefined && shownBy.length > 0) to["shownBy"] = shownBy;
  if (shownBySessions !== undefined && shownBySessions.length > 0) to["shownBySessions"] = shownBySessions;
  const edits = draftEdits({ seen, to }, context);
  if (isRefusal(edits)) return edits;
  const drafts: Draft[] = edits.map((draft) => ({ ...draft, group: 1 }));
  const lesson = textOf(seen, "bringsBack");
  const there = Object.values(plan?.lists["lessonsBack"] ?? {}).some((item) => item.value === lesson);
  if (plan && lesson !== "" && !there) {
    const back = { kind: "add" as const, field: "lessonsBack", item: context.newId(), value: lesson };
    drafts.push({ ...headOf(plan), ...back, group: 1 });
  }
  return checkedDrafts(drafts, context);
});
