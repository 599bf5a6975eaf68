// The rows of Today as plain data: who is in the room, and the few things an adult needs before they speak.

import { daysBetween } from "#casework/day.ts";
import { forceClock } from "#casework/measures/force-clock.ts";
import { type MilestoneCount, countWords, milestoneCount, slimsReachBack } from "#casework/measures/milestone-count.ts";
import { type RoomState, type WhereNow, whereNow } from "#casework/measures/where-now.ts";
import { type DayPeriod, type SchoolDay, type TimetabledLesson, lessonIn } from "#casework/school-day.ts";
import { schema } from "#casework/schema.ts";
import type { Slim } from "#ledger/slim.ts";
import { type Directory, type PupilEntry, type SchoolFacts, slimsOf, textIn } from "../../directory.ts";
import { goodToKnow } from "../../plans-in-force.ts";
import { clockWords, momentWords } from "../../text/dates.ts";
import { compareNames, pupilFirstName } from "../../text/names.ts";
import { currentPlacement, standingOf } from "../pupil/standing.ts";

export interface LastEntry {
  readonly id: string;
  readonly words: string;
  readonly when: string;
}

export interface Notice {
  readonly words: string;
  readonly tone: "note" | "warn" | "neutral";
}

/** Why a pupil stands in the room's list: placed here, back in lessons with a check due, or came without being placed. */
export type Because = "placed" | "check" | "visit";

export interface RoomRow {
  readonly entry: PupilEntry;
  readonly because: Because;
  readonly where: WhereNow;
  readonly goodToKnow: string;
  readonly hasPlan: boolean;
  /** The lesson their own timetable has in this period; missed where they are in the room. */
  readonly lesson: TimetabledLesson | undefined;
  /** A code of `workArrivals`; "" where nobody said. */
  readonly work: string;
  /** "2 of 3 calm starts. One more and Maths is back." */
  readonly milestone: string;
  readonly last: LastEntry | undefined;
  /** What falls due today, or waits. */
  readonly notices: readonly Notice[];
  readonly unsent: number;
  /** The room expects this pupil in the period that is on, or nobody said in which; or somebody saw them in it. */
  readonly expected: boolean;
}

/** The period a list of the room is about, and the moment from which what was said of it is sure. */
export interface ListPeriod {
  readonly period: DayPeriod | undefined;
  /** "2026-06-09T10:55"; undefined where anything said today is the last that is known. */
  readonly since: string | undefined;
}

const BREAKS: readonly string[] = ["break", "lunch"];
const isLesson = (one: DayPeriod): boolean => !BREAKS.includes(one.kind);

/** The period that is on, else the next with lessons. In a break what was said since the lesson before it still holds. */
export function listPeriod(day: SchoolDay): ListPeriod {
  const at = (one: DayPeriod | undefined): string | undefined => one && `${day.day}T${one.start}`;
  if (day.now && isLesson(day.now)) return { period: day.now, since: at(day.now) };
  const start = day.now?.start ?? day.next?.start ?? "24:00";
  const before = day.periods.findLast((one) => isLesson(one) && one.start < start);
  const next = day.periods.find((one) => isLesson(one) && one.start >= start);
  return { period: next, since: at(day.now ? before : undefined) };
}

/** Whose list it is: the room's, by the period that is on or the one looked at, at a local moment. */
export interface RoomAsk {
  readonly day: SchoolDay;
  readonly localNow: string;
  /** The one that is on, or comes next, unless told. */
  readonly at?: ListPeriod;
  /** The id of a room; "" for all. */
  readonly room?: string;
}

/** By first name. Without a period everybody is expected, but on a day without school nobody is. */
export function roomRows(directory: Directory, ask: RoomAsk): readonly RoomRow[] {
  return inOrder(directory.pupils.flatMap((entry) => rowOf(entry, directory, ask) ?? []));
}

