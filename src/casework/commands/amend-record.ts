// Corrects or completes a log or a note. The first words stay in its history.

import { type Json, type JsonObject, jsonEqual } from "#base/json.ts";
import type { AmendChange, Draft } from "#ledger/change.ts";
import { type CommandContext, defineCommand } from "#ledger/command.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { cleanText } from "#ledger/validate.ts";
import { type ViewRecord, createdBy, valueOf } from "#ledger/view.ts";
import { minutesBetween } from "../day.ts";
import { checkedDrafts, definitionOf } from "./checked-drafts.ts";
import { cleanFields } from "./clean-fields.ts";
import { headOf } from "./edit-record.ts";

/** Quick logs get their detail after the pupil has settled: half an hour still counts as writing it once. */
const SITTING_MINUTES = 30;

/** "completed" by the same author within half an hour of writing it, by the clocks of the devices; else "amended". */
export function amendedHow(seen: ViewRecord, context: CommandContext): AmendChange["how"] {
  const made = createdBy(seen);
  if (!made || made.author !== context.author) return "amended";
  const minutes = minutesBetween(made.at.slice(0, 16), context.now);
  return minutes >= 0 && minutes <= SITTING_MINUTES ? "completed" : "amended";
}

export interface RecordAmendment {
  readonly seen: ViewRecord;
  readonly fields: JsonObject;
  readonly reason?: string;
}

/** The draft of an amendment, cleaned but not yet checked; undefined when it would change nothing. */
export function draftAmendment(
  { seen, fields, reason }: RecordAmendment,
  context: CommandContext,
): Draft | Refusal | undefined {
  const definition = definitionOf(context, seen.type);
  if (isRefusal(definition)) return definition;
  if (definition.mode !== "log") return refuse("notALog", "Only logs and notes are amended.");
  const changed: { [field: string]: Json } = {};
  for (const [field, value] of Object.entries(cleanFields(definition, fields)))
    if (!jsonEqual(value, valueOf(seen, field))) changed[field] = value;
  if (Object.keys(changed).length === 0) return undefined;
  const why = reason === undefined ? "" : cleanText(reason).trim();
  const head = { ...headOf(seen), kind: "amend" as const, fields: changed, how: amendedHow(seen, context) };
  return why === "" ? head : { ...head, reason: why };
}

/** Refuses anything but a log or a note, a value that does not fit, and an amendment that changes nothing. */
export const amendRecord = defineCommand<RecordAmendment>("amendRecord", (input, context) => {
  const draft = draftAmendment(input, context);
  if (isRefusal(draft)) return draft;
  return checkedDrafts(draft === undefined ? [] : [draft], context);
});
