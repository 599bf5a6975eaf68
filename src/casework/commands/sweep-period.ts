// The period sweep: everybody in the room rated at the end of a period, in one commit. A session log that is there
// already is completed; where there is none it is made.

import type { JsonObject } from "#base/json.ts";
import { defineCommand } from "#ledger/command.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { draftAmendment } from "./amend-record.ts";
import { type MaybeDraft, draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

export interface Swept {
  readonly pupil: ScopeId;
  /** The session log of this period, where somebody has begun one. */
  readonly log?: ViewRecord;
  /** regulation, engagement, presence, stayed …: what the adult tapped, and nothing else: there is no default [C25]. */
  readonly fields: JsonObject;
}

/**
 * One session log a pupil, each standing by itself. A pupil nobody rated is left out. Refuses when nobody was rated, and
 * a log that is another pupil's.
 */
export const sweepPeriod = defineCommand<{
  /** The local moment at which the period began. */
  readonly start: string;
  readonly period: RecordId;
  readonly each: readonly Swept[];
}>("sweepPeriod", ({ start, period, each }, context) => {
  const made: MaybeDraft[] = [];
  for (const { pupil, log, fields } of each) {
    if (Object.keys(fields).length === 0) continue;
    if (log) made.push(log.scope === pupil ? draftAmendment({ seen: log, fields }, context) : notTheirs());
    else {
      const known = { presence: "here", where: "base", ...fields, when: start, period };
      made.push(draftCreate({ type: "session-log", scope: pupil, fields: known }, context));
    }
  }
  if (made.length === 0) return refuse("missing", "Rate at least one pupil.", "each");
  return draftList(made, context, "apart");
});

const notTheirs = (): Refusal => refuse("notTheirs", "This session log belongs to another pupil. Open the page again.");