/** Of one pupil; undefined where they do not stand in the list. */
export function rowOf(entry: PupilEntry, school: SchoolFacts, ask: RoomAsk): RoomRow | undefined {
  const because = whyHere(entry, ask);
  return because && roomRow(entry, because, school, ask);
}

export const inOrder = (rows: readonly RoomRow[]): readonly RoomRow[] =>
  rows.toSorted((a, b) => compareNames(firstName(a), firstName(b)));

const firstName = (row: RoomRow): string => pupilFirstName(row.entry.pupil.fields);

/** What is added up on the other screens, so that no two figures disagree. */
export function countsWords(rows: readonly RoomRow[]): string {
  const of = (because: RoomRow["because"]): number => rows.filter((row) => row.because === because).length;
  return [
    `${of("placed")} in IAP`,
    ...(of("check") > 0 ? [`${of("check")} back in lessons with a check due`] : []),
    ...(of("visit") > 0 ? [`${of("visit")} not placed here`] : []),
  ].join(", ");
}

function whyHere(entry: PupilEntry, { day, room = "" }: RoomAsk): Because | undefined {
  const placements = slimsOf(entry, "placement");
  const standing = standingOf(placements);
  const home = textIn(currentPlacement(placements), "room");
  // What names no room belongs to every room: nobody falls between two lists.
  if (room !== "" && home !== "" && home !== room) return cameToday(entry, day.day) ? "visit" : undefined;
  if (standing === "in-iap") return "placed";
  if (standing === "monitored" && checkDue(placements, day.day) !== undefined) return "check";
  return cameToday(entry, day.day) || openSafety(entry) ? "visit" : undefined;
}

/** `today`: "2026-06-09". */
export const cameToday = (entry: PupilEntry, today: string): boolean =>
  slimsOf(entry, "visit").some((one) => one.when.slice(0, 10) === today);

/** Somebody looks for them, or the removal that brought them here is not over yet, from whatever day. */
const openSafety = (entry: PupilEntry): boolean => notFound(entry).length + openRemovals(entry).length > 0;

/** Having left the room and not been found: looked for until somebody finds them, however long ago it was. */
export const notFound = (entry: PupilEntry): readonly Slim[] =>
  slimsOf(entry, "left-room").filter((left) => textIn(left, "foundAt") === "");

/** Removals that brought the pupil to the room. One is over when the pupil is back and the parents know. */
export function openRemovals(entry: PupilEntry): readonly Slim[] {
  const visits = new Set(slimsOf(entry, "visit").map((visit) => visit.when));
  return slimsOf(entry, "removal").filter(
    (one) => visits.has(one.when) && (textIn(one, "backAt") === "" || textIn(one, "parentToldAt") === ""),
  );
}

function checkDue(placements: readonly Slim[], today: string): { week: "Six" | "Twelve"; on: string } | undefined {
  const placement = currentPlacement(placements);
  for (const [week, check] of [
    ["Six", "sixWeekCheck"],
    ["Twelve", "twelveWeekCheck"],
  ] as const) {
    const on = textIn(placement, `${check}On`);
    if (on !== "" && on <= today && textIn(placement, check) === "") return { week, on };
  }
  return undefined;
}

function roomRow(entry: PupilEntry, because: Because, school: SchoolFacts, ask: RoomAsk): RoomRow {
  const { day, localNow, at = listPeriod(day) } = ask;
  const plan = slimsOf(entry, "plan").find((one) => textIn(one, "endedOn") === "");
  // Of a period that is over: as it was at its end.
  const over = at.period === undefined ? "" : `${day.day}T${at.period.end}`;
  const where = whereNow(entry.slims, over !== "" && over < localNow ? over : localNow, at.since);
  const lesson = at.period && lessonIn(slimsOf(entry, "timetable-slot"), at.period.id, day.day, day.week);
  return {
    entry,
    because,
    where,
    goodToKnow: goodToKnow(entry),
    hasPlan: plan !== undefined,
    lesson,
    work: at.period === undefined ? "" : workOf(entry, at.period, day.day),
    milestone: milestoneLine(entry, school),
    last: lastEntry(entry, school),
    notices: noticesFor(entry, plan, localNow),
    unsent: entry.slims.filter((slim) => slim.unsent).length,
    expected: isExpected({ entry, because, where, lesson, plan }, at, day, school.periods.length > 0),
  };
}

