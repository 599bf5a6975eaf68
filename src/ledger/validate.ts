// Is a value what its field may hold? The same answer at the screen and on the server, in a sentence.

import type { Json } from "#base/json.ts";
import { codesOn } from "./code-list.ts";
import type { Change, Draft } from "./change.ts";
import type { RecordDefinition } from "./definition.ts";
import type { Field } from "./field.ts";
import { type Refusal, isRefusal, refuse } from "./refusal.ts";

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
// Everything below space but tab and newline, the C1 block, lone surrogates and the characters that turn text round.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;
const UNSEEN_ALL = new RegExp(UNSEEN.source, "gu");

/** Takes out characters that nobody can see or type (pasted from other programs); line ends become "\n". */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(UNSEEN_ALL, "");
}

function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number);
}

const years = (birth: string, today: string): number =>
  Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0);

/**
 * Checks one value. `today` ("2026-06-09") decides which codes may be chosen and which birth dates make sense;
 * without it, both are taken as they come (a change may have been written long ago).
 */
export function checkValue(name: string, field: Field, value: Json, today?: string): Refusal | undefined {
  const no = (code: string, sentence: string): Refusal => refuse(code, sentence, name);
  const what = field.label;
  if (value === null || value === "") return field.required ? no("missing", `“${what}” is needed.`) : undefined;
  const text = (max: number): Refusal | undefined => {
    if (typeof value !== "string") return no("wrongType", `${what} is text.`);
    if (value.length > max)
      return no(
        "tooLong",
        `${what} is ${value.length.toLocaleString("en-GB")} characters long. It can be ${max.toLocaleString("en-GB")} at most.`,
      );
    if (UNSEEN.test(value))
      return no(
        "unseenCharacters",
        `${what} holds characters that cannot be shown. Type it again, or paste it as plain text.`,
      );
    return undefined;
  };
  switch (field.kind) {
    case "line":
      return text(field.max) ?? (String(value).includes("\n") ? no("manyLines", `${what} is one line.`) : undefined);
    case "prose":
      return text(field.max);
    case "formatted": {
      const bad = text(field.max);
      if (bad) return bad;
      const checked = field.check(value as string);
      return "sentence" in checked ? no("wrongForm", checked.sentence) : undefined;
    }
    case "date": {
      if (typeof value !== "string" || !isDate(value))
        return no("notADate", `${what} is not a date there is. Write it like 9 June 2026.`);
      if (field.earliest !== undefined && value < field.earliest)
        return no("tooEarly", `${what} is before ${field.earliest}.`);
      if (field.latest !== undefined && value > field.latest) return no("tooLate", `${what} is after ${field.latest}.`);
      if (field.birth && today !== undefined) {
        const age = years(value, today);
        if (age < 9 || age > 20)
          return no(
            "notASchoolAge",
            `${what} makes this pupil ${age} years old. Pupils here are between 9 and 20. Check the year.`,
          );
      }
      return undefined;
    }
    case "moment": {
      const [day, time, ...more] = typeof value === "string" ? value.split("T") : [];
      const good = day !== undefined && isDate(day) && time !== undefined && CLOCK.test(time) && more.length === 0;
      if (good) return undefined;
      if (day !== undefined && DATE.test(day)) {
        if (!isDate(day)) return no("notADate", `${what} is not a date there is. Write it like 9 June 2026.`);
        if (time === undefined || time === "") return no("notAMoment", `${what} needs a time as well.`);
      }
      return no("notAMoment", `${what} needs a date and a time.`);
    }
    case "clock":
      return typeof value === "string" && CLOCK.test(value)
        ? undefined
        : no("notATime", `${what} is a time of day, like 10:42.`);
    case "choice":
      return choiceIn(field, value, today)
        ? undefined
        : no("notInList", `${what}: ${JSON.stringify(value)} is not one of the choices.`);
    case "choices": {
      if (!Array.isArray(value) || new Set(value).size !== value.length)
        return no("wrongType", `${what} is a set of choices.`);
      if (field.most !== undefined && value.length > field.most)
        return no("tooMany", `${what}: choose ${field.most} at most.`);
      const bad = value.find((one) => !choiceIn(field, one as Json, today));
      return bad === undefined
        ? undefined
        : no("notInList", `${what}: ${JSON.stringify(bad)} is not one of the choices.`);
    }
    case "whole":
      if (value === "not-known") return field.notKnown ? undefined : no("notKnown", `${what} needs a number.`);
      if (typeof value !== "number" || !Number.isInteger(value)) return no("notWhole", `${what} is a whole number.`);
      return value < field.least || value > field.most
        ? no("outOfRange", `${what} is between ${field.least} and ${field.most}.`)
        : undefined;
    case "percent":
      if (value === "not-known") return field.notKnown ? undefined : no("notKnown", `${what} needs a percentage.`);
      return typeof value === "number" && value >= 0 && value <= 100 && Math.round(value * 10) === value * 10
        ? undefined
        : no("outOfRange", `${what} is a percentage between 0 and 100, with one decimal at most.`);
    case "yes-no":
      return typeof value === "boolean" ? undefined : no("wrongType", `${what} is yes or no.`);
    case "link":
      return typeof value === "string" && ID.test(value) ? undefined : no("notALink", `${what} names no record.`);
    case "links":
      return Array.isArray(value) &&
        value.length <= 100 &&
        value.every((one) => typeof one === "string" && ID.test(one))
        ? undefined
        : no("notALink", `${what} names no records.`);
    case "items": {
      if (typeof value !== "object" || Array.isArray(value)) return no("wrongType", `${what} is a list.`);
      const entries = Object.entries(value);
      if (entries.length > 200) return no("tooMany", `${what} holds 200 items at most.`);
      for (const [item, held] of entries) {
        const bad = checkItem(name, field, item, held);
        if (bad) return bad;
      }
      return undefined;
    }
    default: {
      const other: never = field;
      throw new Error(`no check for ${JSON.stringify(other)}`);
    }
  }
}

