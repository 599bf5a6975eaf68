// The end of a day: what is missing from the record, and what the school's own system does not have yet. Pure, over the
// records of the room's pupils; no sentence holds a name.

import type { RecordId, ScopeId } from "#ledger/names.ts";
import { TICKED_IN } from "../commands/hand-over.ts";
import { dayOf } from "../day.ts";
import type { DayPeriod, SchoolDay } from "../school-day.ts";
import { type Readable, type RecordFacts, compare, factsInOrder, listIn, textIn } from "./record-facts.ts";

export interface PupilsRecords {
  readonly pupil: ScopeId;
  readonly records: readonly Readable[];
  /** The periods in which the room expected this pupil today. */
  readonly expected?: readonly string[];
}

export type MissingKind =
  | "left-room"
  | "force-record"
  | "force-parents"
  | "seclusion"
  | "told-dsl"
  | "whereabouts"
  | "removal-parents"
  | "removal-could-leave"
  | "home"
  | "behaviour-detail"
  | "session-log"
  | "session-rating";

export interface Missing {
  readonly kind: MissingKind;
  readonly pupil: ScopeId;
  /** The record that is not complete; absent where there is none yet. */
  readonly record?: RecordId;
  readonly period?: string;
  /** In plain words, without a name. */
  readonly words: string;
  /** From a day before today. */
  readonly overdue: boolean;
}

/** What cannot wait stands first. */
const ORDER: readonly MissingKind[] = [
  "left-room",
  "force-record",
  "force-parents",
  "seclusion",
  "told-dsl",
  "whereabouts",
  "removal-parents",
  "removal-could-leave",
  "home",
  "behaviour-detail",
  "session-log",
  "session-rating",
];

/**
 * What is missing [C32]. Safety never goes stale: what is open there is listed from any day; the rest is of today. Only
 * periods that are over are asked for.
 */
export function missingToday(
  pupils: readonly PupilsRecords[],
  day: Pick<SchoolDay, "day" | "periods">,
  now: string,
): readonly Missing[] {
  const found = pupils.flatMap((one) => missingOf(one, day, now));
  return found.sort(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      // By pupil where it keeps a child safe; what is about the lessons in the order of the day.
      (a.period === undefined ? 0 : placeIn(day, a.period) - placeIn(day, b.period)) ||
      compare(a.pupil, b.pupil) ||
      compare(a.record ?? "", b.record ?? ""),
  );
}

const placeIn = ({ periods }: Pick<SchoolDay, "periods">, period: string | undefined): number =>
  periods.findIndex(({ id }) => id === period);

function missingOf(one: PupilsRecords, day: Pick<SchoolDay, "day" | "periods">, now: string): readonly Missing[] {
  const { pupil } = one;
  const facts = factsInOrder(one.records).filter(({ when }) => when <= now);
  const ofType = (type: string): readonly RecordFacts[] => facts.filter((record) => record.type === type);
  const missing: Missing[] = [];
  const add = (kind: MissingKind, record: RecordFacts, words: string): void => {
    const overdue = dayOf(record.when) < day.day;
    missing.push({ kind, pupil, record: record.id as RecordId, words, overdue });
  };
  for (const left of ofType("left-room"))
    if (textIn(left, "foundAt") === "") add("left-room", left, "Left the room and not found yet");
  for (const notice of ofType("force-notice")) {
    if (textIn(notice, "finishedAt") === "") add("force-record", notice, "Force record not written yet");
    if (textIn(notice, "parentToldAt") === "") add("force-parents", notice, "Parents not told about the use of force");
  }
  for (const told of ofType("told-dsl"))
    if (textIn(told, "acknowledgedAt") === "") add("told-dsl", told, "DSL told, not acknowledged yet");
  for (const sanction of [...ofType("removal"), ...ofType("internal-suspension")])
    if (mayBeSeclusion(sanction) && !hasNotice(sanction, ofType("force-notice")))
      add("seclusion", sanction, "Could not leave: it may be seclusion. Write a record of it");
  const today = (record: RecordFacts): boolean => dayOf(record.when) === day.day;
  for (const removal of ofType("removal").filter(today)) {
    if (textIn(removal, "parentToldAt") === "")
      add("removal-parents", removal, "Removed from lesson, parents not told");
    if (removal.value("couldLeave") === null) add("removal-could-leave", removal, "Say whether the pupil could leave");
  }
  for (const contact of ofType("parent-contact")) {
    const by = textIn(contact, "followUpBy");
    if (textIn(contact, "outcome") === "to-do" && (by === "" ? today(contact) : by <= day.day))
      add("home", contact, "Home not rung yet");
  }
  for (const log of ofType("behaviour-log").filter(today))
    if (
      ["3", "4"].includes(textIn(log, "intensity")) &&
      ["behaviour", "note"].every((name) => textIn(log, name) === "")
    )
      add("behaviour-detail", log, "Strong, and nothing said yet of what was seen");
  missing.push(...unknownPlace(pupil, ofType("whereabouts").filter(today)));
  missing.push(...sessionsMissing(one, facts.filter(today), day.periods, now));
  return missing;
}

