// The lists that belong to the school as a whole, and how each is told: what its page says, how its rows read, what
// takes one of its records out of use.

import type { JsonObject } from "#base/json.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { starterCategories } from "#casework/starter/categories.ts";
import { starterTemplates } from "#casework/starter/milestone-templates.ts";
import { starterDay } from "#casework/starter/school-day.ts";
import { clockWords, dateWords, weekdayWords } from "../../text/dates.ts";
import { sortName } from "../../text/names.ts";
import { listWords } from "../../text/words.ts";

export interface SchoolPartWords {
  /** Where its page stands: /school/day. */
  readonly path: string;
  readonly type: string;
  readonly title: string;
  readonly lead: string;
  /** On the button that begins a new one, and the heading of its form. */
  readonly add: string;
  readonly empty: string;
  /** Has a place in an order that the school chooses. */
  readonly ordered: boolean;
  /** What a school can begin with, and the words of the button. */
  readonly starter?: { readonly each: readonly JsonObject[]; readonly words: string; readonly hint: string };
  /** The field that says it is out of use, and its value then. */
  readonly rest: {
    readonly field: string;
    readonly value: boolean;
    readonly words: string;
    readonly again: string;
    /** What taking it out of use does, and what it is like out of use. */
    readonly hint: string;
    readonly restingHint: string;
  };
  /** The kind of list to bring in from a file, where there is one. */
  readonly list?: string;
}

const RETIRED = {
  field: "retired",
  value: true,
  words: "No longer used",
  again: "Use again",
  hint: "It leaves the lists and stays in the records that name it. It can come back at any time.",
  restingHint: "It is kept, and what was written with it keeps its words.",
} as const;

export const SCHOOL_PARTS: readonly SchoolPartWords[] = [
  {
    path: "day",
    type: "school-period",
    title: "School day",
    lead: "The periods of a day, with their times. Today opens on the one that is going on.",
    add: "Add a period",
    empty: "No periods yet",
    ordered: false,
    starter: { each: starterDay, words: "Begin with a usual day", hint: "Eight periods; then change the times." },
    rest: RETIRED,
    list: "periods",
  },
  {
    path: "categories",
    type: "category",
    title: "Behaviour categories",
    lead: "What adults tap to log what they saw. Write what was seen, not what somebody thinks of it: pupils see the tablet.",
    add: "Add a category",
    empty: "No categories yet",
    ordered: true,
    starter: {
      each: starterCategories,
      words: "Begin with Waymark’s list",
      hint: `${starterCategories.length} categories in neutral words; then change them as you like.`,
    },
    rest: RETIRED,
  },
  {
    path: "templates",
    type: "milestone-template",
    title: "Milestone templates",
    lead: "Steps you often use on the way back to lessons. A new milestone can begin with one.",
    add: "Add a template",
    empty: "No templates yet",
    ordered: true,
    starter: {
      each: starterTemplates,
      words: "Begin with Waymark’s list",
      hint: "Six small steps; then change them as you like.",
    },
    rest: RETIRED,
  },
  {
    path: "rooms",
    type: "room",
    title: "Rooms",
    lead: "Where IAP happens. A tablet shows the list of its room, with the buttons that the room chose.",
    add: "Add a room",
    empty: "No rooms yet",
    ordered: true,
    rest: RETIRED,
  },
  {
    path: "changed-days",
    type: "changed-day",
    title: "Closed days and early closures",
    lead: "Days that are not like the others, and holidays. Nobody is expected on a closed day.",
    add: "Add a day or a holiday",
    empty: "No closed days and early closures yet",
    ordered: false,
    rest: { ...RETIRED, words: "A day like any other after all", again: "It is changed" },
  },
  {
    path: "weeks",
    type: "week-start",
    title: "Weeks A and B",
    lead: "The weeks alternate from a Monday you name. Name one again after each holiday that puts the count out.",
    add: "Add a Monday",
    empty: "No weeks yet",
    ordered: false,
    rest: RETIRED,
  },
  {
    path: "people",
    type: "adult",
    title: "Adults",
    lead: "Everybody who uses Waymark or is named in it. Each adult signs in as themselves.",
    add: "Add an adult",
    empty: "No adults yet",
    ordered: false,
    rest: {
      field: "active",
      value: false,
      words: "No longer works here",
      again: "Works here again",
      hint: "They leave the lists and stay in the records that name them. It does not end their sign-in.",
      restingHint: "Their name stays on what they wrote.",
    },
    list: "adults",
  },
];

