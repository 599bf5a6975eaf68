// The wrong pupil: a log is taken back from one and written for the other, both or neither. Neither names the other
// [C22]: who opens one file must not learn from it whose log it was.

import type { Json } from "#base/json.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { defineCommand } from "#ledger/command.ts";
import { type RecordId, scopeOf } from "#ledger/names.ts";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { type ViewRecord, valueOf } from "#ledger/view.ts";
import { type PupilNames, namesInText } from "../names-in-text.ts";
import { definitionOf } from "./checked-drafts.ts";
import { draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";
import { draftWithdrawal } from "./withdraw-record.ts";

/** In both pupils' files these are the only words about it. */
const REASON = "Written in the wrong place";

/**
 * What was logged stands as it reads now. Links into the first pupil's file stay behind, and so does the link to either
 * of the two. Refuses what is no log, the same pupil, and words that hold the first pupil's name: they are changed first.
 */
export const moveToPupil = defineCommand<{
  readonly seen: ViewRecord;
  readonly to: RecordId;
  /** The first pupil's names, so that the words can be looked through. */
  readonly names?: PupilNames;
  readonly id?: RecordId;
}>("moveToPupil", ({ seen, to, names, id }, context) => {
  const definition = definitionOf(context, seen.type);
  if (isRefusal(definition)) return definition;
  if (definition.mode !== "log" || definition.scope !== "owned")
    return refuse("notALog", "Only a log of one pupil can be moved to another.");
  if ((seen.scope as string) === to) return refuse("samePupil", "This is that pupil’s log already.", "to");
  const fields: { [field: string]: Json } = {};
  for (const name of Object.keys(definition.fields)) {
    const value = carriedOver(definition, name, valueOf(seen, name), context.schema.definitions, [to, seen.scope]);
    if (value === null) continue;
    if (names && typeof value === "string" && namesInText(value, [names]).length > 0)
      return refuse("namesAPupil", "These words name the first pupil. Change them, then move the log.", name);
    fields[name] = value;
  }
  const made = { type: seen.type, scope: scopeOf(to), fields };
  const create = draftCreate(id === undefined ? made : { ...made, id }, context);
  return draftList([draftWithdrawal(seen, REASON), create], context);
});

/** A value as it may stand in the other pupil's file; null where it may not. */
function carriedOver(
  definition: RecordDefinition,
  name: string,
  value: Json,
  definitions: { readonly [type: string]: RecordDefinition },
  both: readonly string[],
): Json {
  const field = definition.fields[name];
  if (value === null || field === undefined) return null;
  if (field.kind !== "link" && field.kind !== "links") return value;
  if (definitions[field.to]?.scope === "owned") return null;
  if (!Array.isArray(value)) return both.includes(String(value)) ? null : value;
  const rest = value.filter((id) => !both.includes(String(id)));
  return rest.length === 0 ? null : rest;
}
