// Whether the work of a missed lesson has come, said with one tap: on the session log of the period, which is made where
// nobody has begun one. It says nothing else of the period.

import { defineCommand } from "#ledger/command.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { refuse } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { draftAmendment } from "./amend-record.ts";
import { draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

/** Refuses a log that is another pupil's, and a word that is not in `workArrivals`. */
export const sayWork = defineCommand<{
  readonly pupil: ScopeId;
  readonly period: RecordId;
  /** The local moment at which the period began. */
  readonly start: string;
  /** A code of `workArrivals`. */
  readonly work: string;
  /** The session log of this period, where somebody has begun one. */
  readonly log?: ViewRecord;
}>("sayWork", ({ pupil, period, start, work, log }, context) => {
  if (log && log.scope !== pupil)
    return refuse("notTheirs", "This session log belongs to another pupil. Open the page again.");
  const fields = { workArrived: work };
  const draft = log
    ? draftAmendment({ seen: log, fields }, context)
    : draftCreate({ type: "session-log", scope: pupil, fields: { ...fields, when: start, period } }, context);
  return draftList([draft], context);
});
