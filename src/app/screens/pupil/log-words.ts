// The title and the words of a line, by kind of record. A kind this app does not know (a newer one wrote it) is told
// by its label and its longest text.

import type { HistoryLine } from "#device/device.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import type { Fact, Say } from "./say.ts";

type Teller = (record: ViewRecord, words: (field: string) => string) => string;

/** The first of the parts, then the others after it: "Period 3, Maths". */
const join = (parts: readonly string[], between = ", "): string => parts.filter((part) => part !== "").join(between);

const LOG_TITLES: { readonly [type: string]: Teller } = {
  "behaviour-log": (_record, words) => words("category") || "Behaviour log",
  "session-log": (record, words) => {
    const presence = textOf(record, "presence");
    const what = join([words("period") || "IAP period", words("subject")]);
    return presence === "" || presence === "here" ? what : `${what}: ${lower(words("presence"))}`;
  },
  "sen-note": (_record, words) => join([join(["SEN note", lower(words("step"))]), words("provision")], ": "),
  "parent-contact": (_record, words) =>
    join([join([words("way") || "Contact with home", words("contact")], " with "), words("about")], ": "),
};

/** The short facts of a log and the texts that say what happened, in the order people tell it. */
const LOG_FACTS: { readonly [type: string]: { readonly facts: readonly string[]; readonly texts: readonly string[] } } =
  {
    "behaviour-log": {
      facts: ["intensity", "tried", "helped", "settledAfter", "lasted", "place", "lesson", "role", "functions"],
      texts: ["before", "behaviour", "after", "note", "forHome"],
    },
    "session-log": {
      facts: ["lateMinutes", "absentWhy", "where", "engagement", "regulation", "work", "workReturned", "nextStep"],
      texts: ["note"],
    },
    "sen-note": { facts: ["area", "expected", "outcome", "reviewOn"], texts: ["note", "pupilView", "homeView"] },
    repair: { facts: ["ledBy", "bothCame", "lookAgainOn", "held"], texts: ["pupilView", "otherView", "agreed"] },
    "parent-contact": { facts: ["outcome", "followUp", "followUpBy"], texts: ["note", "homeView"] },
  };

/** A label that reads well above an input may read oddly beside its answer ("Calm: Calm"). */
const LABELS: { readonly [field: string]: string } = {
  "session-log regulation": "How calm",
};

/** Several texts of one log each say which they are; a note alone needs no heading. */
export function logWords(
  record: ViewRecord,
  definition: RecordDefinition,
  say: Say,
): { readonly text: string; readonly facts: readonly Fact[] } {
  const told = LOG_FACTS[record.type];
  const words = (name: string): string => {
    const field = definition.fields[name];
    return field ? say.value(field, valueOf(record, name)) : "";
  };
  if (!told) {
    const texts = Object.keys(definition.fields).filter((name) => definition.fields[name]?.kind === "prose");
    return { text: join(texts.map(words), "\n\n"), facts: [] };
  }
  const fact = (name: string): Fact => ({
    label: LABELS[`${record.type} ${name}`] ?? definition.fields[name]?.label ?? name,
    words: words(name),
  });
  // In the room is where a session is unless somebody says otherwise.
  const usual = (name: string): boolean => name === "where" && textOf(record, "where") === "base";
  const facts = told.facts
    .filter((name) => !usual(name))
    .map(fact)
    .filter((one) => one.words !== "");
  const texts = told.texts.map(fact).filter((one) => one.words !== "");
  const plain = texts.length === 1 && texts[0] && ["Note", "What was said"].includes(texts[0].label);
  return plain ? { text: texts[0]?.words ?? "", facts } : { text: "", facts: [...facts, ...texts] };
}

export function logTitle(record: ViewRecord, definition: RecordDefinition, say: Say): string {
  const words = (name: string): string => {
    const field = definition.fields[name];
    return field ? say.value(field, valueOf(record, name)) : "";
  };
  return LOG_TITLES[record.type]?.(record, words) ?? definition.label;
}

/** What a record is called among its kind: "Three calm starts", "Mrs Begum". */
export function nameOf(record: ViewRecord, definition: RecordDefinition, say: Say): string {
  const by: { readonly [type: string]: string } = {
    milestone: "title",
    contact: "name",
    suspension: "category",
    "timetable-slot": "lesson",
  };
  const name = by[record.type];
  const field = name === undefined ? undefined : definition.fields[name];
  return name === undefined || !field ? "" : say.value(field, valueOf(record, name));
}

/** "Milestone added: Three calm starts", "Three calm starts: met", "Plan changed". */
export function caseTitle(
  record: ViewRecord,
  definition: RecordDefinition,
  lines: readonly HistoryLine[],
  create: boolean,
  say: Say,
): string {
  const name = nameOf(record, definition, say);
  const called = name === "" ? definition.label : name;
  if (create)
    return record.type === "suspension"
      ? suspensionTitle(record, name)
      : join([`${definition.label} added`, name], ": ");
  const kinds = new Set(lines.map((line) => line.change.kind));
  const changeTo = (field: string): string | undefined => {
    for (const { change, outcome } of lines)
      if (change.kind === "set" && change.field === field && outcome !== "decision" && definition.fields[field])
        return say.value(definition.fields[field], change.to);
    return undefined;
  };
  const amended = lines.flatMap(({ change }) => (change.kind === "amend" ? [change.how] : []));
  if (amended.includes("amended")) return "Corrected";
  if (amended.length > 0) return "Completed";
  if (kinds.has("withdraw")) return `${called} withdrawn`;
  if (kinds.has("restore")) return `${called} brought back`;
  if (kinds.has("settle")) return `${called}: decided`;
  if (kinds.has("reopen")) return `${called}: decision opened again`;
  const moved = record.type === "milestone" ? changeTo("status") : record.type === "placement" ? changeTo("stage") : "";
  return moved === undefined || moved === "" ? `${called} changed` : `${called}: ${lower(moved)}`;
}

/** "Suspension, 4 half-day sessions" */
export function suspensionTitle(record: ViewRecord, name: string): string {
  const sessions = valueOf(record, "sessions");
  const length = typeof sessions === "number" ? `, ${sessions} half-day session${sessions === 1 ? "" : "s"}` : "";
  return `${name || "Suspension"}${length}`;
}

/** "Part-time return" in the middle of a line; "In IAP" keeps its capitals. */
const lower = (words: string): string =>
  /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
