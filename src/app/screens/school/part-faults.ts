// What is wrong with a record of the school that its fields alone do not tell: times that do not fit, periods that lie
// over one another, a day or a week that says too little. A sentence for the person beside the field.

import type { Json, JsonObject } from "#base/json.ts";
import { daysBetween, weekdayOf } from "#casework/day.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { textOf, valueOf } from "#ledger/view.ts";
import { clockWords } from "../../text/dates.ts";

export interface PartFault {
  readonly field: string;
  readonly sentence: string;
}

/** As many favourites as stand as buttons; the rest is under More [C34]. */
const MOST_CHIPS = 8;
const MONDAY = 1;
/** Days: a summer holiday is six weeks, and a wrong year is longer. */
const LONGEST_HOLIDAY = 92;

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const list = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** `others`: those in use of the same type, without the one that is edited. Undefined where nothing is wrong. */
export function partFault(type: string, fields: JsonObject, others: readonly ViewRecord[]): PartFault | undefined {
  switch (type) {
    case "school-period":
      return periodFault(fields, others);
    case "changed-day":
      if (fields["kind"] === "early" && text(fields["ends"]) === "")
        return { field: "ends", sentence: "Say when lessons end on that day." };
      if (others.some((one) => textOf(one, "on") === text(fields["on"])))
        return { field: "on", sentence: "This day is in the list already. Change it there." };
      return fields["kind"] === "closed" && text(fields["until"]) !== "" ? holidayFault(fields) : undefined;
    case "week-start":
      if (text(fields["monday"]) !== "" && weekdayOf(text(fields["monday"])) !== MONDAY)
        return { field: "monday", sentence: "This day is not a Monday." };
      if (fields["week"] === "both") return { field: "week", sentence: "Choose week A or week B." };
      return undefined;
    case "room":
      return list(fields["chips"]).length > MOST_CHIPS
        ? { field: "chips", sentence: `Eight buttons at most. Take out ${list(fields["chips"]).length - MOST_CHIPS}.` }
        : twice("name", fields, others);
    case "category":
      return twice("label", fields, others);
    case "milestone-template":
      return twice("title", fields, others);
    case "scale":
      return scaleFault(fields);
    default:
      return undefined;
  }
}

/** Two that read alike cannot be told apart on a button, nor in what was written with them. */
function twice(field: string, fields: JsonObject, others: readonly ViewRecord[]): PartFault | undefined {
  const words = alike(text(fields[field]));
  const other = others.find((one) => alike(textOf(one, field)) === words);
  return words === "" || !other
    ? undefined
    : { field, sentence: `“${textOf(other, field)}” is in the list already. Choose other words, or change that one.` };
}

const alike = (words: string): string => words.trim().replace(/\s+/g, " ").toLocaleLowerCase("en-GB");

function holidayFault(fields: JsonObject): PartFault | undefined {
  const [from, until] = [text(fields["on"]), text(fields["until"])];
  if (until < from) return { field: "until", sentence: "The last day is before the first." };
  return daysBetween(from, until) > LONGEST_HOLIDAY
    ? { field: "until", sentence: "That is longer than three months. Check the year." }
    : undefined;
}

/** Two levels that read alike cannot be told apart afterwards. */
function scaleFault(fields: JsonObject): PartFault | undefined {
  const levels = ["level1", "level2", "level3", "level4"];
  const words = levels.map((level) => text(fields[level]).trim().toLowerCase());
  const twice = words.findIndex((word, at) => word !== "" && words.indexOf(word) < at);
  const field = levels[twice];
  return field === undefined ? undefined : { field, sentence: "Two levels have the same words." };
}

function periodFault(fields: JsonObject, others: readonly ViewRecord[]): PartFault | undefined {
  const start = text(fields["start"]);
  const end = text(fields["end"]);
  if (start === "" || end === "") return undefined;
  if (end <= start) return { field: "end", sentence: `It ends before it starts. It starts at ${clockWords(start)}.` };
  const clash = others.find(
    (one) =>
      start < textOf(one, "end") &&
      textOf(one, "start") < end &&
      meet(list(fields["weekdays"]), list(valueOf(one, "weekdays"))) &&
      sameWeek(text(fields["week"]), textOf(one, "week")),
  );
  if (!clash) return undefined;
  const [from, to] = [clockWords(textOf(clash, "start")), clockWords(textOf(clash, "end"))];
  return { field: "start", sentence: `It lies over ${textOf(clash, "name")}, ${from} to ${to}. Change one of them.` };
}

/** No day chosen is every day. */
const meet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((day) => b.includes(day));

const every = (week: string): boolean => week === "" || week === "both";
const sameWeek = (a: string, b: string): boolean => every(a) || every(b) || a === b;
