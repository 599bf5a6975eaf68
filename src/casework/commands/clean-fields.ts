// What people type and paste, made plain before it is checked: unseen characters out, ends trimmed, formatted values
// in their plain form, and nothing entered told as null.

import type { Json, JsonObject } from "#base/json.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Field } from "#ledger/field.ts";
import { cleanText } from "#ledger/validate.ts";

function cleanValue(field: Field | undefined, value: Json): Json {
  if (typeof value === "string") {
    const text = cleanText(value).trim();
    if (text === "") return null;
    if (field?.kind !== "formatted") return text;
    const checked = field.check(text);
    return "value" in checked ? checked.value : text;
  }
  if (field?.kind === "items" && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const items: { [item: string]: Json } = {};
    for (const [item, held] of Object.entries(value)) {
      const text = typeof held === "string" ? cleanText(held).trim() : held;
      if (text !== "") items[item] = text;
    }
    return items;
  }
  if (Array.isArray(value) && value.length === 0) return null;
  return value;
}

/** The fields in plain form; a field left empty is null. A field the definition does not know is cleaned as text. */
export function cleanFields(definition: RecordDefinition, fields: JsonObject): JsonObject {
  const clean: { [field: string]: Json } = {};
  for (const [name, value] of Object.entries(fields)) clean[name] = cleanValue(definition.fields[name], value);
  return clean;
}
