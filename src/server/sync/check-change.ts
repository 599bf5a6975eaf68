// Is a change well formed and in its place? Asked of every change again on the server, whatever the device checked.

import { type Refusal, refuse } from "#ledger/refusal.ts";
import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import { checkChange as checkFields, checkValue } from "#ledger/validate.ts";

/** In characters of JSON. More than any form holds; without it a field nobody knows could fill the disk. */
const LARGEST_CHANGE = 200_000;

/** Refuses a change that no state of the school could accept, and one whose owner is not there. */
export function checkChange(
  schema: Schema,
  change: Change,
  held: (record: string) => RecordRow | undefined,
): Refusal | undefined {
  const definition = schema.definitions[change.type];
  if (!definition) return refuse("unknownType", `This school keeps no records of the kind "${change.type}".`);
  if (JSON.stringify(change).length > LARGEST_CHANGE)
    return refuse("tooBig", "This is longer than one entry can be. Write it in several.");
  const misplaced = checkScope(schema, change, held);
  if (misplaced) return misplaced;
  if (change.kind === "settle") return checkChoice(schema, change, held(change.record));
  // Fields this side does not know may come from a newer app: they are kept as they stand.
  return checkFields(definition, change, { unknownFields: "keep" });
}

function checkScope(
  schema: Schema,
  change: Change,
  held: (record: string) => RecordRow | undefined,
): Refusal | undefined {
  const wrong = (sentence: string): Refusal => refuse("wrongPlace", sentence);
  switch (schema.definitions[change.type]?.scope) {
    case "owner":
      return (change.scope as string) === change.record ? undefined : wrong("This record is its own owner.");
    case "owned": {
      if (change.scope === "school") return wrong("This record belongs to a pupil.");
      const owner = held(change.scope);
      if (owner && schema.definitions[owner.type]?.scope === "owner") return undefined;
      return refuse("noSuchOwner", "The pupil this belongs to is not on the server.");
    }
    default:
      return change.scope === "school" ? undefined : wrong("This record belongs to the school as a whole.");
  }
}

/** What is chosen in a decision must be a value its field can hold. */
function checkChoice(
  schema: Schema,
  change: Extract<Change, { kind: "settle" }>,
  row: RecordRow | undefined,
): Refusal | undefined {
  const decision = row?.decisions.find((d) => d.id === change.decision);
  if (!decision) return undefined;
  if (decision.about === "withdrawal")
    return change.to === "keep" || change.to === "withdraw"
      ? undefined
      : refuse("notAChoice", "Choose to keep the record or to take it back.");
  const field = schema.definitions[change.type]?.fields[decision.field];
  return field && checkValue(decision.field, field, change.to);
}