function choiceIn(
  field: Extract<Field, { kind: "choice" | "choices" }>,
  value: Json,
  today: string | undefined,
): boolean {
  const codes = today === undefined ? field.codes.codes : codesOn(field.codes, today);
  return codes.some((code) => code.code === value);
}

function checkItem(name: string, field: Field, item: string, value: Json): Refusal | undefined {
  if (!ID.test(item)) return refuse("badItem", `${field.label}: an item has no proper name.`, name);
  if (typeof value !== "string" || value.trim() === "")
    return refuse("missing", `${field.label}: write something, or leave it out.`, name);
  const max = field.kind === "items" ? field.max : 300;
  if (value.length > max)
    return refuse(
      "tooLong",
      `${field.label}: an item is ${max} characters at most; this one has ${value.length}.`,
      name,
    );
  return UNSEEN.test(value)
    ? refuse("unseenCharacters", `${field.label} holds characters that cannot be shown.`, name)
    : undefined;
}

/**
 * Checks a change against its definition. A field the definition does not know is refused at the screen
 * (`unknownFields: "refuse"`) and kept untouched on the server (`"keep"`): it may come from a newer app.
 */
export function checkChange(
  definition: RecordDefinition,
  change: Change | Draft,
  options: { readonly unknownFields: "refuse" | "keep"; readonly today?: string },
): Refusal | undefined {
  const one = (name: string, value: Json): Refusal | undefined => {
    const field = definition.fields[name];
    if (field) return checkValue(name, field, value, options.today);
    return options.unknownFields === "keep"
      ? undefined
      : refuse("noSuchField", `${definition.label} has no field called ${name}.`, name);
  };
  switch (change.kind) {
    case "create": {
      for (const [name, field] of Object.entries(definition.fields)) {
        if (field.required && (change.fields[name] ?? null) === null)
          return checkValue(name, field, null, options.today);
      }
      return firstRefusal(Object.entries(change.fields), one);
    }
    case "amend":
      return Object.keys(change.fields).length === 0
        ? refuse("empty", "There is nothing to amend.")
        : firstRefusal(Object.entries(change.fields), one);
    case "set":
      return one(change.field, change.to);
    case "add": {
      const field = definition.fields[change.field];
      return field ? checkItem(change.field, field, change.item, change.value) : one(change.field, change.value);
    }
    case "settle":
      return undefined;
    default:
      return undefined;
  }
}

function firstRefusal(
  entries: readonly (readonly [string, Json])[],
  one: (name: string, value: Json) => Refusal | undefined,
): Refusal | undefined {
  for (const [name, value] of entries) {
    const bad = one(name, value);
    if (isRefusal(bad)) return bad;
  }
  return undefined;
}
