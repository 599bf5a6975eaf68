// That the DSL was told, and that the DSL heard it. Never what was said: there is no field for it [C26].

import { defineCommand } from "#ledger/command.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { refuse } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { draftAmendment } from "./amend-record.ts";
import { draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

/** Refuses without who was told and how. Open until `acknowledgeTold`. */
export const tellDsl = defineCommand<{
  readonly pupil: ScopeId;
  /** The adult who was told. */
  readonly told: string;
  /** A code of `toldWays`. */
  readonly how: string;
  readonly when?: string;
  readonly id?: RecordId;
}>("tellDsl", ({ pupil, told, how, when, id }, context) => {
  if (told === "") return refuse("missing", "Say who was told.", "told");
  if (how === "") return refuse("missing", "Say how they were told: in person or by phone.", "how");
  const input = { type: "told-dsl", scope: pupil, fields: { told, how, when: when ?? context.now } };
  return draftList([draftCreate(id === undefined ? input : { ...input, id }, context)], context);
});

/**
 * The DSL has heard it. Only who was told, or another of the school's safeguarding leads, acknowledges [C27]: an adult
 * who acknowledged their own telling would close what nobody heard.
 */
export const acknowledgeTold = defineCommand<{
  readonly seen: ViewRecord;
  /** The DSL and the deputies, from the school's settings. */
  readonly leads: readonly string[];
  /** The number in the safeguarding file. */
  readonly reference?: string;
}>("acknowledgeTold", ({ seen, leads, reference }, context) => {
  if (seen.type !== "told-dsl") return refuse("notATelling", "There is nothing here to acknowledge.");
  if (textOf(seen, "acknowledgedAt") !== "")
    return refuse("acknowledgedAlready", "It is acknowledged already.", "acknowledgedAt");
  if (textOf(seen, "told") !== context.author && !leads.includes(context.author))
    return refuse("notTheLead", "Only the DSL or a deputy acknowledges this. It stays open until then.");
  const fields = {
    acknowledgedAt: context.now,
    acknowledgedBy: context.author,
    ...(reference === undefined ? {} : { reference }),
  };
  return draftList([draftAmendment({ seen, fields }, context)], context);
});
