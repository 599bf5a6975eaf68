// Significant force, seclusion or restraint: the notice that a record is due stands at once, the record and each
// adult's own account follow the same day. Source: Education and Inspections Act 2006, section 93A; DfE, April 2026.

import type { Json, JsonObject } from "#base/json.ts";
import { defineCommand } from "#ledger/command.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { ALLEGATION_DIRECTIONS, refuseAllegation } from "../allegation.ts";
import { forceRecord } from "../records/force-record.ts";
import { draftAmendment } from "./amend-record.ts";
import { draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

/** Says that a record is due [C28]. It holds nothing of what happened, so it may stand on the room's tablet. */
export const startForceRecord = defineCommand<{
  readonly pupil: ScopeId;
  readonly when?: string;
  /** Those who were there; the author unless told. */
  readonly adults?: readonly string[];
  readonly id?: RecordId;
}>("startForceRecord", ({ pupil, when, adults, id }, context) => {
  const fields = { when: when ?? context.now, adults: adults ?? [context.author] };
  const input = { type: "force-notice", scope: pupil, fields };
  return draftList([draftCreate(id === undefined ? input : { ...input, id }, context)], context);
});

/** What the law asks to be on record of each: without these a record is not finished [C29]. */
export const FORCE_RECORD_NEEDS = [
  "minutes",
  "place",
  "leadUp",
  "tried",
  "kinds",
  "what",
  "couldLeave",
  "why",
  "pupilHurt",
] as const satisfies readonly (keyof typeof forceRecord.fields)[];

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

/** The first of the needed fields that is empty, as a refusal beside it. */
export function missingInForceRecord(fields: JsonObject): Refusal | undefined {
  const name = FORCE_RECORD_NEEDS.find((one) => isEmpty(fields[one]));
  if (name === undefined) return undefined;
  const { label } = forceRecord.fields[name];
  return refuse("missing", `“${label}” is needed before this record is finished.`, name);
}

/**
 * Writes the record, whole, and closes its notice; both or neither. Without a notice it makes one. The parent report
 * that stands in the record stands on the notice too. Refuses what the law asks for and is not there, and an
 * allegation against an adult: by the question a form asks (`allegation`), or by the words [C30].
 */
export const writeForceRecord = defineCommand<{
  readonly pupil: ScopeId;
  readonly notice?: ViewRecord;
  readonly fields: JsonObject;
  /** The answer to "Has anybody said that an adult did wrong?" */
  readonly allegation?: boolean;
  readonly id?: RecordId;
}>("writeForceRecord", ({ pupil, notice, fields, allegation, id }, context) => {
  if (allegation) return refuse("allegation", ALLEGATION_DIRECTIONS);
  if (notice && textOf(notice, "finishedAt") !== "")
    return refuse("writtenAlready", "This record is written already. Add what is missing to it.");
  const bad = refuseAllegation(fields) ?? missingInForceRecord(fields);
  if (bad) return bad;
  const when = (notice && textOf(notice, "when")) || context.now;
  const record = draftCreate(
    { type: "force-record", scope: pupil, fields: { when, ...fields }, ...(id === undefined ? {} : { id }) },
    context,
  );
  if ("refused" in record) return record;
  const told = fields["parentToldAt"];
  const done = {
    finishedAt: context.now,
    record: record.record,
    ...(isEmpty(told) ? {} : { parentToldAt: told as Json }),
  };
  const closing = notice
    ? draftAmendment({ seen: notice, fields: done }, context)
    : draftCreate({ type: "force-notice", scope: pupil, fields: { when, adults: [context.author], ...done } }, context);
  return draftList([record, closing], context);
});

/** One adult's own account [C28]. Refuses an empty one, and an allegation against an adult. */
export const writeForceAccount = defineCommand<{
  readonly notice: ViewRecord;
  readonly account: string;
  /** Whose account it is; the author's unless told. */
  readonly adult?: string;
  readonly id?: RecordId;
}>("writeForceAccount", ({ notice, account, adult, id }, context) => {
  const bad = refuseAllegation({ account });
  if (bad) return bad;
  const fields = { when: textOf(notice, "when"), notice: notice.id, adult: adult ?? context.author, account };
  const input = { type: "force-account", scope: notice.scope, fields };
  return draftList([draftCreate(id === undefined ? input : { ...input, id }, context)], context);
});

/** The parents were told. It stands on the notice, where the room sees that nobody has to ring again. */
export const tellParentsOfForce = defineCommand<{ readonly notice: ViewRecord; readonly when?: string }>(
  "tellParentsOfForce",
  ({ notice, when }, context) => {
    const fields = { parentToldAt: when ?? context.now };
    return draftList([draftAmendment({ seen: notice, fields }, context)], context);
  },
);