function workOf(entry: PupilEntry, period: DayPeriod, today: string): string {
  const log = slimsOf(entry, "session-log").find(
    (one) =>
      textIn(one, "period") === period.id && one.when.slice(0, 10) === today && textIn(one, "workArrived") !== "",
  );
  return textIn(log, "workArrived");
}

const GONE: readonly RoomState[] = ["in-lesson", "not-in-school", "not-said"];

/**
 * By the timetable, else the plan; or something falls due today; or an entry of this period says that they are here.
 * Whoever came unplanned is expected until somebody says that they have gone.
 */
function isExpected(
  {
    entry,
    because,
    where,
    lesson,
    plan,
  }: Pick<RoomRow, "entry" | "because" | "where" | "lesson"> & {
    readonly plan: Slim | undefined;
  },
  { period, since }: ListPeriod,
  day: SchoolDay,
  hasPeriods: boolean,
): boolean {
  if (where.leftOpen !== undefined || (where.sure && !GONE.includes(where.state))) return true;
  if (because === "visit") return !GONE.includes(where.state);
  // After school everybody; at a weekend nobody; and everybody where no school day was set up.
  if (period === undefined) return day.periods.length > 0 || !hasPeriods;
  if (checkDue(slimsOf(entry, "placement"), day.day) !== undefined) return true;
  const end = `${day.day}T${period.end}`;
  if (since !== undefined && loggedBetween(entry, since, end)) return true;
  if (lesson !== undefined && lesson.where !== "") return lesson.where === "base";
  const periods = plan?.fields["roomPeriods"];
  return !Array.isArray(periods) || periods.length === 0 || periods.includes(period.id);
}

const logsOf = (entry: PupilEntry): readonly Slim[] => [
  ...slimsOf(entry, "behaviour-log"),
  ...slimsOf(entry, "session-log"),
];

/** Somebody wrote of them in a span of local moments, its end not counted: they were seen [C36]. */
export const loggedBetween = (entry: PupilEntry, from: string, until: string): boolean =>
  logsOf(entry).some(({ when }) => from <= when && when < until);

const WORK_ALONE: readonly string[] = ["when", "period", "workArrived"];

/** A session log that says that work has come and nothing else: nobody was logged by it. */
const isWorkAlone = (log: Slim): boolean =>
  log.type === "session-log" &&
  log.fields["workArrived"] !== undefined &&
  Object.keys(log.fields).every((field) => WORK_ALONE.includes(field));

function lastEntry(entry: PupilEntry, school: SchoolFacts): LastEntry | undefined {
  let newest: Slim | undefined;
  for (const log of logsOf(entry)) if ((!newest || log.when > newest.when) && !isWorkAlone(log)) newest = log;
  if (newest === undefined) return undefined;
  if (newest.type === "behaviour-log") {
    const category = textIn(school.categoryById.get(textIn(newest, "category")), "label");
    return { id: newest.id, words: category || "Behaviour log", when: newest.when };
  }
  const period = textIn(school.periodById.get(textIn(newest, "period")), "name");
  return { id: newest.id, words: `Session${period === "" ? "" : `, ${period}`}`, when: newest.when };
}

/** The milestone under way that comes first. */
export function currentMilestone(entry: PupilEntry): Slim | undefined {
  const order = (slim: Slim): number => (typeof slim.fields["order"] === "number" ? slim.fields["order"] : 999);
  return slimsOf(entry, "milestone")
    .filter((one) => textIn(one, "status") === "started")
    .sort((a, b) => order(a) - order(b))[0];
}

