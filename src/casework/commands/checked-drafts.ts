// Drafts leave a command only when the definition agrees with each of them.

import type { Draft } from "#ledger/change.ts";
import type { CommandContext } from "#ledger/command.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import { checkChange } from "#ledger/validate.ts";
import { dayOf } from "../day.ts";

/** The definition of a type, or the refusal an adult would see if a screen asked for one that is not there. */
export function definitionOf(context: CommandContext, type: string): RecordDefinition | Refusal {
  return context.schema.definitions[type] ?? refuse("noSuchType", `Waymark does not know records of the kind ${type}.`);
}

/** The drafts as they are, or the first refusal among them, naming its field. */
export function checkedDrafts(drafts: readonly Draft[], context: CommandContext): readonly Draft[] | Refusal {
  if (drafts.length === 0) return refuse("nothingChanged", "Nothing was changed.");
  for (const draft of drafts) {
    const definition = definitionOf(context, draft.type);
    if ("refused" in definition) return definition;
    const bad = checkChange(definition, draft, { unknownFields: "refuse", today: dayOf(context.now) });
    if (bad) return bad;
  }
  return drafts;
}
