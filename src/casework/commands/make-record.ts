// Makes a record of any type.

import type { Json, JsonObject } from "#base/json.ts";
import type { CreateChange, Draft } from "#ledger/change.ts";
import { type CommandContext, defineCommand } from "#ledger/command.ts";
import { type RecordId, SCHOOL_SCOPE, type ScopeId, scopeOf } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { checkedDrafts, definitionOf } from "./checked-drafts.ts";
import { cleanFields } from "./clean-fields.ts";

export interface NewRecord {
  readonly type: string;
  /** The owner's scope; left out for an owner itself and for what belongs to the school. */
  readonly scope?: ScopeId;
  readonly fields: JsonObject;
  /** Given by a screen that must not make two of one double tap; otherwise a fresh one. */
  readonly id?: RecordId;
}

/** The draft that makes the record, cleaned but not yet checked. */
export function draftCreate(
  input: NewRecord,
  context: CommandContext,
): (Omit<CreateChange, "id"> & { readonly kind: "create" }) | Refusal {
  const definition = definitionOf(context, input.type);
  if (isRefusal(definition)) return definition;
  const record = input.id ?? context.newId();
  const scope =
    definition.scope === "owner" ? scopeOf(record) : definition.scope === "school" ? SCHOOL_SCOPE : input.scope;
  if (scope === undefined || (definition.scope === "owned" && scope === SCHOOL_SCOPE))
    return refuse("noOwner", `${definition.label}: say which pupil it belongs to.`);
  const fields: { [field: string]: Json } = {};
  for (const [name, value] of Object.entries(cleanFields(definition, input.fields)))
    if (value !== null) fields[name] = value;
  return { kind: "create", record, type: input.type, scope, fields };
}

/** Refuses an unknown type or field, a missing owner, and values that do not fit, naming the field. */
export const makeRecord = defineCommand<NewRecord>("makeRecord", (input, context) => {
  const draft = draftCreate(input, context);
  return isRefusal(draft) ? draft : checkedDrafts([draft satisfies Draft], context);
});
