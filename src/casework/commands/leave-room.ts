// A pupil left the room: on record in two taps, open until somebody has found them.

import { defineCommand } from "#ledger/command.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { refuse } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { draftAmendment } from "./amend-record.ts";
import { draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

export const leaveRoom = defineCommand<{
  readonly pupil: ScopeId;
  readonly period?: RecordId;
  readonly when?: string;
  /** The adult who was told already. */
  readonly told?: string;
  /** The id made when the sheet opened, so that a double tap makes one. */
  readonly id?: RecordId;
}>("leaveRoom", ({ pupil, period, when, told, id }, context) => {
  const at = when ?? context.now;
  const fields = {
    when: at,
    ...(period === undefined ? {} : { period }),
    ...(told === undefined ? {} : { told, toldAt: at }),
  };
  const input = { type: "left-room", scope: pupil, fields };
  return draftList([draftCreate(id === undefined ? input : { ...input, id }, context)], context);
});

/** Who was told, by name or in words. Refuses when neither is said. */
export const tellOfLeaving = defineCommand<{
  readonly left: ViewRecord;
  readonly told?: string;
  readonly toldWho?: string;
  /** A code of `toldWays`. */
  readonly how?: string;
  readonly when?: string;
}>("tellOfLeaving", ({ left, told, toldWho, how, when }, context) => {
  if ((told ?? "") === "" && (toldWho ?? "").trim() === "") return refuse("missing", "Say who was told.", "told");
  const fields = {
    ...(told === undefined ? {} : { told }),
    ...(toldWho === undefined ? {} : { toldWho }),
    ...(how === undefined ? {} : { toldHow: how }),
    toldAt: when ?? context.now,
  };
  return draftList([draftAmendment({ seen: left, fields }, context)], context);
});

/**
 * They were found: the entry closes, and where they are now stands beside it, both or neither. `state` is "here" unless
 * told. Refuses one that is closed, and a time before they left.
 */
export const findPupil = defineCommand<{
  readonly left: ViewRecord;
  /** A code of `places`. */
  readonly place?: string;
  readonly when?: string;
  readonly state?: string;
  readonly period?: RecordId;
  readonly foundBy?: string;
}>("findPupil", ({ left, place, when, state, period, foundBy }, context) => {
  if (textOf(left, "foundAt") !== "") return refuse("foundAlready", "They have been found already.", "foundAt");
  const foundAt = when ?? context.now;
  if (foundAt < textOf(left, "when"))
    return refuse("beforeItBegan", "This is before they left the room. Check the times.", "foundAt");
  const fields = {
    foundAt,
    foundBy: foundBy ?? context.author,
    ...(place === undefined ? {} : { foundWhere: place }),
  };
  const now = { state: state ?? "here", when: foundAt, ...(period === undefined ? {} : { period }) };
  return draftList(
    [
      draftAmendment({ seen: left, fields }, context),
      draftCreate({ type: "whereabouts", scope: left.scope, fields: now }, context),
    ],
    context,
  );
});
