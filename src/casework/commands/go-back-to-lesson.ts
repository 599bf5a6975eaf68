// The end of a removal: the time back stands on the sanction's record, and the pupil is in lesson again.

import { defineCommand } from "#ledger/command.ts";
import type { RecordId } from "#ledger/names.ts";
import { refuse } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { draftAmendment } from "./amend-record.ts";
import { draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

/** Refuses a removal whose pupil is back already, and a time before the removal. */
export const goBackToLesson = defineCommand<{
  readonly removal: ViewRecord;
  readonly when?: string;
  readonly period?: RecordId;
  /** What was said before going back. */
  readonly talk?: string;
}>("goBackToLesson", ({ removal, when, period, talk }, context) => {
  if (removal.type !== "removal") return refuse("notARemoval", "Only a removal from a lesson ends like this.");
  if (textOf(removal, "backAt") !== "") return refuse("backAlready", "They are back in the lesson already.", "backAt");
  const backAt = when ?? context.now;
  if (backAt < textOf(removal, "when"))
    return refuse("beforeItBegan", "The time back is before the removal. Check the times.", "backAt");
  const fields = { backAt, ...(talk === undefined ? {} : { backTalk: talk }) };
  const there = { state: "in-lesson", when: backAt, ...(period === undefined ? {} : { period }) };
  return draftList(
    [
      draftAmendment({ seen: removal, fields }, context),
      draftCreate({ type: "whereabouts", scope: removal.scope, fields: there }, context),
    ],
    context,
  );
});
