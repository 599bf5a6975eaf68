// The words of a commit as plain text, for somebody who copies what the school did not take.

import type { Json } from "#base/json.ts";
import type { Change } from "#ledger/change.ts";
import type { Schema } from "#ledger/schema.ts";

/** A line for each value: "What happened: Calm start". Values that are no words (a link, a code) stand as they are. */
export function textOfUnsent(changes: readonly Change[], schema: Schema): string {
  return changes.flatMap((change) => linesOf(change, schema)).join("\n");
}

function linesOf(change: Change, schema: Schema): readonly string[] {
  const fields = schema.definitions[change.type]?.fields ?? {};
  const line = (field: string, value: Json): string => `${fields[field]?.label ?? field}: ${plainWords(value)}`;
  const all = (values: { readonly [field: string]: Json }): string[] =>
    Object.entries(values).flatMap(([field, value]) => (isEmpty(value) ? [] : [line(field, value)]));
  switch (change.kind) {
    case "create":
    case "amend":
      return all(change.fields);
    case "set":
      return [line(change.field, change.to)];
    case "add":
      return [line(change.field, change.value)];
    case "withdraw":
      return change.reason === "" ? [] : [change.reason];
    default:
      return [];
  }
}

const isEmpty = (value: Json): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Any value as text: of a list and of an object what stands in it. */
export function plainWords(value: Json): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plainWords).join(", ");
  if (typeof value === "object" && value !== null) return Object.values(value).map(plainWords).join(" ");
  return value === null ? "" : String(value);
}