export const partAt = (path: string | undefined): SchoolPartWords | undefined =>
  SCHOOL_PARTS.find((part) => part.path === path);

export const isResting = (part: SchoolPartWords, record: ViewRecord): boolean =>
  valueOf(record, part.rest.field) === part.rest.value;

const orderOf = (record: ViewRecord): number => {
  const order = valueOf(record, "order");
  return typeof order === "number" ? order : 999;
};
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const namesOf = (record: ViewRecord): string =>
  sortName({ familyName: textOf(record, "familyName"), givenName: textOf(record, "givenName") });

/** In the order its page shows: the day by its times, the others by their place, adults by name. */
export function inPartOrder(part: SchoolPartWords, records: readonly ViewRecord[]): readonly ViewRecord[] {
  const by: (a: ViewRecord, b: ViewRecord) => number =
    part.type === "adult"
      ? (a, b) => compare(namesOf(a), namesOf(b))
      : part.type === "changed-day" || part.type === "week-start"
        ? (a, b) => compare(dayIn(b), dayIn(a))
        : part.type === "school-period"
          ? (a, b) => compare(textOf(a, "start"), textOf(b, "start")) || compare(textOf(a, "name"), textOf(b, "name"))
          : (a, b) => orderOf(a) - orderOf(b) || compare(titleOf(a), titleOf(b));
  return records.toSorted((a, b) => by(a, b) || compare(a.id, b.id));
}

const dayIn = (record: ViewRecord): string => textOf(record, "on") || textOf(record, "monday");

/** What a row is called. */
export function titleOf(record: ViewRecord): string {
  if (record.type === "adult")
    return textOf(record, "shownAs") || `${textOf(record, "givenName")} ${textOf(record, "familyName")}`.trim();
  if (dayIn(record) !== "") {
    const named = (day: string): string => `${weekdayWords(day)} ${dateWords(day)}`;
    const until = textOf(record, "kind") === "closed" ? textOf(record, "until") : "";
    return until > dayIn(record) ? `${named(dayIn(record))} to ${named(until)}` : named(dayIn(record));
  }
  return textOf(record, "name") || textOf(record, "label") || textOf(record, "title");
}

/** The quieter line under a row's name. */
export function factsOf(definition: RecordDefinition, record: ViewRecord): string {
  const words = (field: string): string => {
    const known = definition.fields[field];
    const value = textOf(record, field);
    return value !== "" && known?.kind === "choice" ? labelOf(known.codes, value) : value;
  };
  switch (record.type) {
    case "school-period":
      return [
        `${clockWords(textOf(record, "start"))} to ${clockWords(textOf(record, "end"))}`,
        // "Lunch · Lunch" says nothing more.
        words("kind") === textOf(record, "name") ? "" : words("kind"),
        daysOf(definition, record),
        textOf(record, "week") === "both" ? "" : words("week"),
      ]
        .filter(Boolean)
        .join(" · ");
    case "category":
      return [words("tone"), textOf(record, "meaning")].filter(Boolean).join(" · ");
    case "room":
      return textOf(record, "extension") === "" ? "" : `Extension ${textOf(record, "extension")}`;
    case "changed-day":
      return [
        words("kind"),
        textOf(record, "ends") === "" ? "" : `lessons end at ${clockWords(textOf(record, "ends"))}`,
        textOf(record, "why"),
      ]
        .filter(Boolean)
        .join(" · ");
    case "week-start":
      return words("week");
    case "milestone-template":
      return textOf(record, "criterion");
    case "adult":
      return [
        textOf(record, "shownAs") === "" ? "" : `${textOf(record, "givenName")} ${textOf(record, "familyName")}`,
        words("role"),
        // "SENCO · SENCO" says nothing more.
        textOf(record, "jobTitle") === words("role") ? "" : textOf(record, "jobTitle"),
      ]
        .filter(Boolean)
        .join(" · ");
    default:
      return "";
  }
}

function daysOf(definition: RecordDefinition, record: ViewRecord): string {
  const field = definition.fields["weekdays"];
  const days = valueOf(record, "weekdays");
  if (field?.kind !== "choices" || !Array.isArray(days) || days.length === 0) return "";
  return `${listWords(days.map((day) => labelOf(field.codes, String(day))))} only`;
}

/** The place of a new one: after all that are there. */
export function nextOrder(records: readonly ViewRecord[]): number {
  return records.reduce((last, record) => Math.max(last, orderOf(record) === 999 ? 0 : orderOf(record)), 0) + 1;
}