/** How far it is; undefined where nothing is counted, or the summary does not reach back to where the count begins. */
export function countTowards(entry: PupilEntry, milestone: Slim): MilestoneCount | undefined {
  return slimsReachBack(milestone, entry.slims, schema) ? milestoneCount(milestone, entry.slims) : undefined;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** Progress as the next step: what is there, what is missing, what it brings. */
export function milestoneLine(entry: PupilEntry, school: SchoolFacts): string {
  const milestone = currentMilestone(entry);
  if (milestone === undefined) return "";
  const progress = countTowards(entry, milestone);
  const title = textIn(milestone, "title");
  if (progress === undefined) return title;
  const { of, reached, next } = progress;
  const counted = countWords(progress);
  // "Three calm starts" counts itself: "2 of 3 calm starts".
  const [first = "", ...rest] = title.split(" ");
  const named = NUMBERS.includes(first) || first === String(of);
  const told = named ? `${counted} ${rest.join(" ")}` : `${title}: ${counted}`;
  if (reached) {
    const who = textIn(milestone, "toConfirm");
    return `${told}. ${who === "" ? "Somebody can confirm it." : `${school.adultName(who)} to confirm.`}`;
  }
  const back = textIn(milestone, "bringsBack").replace(/ with .*$/, "");
  const left = next?.more ?? of;
  const more = NUMBERS[left] ?? String(left);
  return back === "" ? `${told}.` : `${told}. ${more} more and ${back} is back.`;
}

function noticesFor(entry: PupilEntry, plan: Slim | undefined, localNow: string): readonly Notice[] {
  const today = localNow.slice(0, 10);
  const notices: Notice[] = [];
  for (const one of slimsOf(entry, "force-notice")) {
    const clock = forceClock(one, localNow);
    for (const words of clock?.words.split(". ") ?? []) if (words !== "") notices.push({ words, tone: "warn" });
  }
  if (entry.slims.some((slim) => slim.open > 0)) notices.push({ words: "Needs a decision", tone: "note" });
  for (const one of slimsOf(entry, "internal-suspension")) {
    const words = suspensionWords(one, localNow);
    if (words !== "") notices.push({ words, tone: "neutral" });
  }
  const check = checkDue(slimsOf(entry, "placement"), today);
  if (check)
    notices.push({ words: `${check.week}-week check ${dueWords(check.on, today)}`, tone: toneFor(check.on, today) });
  const review = textIn(plan, "reviewDate");
  if (review !== "" && review <= today)
    notices.push({ words: `Review ${dueWords(review, today)}`, tone: toneFor(review, today) });
  for (const contact of slimsOf(entry, "parent-contact")) {
    const by = textIn(contact, "followUpBy");
    if (textIn(contact, "outcome") === "to-do" && (by === "" || by <= today)) {
      const words = by !== "" && by < today ? `Home not yet rung, ${dueWords(by, today)}` : "Home not yet rung";
      notices.push({ words, tone: toneFor(by || today, today) });
    }
  }
  return notices;
}

/** A sanction that is on now; without an end it lasts its first day [C10]. It changes nothing of the support here [C21]. */
function suspensionWords(suspension: Slim, localNow: string): string {
  const until = textIn(suspension, "until") || `${suspension.when.slice(0, 10)}T23:59`;
  if (suspension.when > localNow || until <= localNow) return "";
  if (until.slice(0, 10) !== localNow.slice(0, 10)) return `Internal suspension until ${momentWords(until, localNow)}`;
  return until.endsWith("T23:59") ? "Internal suspension today" : `Internal suspension until ${clockWords(until)}`;
}

function dueWords(day: string, today: string): string {
  const days = daysBetween(day, today);
  return days === 0 ? "today" : days === 1 ? "1 day overdue" : `${days} days overdue`;
}

const toneFor = (day: string, today: string): Notice["tone"] => (day < today ? "warn" : "neutral");