/** A sanction that kept a pupil who could not leave, or believed so, may meet the meaning of seclusion. */
export function mayBeSeclusion(sanction: RecordFacts): boolean {
  return sanction.value("couldLeave") === false;
}

const hasNotice = (sanction: RecordFacts, notices: readonly RecordFacts[]): boolean =>
  notices.some((notice) => dayOf(notice.when) === dayOf(sanction.when) && notice.when >= sanction.when);

function unknownPlace(pupil: ScopeId, entries: readonly RecordFacts[]): readonly Missing[] {
  const last = entries.at(-1);
  if (!last || textIn(last, "state") !== "dont-know") return [];
  const words =
    textIn(last, "onCallTold") === "" ? "Nobody knows where, and on-call is not told" : "Nobody knows where";
  return [{ kind: "whereabouts", pupil, record: last.id as RecordId, words, overdue: false }];
}

const BREAKS: readonly string[] = ["break", "lunch"];

function sessionsMissing(
  { pupil, expected = [] }: PupilsRecords,
  today: readonly RecordFacts[],
  periods: readonly DayPeriod[],
  now: string,
): readonly Missing[] {
  const missing: Missing[] = [];
  const lastSaid = today.findLast((one) => one.type === "whereabouts");
  const gone = lastSaid !== undefined && textIn(lastSaid, "state") === "not-in-school";
  for (const period of periods) {
    const { id, name, end, kind } = period;
    if (BREAKS.includes(kind) || end > now.slice(11, 16)) continue;
    const inPeriod = today.filter((one) => isInPeriod(one, period));
    const logs = inPeriod.filter((one) => one.type === "session-log");
    const log = logs.at(-1);
    const said = inPeriod.filter((one) => one.type === "whereabouts").map((one) => textIn(one, "state"));
    const seen = said.some((state) => state === "here" || state === "late");
    const elsewhere = said.at(-1) === "in-lesson";
    if (!log) {
      if (seen || (expected.includes(id) && !elsewhere && !gone))
        missing.push({ kind: "session-log", pupil, period: id, words: `${name}: no session log`, overdue: false });
      continue;
    }
    const present = ["", "here", "late"].includes(textIn(log, "presence"));
    const rated = logs.some((one) => textIn(one, "regulation") !== "" || textIn(one, "engagement") !== "");
    if (present && !rated) {
      const words = `${name}: not rated yet`;
      missing.push({ kind: "session-rating", pupil, record: log.id as RecordId, period: id, words, overdue: false });
    }
  }
  return missing;
}

/** By the period it names; what names none stands in the one whose minutes it falls in. */
function isInPeriod(one: RecordFacts, { id, start, end }: DayPeriod): boolean {
  const period = textIn(one, "period");
  const time = one.when.slice(11, 16);
  return period === "" ? start <= time && time < end : period === id;
}

export interface HandOffRow {
  readonly id: RecordId;
  readonly type: string;
  readonly pupil: ScopeId;
  readonly when: string;
  readonly facts: RecordFacts;
}

/**
 * What the school's own system may not have yet of these days, both included: what is not ticked, oldest first [C31]. A
 * tick that was taken back counts no more.
 */
export function handOffList(pupils: readonly PupilsRecords[], from: string, to = from): readonly HandOffRow[] {
  return pupils
    .flatMap(({ pupil, records }) => {
      const facts = factsInOrder(records);
      const ticked = new Set(
        facts
          .filter((one) => one.type === "hand-off")
          .flatMap((one) => Object.values(TICKED_IN).flatMap((field) => listIn(one, field))),
      );
      return facts
        .filter((one) => TICKED_IN[one.type] !== undefined && !ticked.has(one.id))
        .filter((one) => from <= dayOf(one.when) && dayOf(one.when) <= to)
        .map((one) => ({ id: one.id as RecordId, type: one.type, pupil, when: one.when, facts: one }));
    })
    .sort((a, b) => compare(a.when, b.when) || compare(a.id, b.id));
}

/** The names behind the ids, as the school's own system knows them. */
export interface HandOffWords {
  pupil(id: string): string;
  category(id: string): string;
  period(id: string): string;
  adult(id: string): string;
}

const KIND_WORDS: { readonly [type: string]: string } = {
  "left-room": "Left the room",
  removal: "Removed from lesson",
  "internal-suspension": "Internal suspension",
};

/** The list as rows of text, headings first, for a copy or a file. What home may read and what is internal stay here. */
export function handOffTable(rows: readonly HandOffRow[], words: HandOffWords): readonly (readonly string[])[] {
  const headings = ["Pupil", "Date", "Time", "Period", "What", "Lesson", "Logged by"];
  return [
    headings,
    ...rows.map(({ pupil, when, type, facts }) => [
      words.pupil(pupil),
      when.slice(0, 10),
      when.slice(11, 16),
      words.period(textIn(facts, "period")),
      KIND_WORDS[type] ?? words.category(textIn(facts, "category")),
      textIn(facts, "lesson"),
      facts.author === undefined ? "" : words.adult(facts.author),
    ]),
  ];
}
