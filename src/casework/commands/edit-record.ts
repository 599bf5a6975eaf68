// Edits a record whose fields merge one by one: a draft for each value that differs from what the author saw.

import { type Json, type JsonObject, jsonEqual } from "#base/json.ts";
import { isId } from "#base/id.ts";
import type { Draft } from "#ledger/change.ts";
import { type CommandContext, defineCommand } from "#ledger/command.ts";
import type { RecordId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { type ViewRecord, seenIn } from "#ledger/view.ts";
import { checkedDrafts, definitionOf } from "./checked-drafts.ts";
import { cleanFields } from "./clean-fields.ts";

export interface RecordEdit {
  /** The record as the author has it in front of them: what they saw goes with the change. */
  readonly seen: ViewRecord;
  /**
   * The values wanted. A list is given whole, by item: items left out are taken out, items under a name that is not
   * in the list are put in (a name that is no id, such as "new", gets one).
   */
  readonly to: JsonObject;
}

/** The drafts of an edit, cleaned but not yet checked; empty when nothing differs. */
export function draftEdits({ seen, to }: RecordEdit, context: CommandContext): readonly Draft[] | Refusal {
  const definition = definitionOf(context, seen.type);
  if (isRefusal(definition)) return definition;
  if (definition.mode === "log")
    return refuse("appendOnly", "A log or a note is corrected by an amendment; its first words stay.");
  const drafts: Draft[] = [];
  for (const [field, value] of Object.entries(cleanFields(definition, to))) {
    if (definition.fields[field]?.class === "list") {
      const edits = draftItemEdits(seen, field, value, drafts.length, context);
      if (isRefusal(edits)) return edits;
      drafts.push(...edits);
    } else {
      const { from, base } = seenIn(seen, field);
      if (!jsonEqual(from, value)) drafts.push({ ...headOf(seen), kind: "set", field, to: value, from, base });
    }
  }
  return drafts;
}

/** The part of a draft that says which record it is about. */
export function headOf(seen: ViewRecord): Pick<Draft, "record" | "type" | "scope"> {
  return { record: seen.id, type: seen.type, scope: seen.scope };
}

/**
 * Other words for an item are a removal of the old and an addition under a new name, together: two adults who each
 * reword one line both keep theirs. The same name with other words would silently replace one of them.
 */
function draftItemEdits(
  seen: ViewRecord,
  field: string,
  value: Json,
  group: number,
  context: CommandContext,
): readonly Draft[] | Refusal {
  if (value !== null && (typeof value !== "object" || Array.isArray(value)))
    return refuse("wrongType", "A list is given by its items.", field);
  const wanted = (value ?? {}) as { readonly [item: string]: Json };
  const held = seen.lists[field] ?? {};
  const drafts: Draft[] = [];
  for (const [item, state] of Object.entries(held)) {
    const words = wanted[item];
    if (words !== undefined && jsonEqual(words, state.value)) continue;
    const head = words === undefined ? headOf(seen) : { ...headOf(seen), group: group + drafts.length + 1 };
    drafts.push({ ...head, kind: "remove", field, item, from: state.value, base: state.adds });
    if (words !== undefined) drafts.push({ ...head, kind: "add", field, item: context.newId(), value: words });
  }
  for (const [item, words] of Object.entries(wanted)) {
    if (held[item]) continue;
    drafts.push({ ...headOf(seen), kind: "add", field, item: isId(item) ? item : context.newId(), value: words });
  }
  return drafts;
}

/** Refuses an edit of a log, an unknown field, a value that does not fit, and an edit that changes nothing. */
export const editRecord = defineCommand<RecordEdit>("editRecord", (input, context) => {
  const drafts = draftEdits(input, context);
  return isRefusal(drafts) ? drafts : checkedDrafts(drafts, context);
});

/** Adds one line to a list, whatever else stands in it. */
export const addItem = defineCommand<{
  readonly seen: ViewRecord;
  readonly field: string;
  readonly words: string;
  readonly item?: RecordId;
}>("addItem", ({ seen, field, words, item }, context) => {
  const definition = definitionOf(context, seen.type);
  if (isRefusal(definition)) return definition;
  if (definition.fields[field]?.class !== "list") return refuse("notAList", "Only a list takes items.", field);
  const clean = cleanFields({ ...definition, fields: {} }, { words })["words"] ?? "";
  const draft: Draft = { ...headOf(seen), kind: "add", field, item: item ?? context.newId(), value: clean };
  return checkedDrafts([draft], context);
});
