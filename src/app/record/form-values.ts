// What a form holds while somebody types, and the values it stands for. Everything here is JSON: it is what a draft
// keeps, so a half-typed date or a number with a letter in it comes back as it was.

import { type Json, type JsonObject, jsonEqual } from "#base/json.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Field } from "#ledger/field.ts";
import { checkValue, cleanText } from "#ledger/validate.ts";
import { type ViewRecord, itemsOf, valueOf } from "#ledger/view.ts";
import type { Item } from "../ui/items-editor.tsx";

/** A list while it is edited: its lines, and the words in the box that are not a line yet. */
export interface ItemsTyped {
  readonly [key: string]: Json;
  readonly items: readonly { readonly item: string; readonly words: string }[];
  readonly typing: string;
}
export type Typed = JsonObject;

const isNumber = (field: Field): boolean => field.kind === "whole" || field.kind === "percent";

/** What the input of a field shows for a value. */
export function typedOf(field: Field, value: Json): Json {
  switch (field.kind) {
    case "choices":
    case "links":
      return Array.isArray(value) ? value : [];
    case "choice":
    case "link":
    case "yes-no":
      return value;
    case "items":
      return { items: [], typing: "" };
    default:
      return value === null ? "" : String(value);
  }
}

/** The inputs of a form: a record as its author sees it, or for a new one what is known already, and nothing else. */
export function typedFrom(
  definition: RecordDefinition,
  fields: readonly string[],
  seen: ViewRecord | undefined,
  known: JsonObject = {},
): Typed {
  const typed: { [field: string]: Json } = {};
  for (const name of fields) {
    const field = definition.fields[name];
    if (!field) continue;
    if (field.kind === "items") {
      const held = seen ? itemsOf(seen, name) : [];
      typed[name] = { items: held.map(({ item, value }) => ({ item, words: String(value) })), typing: "" };
    } else typed[name] = typedOf(field, (seen ? valueOf(seen, name) : known[name]) ?? null);
  }
  return typed;
}

/** The inputs of a record, over which goes what its author had typed before there was one. */
export function typedOver(stands: Typed, typed: Typed): Typed {
  const said = Object.entries(typed).filter(([name, value]) => name in stands && !isBlank(value));
  return { ...stands, ...Object.fromEntries(said) };
}

const isBlank = (typed: Json): boolean =>
  typed === null ||
  typed === "" ||
  (Array.isArray(typed) ? typed.length === 0 : jsonEqual(typed, { items: [], typing: "" }));

/** The values the inputs stand for. Words still in the box of a list become its last line: nothing typed is lost. */
export function fieldsOf(definition: RecordDefinition, typed: Typed, newId: () => string): JsonObject {
  const fields: { [field: string]: Json } = {};
  for (const [name, held] of Object.entries(typed)) {
    const field = definition.fields[name];
    if (field) fields[name] = valueFor(field, held, newId);
  }
  return fields;
}

function valueFor(field: Field, held: Json, newId: () => string): Json {
  if (field.kind === "items") {
    const { items, typing } = held as ItemsTyped;
    const lines: { [item: string]: Json } = {};
    for (const { item, words } of items) lines[item] = words;
    if (typing.trim() !== "") lines[newId()] = typing;
    return lines;
  }
  if (Array.isArray(held)) return held.length === 0 ? null : held;
  if (typeof held !== "string") return held;
  const text = held.trim();
  if (text === "") return null;
  // "12" is a number; "a dozen" stays as typed, and the check says what is wrong with it.
  if (isNumber(field)) return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  return held;
}

interface Asked {
  readonly now?: string;
  readonly stands?: JsonObject;
  readonly needs?: readonly string[];
}

/**
 * Every field's sentence at once, so that nobody mends one to be told of the next. `now` ("2026-06-09T10:42"): what
 * happened is refused where it is still to come [C61], unless it stands so already (`stands`): another tablet's clock may
 * be ahead of this one; `needs`: what the command asks for beside what the type does.
 */
export function faultsIn(
  definition: RecordDefinition,
  fields: JsonObject,
  today: string,
  { now, stands = {}, needs = [] }: Asked = {},
): { readonly [field: string]: string } {
  const faults: { [field: string]: string } = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = definition.fields[name];
    if (!field) continue;
    const said = cleaned(field, value);
    const bad = checkValue(name, field, said, today);
    if (bad) faults[name] = bad.sentence;
    else if (now !== undefined && said !== stands[name] && isStillToCome(field, said, now))
      faults[name] = `${field.label} is still to come. Check the day and the time.`;
    else if (needs.includes(name) && isNothing(said))
      faults[name] = `“${field.label}” is needed before this record is finished.`;
  }
  return faults;
}

/** Both as the school's clock shows them. */
const isStillToCome = (field: Field, value: Json, now: string): boolean =>
  field.kind === "moment" && field.ahead !== true && typeof value === "string" && value > now;

const isNothing = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** As the command will clean it: what cannot be seen is not a fault of the one who pasted it. */
function cleaned(field: Field, value: Json): Json {
  if (typeof value === "string") {
    const text = cleanText(value).trim();
    return text === "" ? null : text;
  }
  if (field.kind !== "items" || value === null || typeof value !== "object") return value;
  const lines: { [item: string]: Json } = {};
  for (const [item, words] of Object.entries(value)) {
    const text = typeof words === "string" ? cleanText(words).trim() : words;
    if (text !== "") lines[item] = text;
  }
  return lines;
}

export const sameTyped = (a: Typed, b: Typed): boolean => jsonEqual(a, b);

export const itemsTyped = (held: Json | undefined): { items: readonly Item[]; typing: string } => {
  const { items, typing } = (held ?? { items: [], typing: "" }) as ItemsTyped;
  return { items, typing };
};
