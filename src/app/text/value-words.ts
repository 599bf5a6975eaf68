// A value as a person reads it: the words of a code, a date in words, the name behind a link. "" where nothing was
// entered, so that a screen can say so in its own way.

import type { Json } from "#base/json.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { Field } from "#ledger/field.ts";
import { clockWords, dateWords, momentWords } from "./dates.ts";

/** The name of a record that a value points to: "Mrs Khan", "Calm start"; "" where it is not known here. */
export type LinkWords = (type: string, id: string) => string;

export function valueWords(field: Field, value: Json, today: string, linked: LinkWords): string {
  if (value === null || value === "") return "";
  if (value === "not-known") return "Not known";
  switch (field.kind) {
    case "date":
      return dateWords(String(value));
    case "moment":
      return momentWords(String(value), today);
    case "clock":
      return clockWords(String(value));
    case "choice":
      return labelOf(field.codes, String(value));
    case "choices":
      return several(value, (code) => labelOf(field.codes, code));
    case "link":
      return linked(field.to, String(value)) || "not on this tablet";
    case "links":
      return namesAndRest(Array.isArray(value) ? value.map((id) => linked(field.to, String(id))) : []);
    case "yes-no":
      return value === true ? "Yes" : "No";
    case "whole":
      return field.unit === undefined || value === 1
        ? withUnit(value, field.unit?.replace(/s$/, ""))
        : withUnit(value, field.unit);
    case "percent":
      return `${String(value)}%`;
    case "items":
      return typeof value === "object" ? Object.values(value).map(String).join("; ") : String(value);
    case "line":
    case "prose":
    case "formatted":
      return String(value);
    default: {
      const other: never = field;
      throw new Error(`no words for ${JSON.stringify(other)}`);
    }
  }
}

const withUnit = (value: Json, unit: string | undefined): string =>
  unit === undefined ? String(value) : `${String(value)} ${unit}`;

/** "Calm start on 13 November, and 2 more": what has no name here is counted. */
function namesAndRest(names: readonly string[]): string {
  const known = names.filter((name) => name !== "");
  const rest = names.length - known.length;
  if (rest === 0) return known.join(", ");
  return known.length === 0 ? `${rest} not on this tablet` : `${known.join(", ")}, and ${rest} more`;
}

function several(value: Json, words: (one: string) => string): string {
  return Array.isArray(value) ? value.map((one) => words(String(one))).join(", ") : words(String(value));
}
