// A placement starts together with its baseline: what is not written down now cannot be collected later.

import type { JsonObject } from "#base/json.ts";
import { defineCommand } from "#ledger/command.ts";
import type { ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { addDays, dayOf } from "../day.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { draftEdits } from "./edit-record.ts";
import { draftCreate } from "./make-record.ts";

export interface PlacementStart {
  readonly pupil: ScopeId;
  readonly placement: JsonObject;
  /** The figures of the 12 school weeks before; "not-known" is an answer. */
  readonly baseline: JsonObject;
}

/** Both records, or neither. The stage is "Settling" and the first day today unless told. */
export const startPlacement = defineCommand<PlacementStart>("startPlacement", (input, context) => {
  const fields = { stage: "settling", start: dayOf(context.now), ...input.placement };
  const placement = draftCreate({ type: "placement", scope: input.pupil, fields }, context);
  if (isRefusal(placement)) return placement;
  const figures = { ...input.baseline, placement: placement.record };
  const baseline = draftCreate({ type: "baseline", scope: input.pupil, fields: figures }, context);
  if (isRefusal(baseline)) return baseline;
  return checkedDrafts(
    [
      { ...placement, group: 1 },
      { ...baseline, group: 1 },
    ],
    context,
  );
});

/**
 * Moves a placement to another stage. Settling sets the first day where none is set; full return sets the six- and twelve-week checks where none are set; completing
 * sets the last day. The stage and its dates stand or fall together.
 */
export const moveStage = defineCommand<{ readonly seen: ViewRecord; readonly to: string; readonly on?: string }>(
  "moveStage",
  ({ seen, to, on }, context) => {
    const day = on ?? dayOf(context.now);
    const empty = (field: string): boolean => (seen.fields[field]?.value ?? null) === null;
    const more: { [field: string]: string } = {};
    if (to === "settling" && empty("start")) more["start"] = day;
    if (to === "full-return") {
      if (empty("sixWeekCheckOn")) more["sixWeekCheckOn"] = addDays(day, 42);
      if (empty("twelveWeekCheckOn")) more["twelveWeekCheckOn"] = addDays(day, 84);
    }
    if (to === "completed" && empty("endedOn")) more["endedOn"] = day;
    const drafts = draftEdits({ seen, to: { stage: to, ...more } }, context);
    if (isRefusal(drafts)) return drafts;
    return checkedDrafts(
      drafts.map((draft) => ({ ...draft, group: 1 })),
      context,
    );
  },
);
