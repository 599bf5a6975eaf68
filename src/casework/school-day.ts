// Which period it is, from the school's own settings: the periods of the day with weeks A and B, and days that are closed
// or over early. Periods, weeks and changed days are records of the school, whole or slim.

import type { RecordId } from "#ledger/names.ts";
import { addDays, dayOf, daysBetween, minutesBetween, weekdayOf } from "./day.ts";
import {
  type Readable,
  type RecordFacts,
  compare,
  factsInOrder,
  factsOf,
  listIn,
  textIn,
} from "./measures/record-facts.ts";

export interface SchoolCalendar {
  readonly periods: readonly Readable[];
  readonly settings?: Readable | undefined;
  readonly weekStarts?: readonly Readable[];
  readonly changedDays?: readonly Readable[];
}

export interface DayPeriod {
  readonly id: RecordId;
  readonly name: string;
  readonly kind: string;
  /** "10:55" */
  readonly start: string;
  /** Where a day closes early, a period ends with it. */
  readonly end: string;
}

export interface SchoolDay {
  readonly day: string;
  readonly week: "A" | "B" | undefined;
  /** In the order of the day; none on a closed day or at a weekend. */
  readonly periods: readonly DayPeriod[];
  readonly now: DayPeriod | undefined;
  readonly next: DayPeriod | undefined;
  readonly previous: DayPeriod | undefined;
  /** The end of the last period ("15:15"). */
  readonly ends: string | undefined;
  /** Why the day is not like the others, where the school says so. */
  readonly changed: { readonly closed: boolean; readonly why: string } | undefined;
  /** Ten minutes are left of the last period, or it is over. */
  readonly ending: boolean;
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
/** Time enough to rate a room and to connect the tablet before it goes into its cupboard. */
const LAST_MINUTES = 10;

const mondayOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));
const inUse = (facts: RecordFacts): boolean => facts.value("retired") !== true;

/**
 * "A" or "B" [C16]. The newest start of a week on or before the day decides, and every week after it alternates:
 * holidays put a count out, so a school sets it again when it comes back. Undefined where the timetable has one week,
 * or nobody said which week began.
 */
export function timetableWeek({ settings, weekStarts = [] }: SchoolCalendar, day: string): "A" | "B" | undefined {
  const held = settings && factsOf(settings);
  if (!held || held.value("abWeeks") !== true) return undefined;
  const first = textIn(held, "weekAStarts");
  const starts = factsInOrder(weekStarts)
    .filter(inUse)
    .map((one) => ({ monday: textIn(one, "monday"), week: textIn(one, "week") }));
  if (first !== "") starts.push({ monday: first, week: "A" });
  const monday = mondayOf(day);
  const start = starts
    .map(({ monday: from, week }) => ({ from: mondayOf(from), week }))
    .filter(({ week }) => week === "A" || week === "B")
    // Before the first start the weeks run backwards from it: a school that set it up in October has a September.
    .sort((a, b) => compare(b.from, a.from))
    .find(({ from }, i, all) => from <= monday || i === all.length - 1);
  if (!start) return undefined;
  const even = Math.abs(daysBetween(start.from, monday) / 7) % 2 === 0;
  return even === (start.week === "A") ? "A" : "B";
}

/** Is something that stands on weekdays of weeks on at a day? No weekdays means every school day. */
export function isOnDay(facts: RecordFacts, day: string, week: "A" | "B" | undefined): boolean {
  const weekday = WEEKDAYS[weekdayOf(day)] as string;
  const days = listIn(facts, "weekdays");
  const onDay = days.length > 0 ? days.includes(weekday) : weekday !== "sun" && weekday !== "sat";
  const held = textIn(facts, "week");
  return onDay && (held === "" || held === "both" || week === undefined || held === week);
}

/** What the school said of a day, undefined for nothing: of the day itself before the holiday it lies in [C17]. */
function changeOn(changedDays: readonly Readable[], day: string): RecordFacts | undefined {
  const changes = factsInOrder(changedDays).filter(inUse);
  return changes.findLast((one) => textIn(one, "on") === day) ?? changes.findLast((one) => lies(day, one));
}

const isClosure = (change: RecordFacts | undefined): boolean =>
  change !== undefined && textIn(change, "kind") === "closed";

/** Did the school call a day ("2026-06-09") closed [C17]? Of weekends this says nothing. */
export function isClosedOn(changedDays: readonly Readable[], day: string): boolean {
  return isClosure(changeOn(changedDays, day));
}

/** The school's day at a local moment ("2026-06-09T11:07"). */
export function schoolDay(calendar: SchoolCalendar, now: string): SchoolDay {
  const day = dayOf(now);
  const time = now.slice(11, 16);
  const week = timetableWeek(calendar, day);
  const change = changeOn(calendar.changedDays ?? [], day);
  const closed = isClosure(change);
  const early = change && textIn(change, "kind") === "early" ? textIn(change, "ends") : "";
  const periods = closed
    ? []
    : factsInOrder(calendar.periods)
        .filter((one) => inUse(one) && isOnDay(one, day, week))
        .map(toPeriod)
        .sort((a, b) => compare(a.start, b.start) || compare(a.id, b.id))
        .flatMap((one) => endedBy(one, early));
  const ends = periods
    .map(({ end }) => end)
    .sort()
    .at(-1);
  return {
    day,
    week,
    periods,
    now: periods.find(({ start, end }) => start <= time && time < end),
    next: periods.find(({ start }) => start > time),
    previous: periods.findLast(({ end }) => end <= time),
    ends,
    changed: change && { closed, why: textIn(change, "why") },
    ending: ends !== undefined && minutesBetween(now, `${day}T${ends}`) <= LAST_MINUTES,
  };
}

/** Nobody looks further back: a summer holiday is six weeks. */
const FARTHEST_BACK = 92;

/** The last day before this one on which school was open [C58]; undefined where there was none for three months. */
export function schoolDayBefore(calendar: SchoolCalendar, day: string): string | undefined {
  for (let back = 1; back <= FARTHEST_BACK; back += 1) {
    const before = addDays(day, -back);
    const { periods, changed } = schoolDay(calendar, `${before}T00:00`);
    const isWeekday = ![0, 6].includes(weekdayOf(before));
    if (changed?.closed !== true && (periods.length > 0 || (calendar.periods.length === 0 && isWeekday))) return before;
  }
  return undefined;
}

/** In a holiday: only what is closed lasts longer than its day [C17]. */
const lies = (day: string, change: RecordFacts): boolean =>
  isClosure(change) && textIn(change, "on") <= day && day <= textIn(change, "until");

const toPeriod = (one: RecordFacts): DayPeriod => ({
  id: one.id as RecordId,
  name: textIn(one, "name"),
  kind: textIn(one, "kind"),
  start: textIn(one, "start"),
  end: textIn(one, "end"),
});

/** C17: on a day that closes early a period that would begin later is not on, and one that is on ends with the day. */
function endedBy(period: DayPeriod, early: string): readonly DayPeriod[] {
  if (early === "" || period.end <= early) return [period];
  return period.start < early ? [{ ...period, end: early }] : [];
}

export interface TimetabledLesson {
  readonly lesson: string;
  readonly teacher: string;
  readonly place: string;
  /** A code of `whereabouts` in codes/day.ts; "" where nobody said. */
  readonly where: string;
}

/** What a pupil's own timetable says of a period on a day: the lesson, also when it is missed. Undefined for nothing. */
export function lessonIn(
  slots: readonly Readable[],
  period: string,
  day: string,
  week: "A" | "B" | undefined,
): TimetabledLesson | undefined {
  const on = factsInOrder(slots).filter((one) => {
    const [from, until] = [textIn(one, "from"), textIn(one, "until")];
    return (
      textIn(one, "period") === period &&
      isOnDay(one, day, week) &&
      (from === "" || from <= day) &&
      (until === "" || day <= until)
    );
  });
  // The one that began last: a timetable that changes half-way through a term leaves the old place standing.
  const slot = on.sort((a, b) => compare(textIn(a, "from"), textIn(b, "from"))).at(-1);
  return (
    slot && {
      lesson: textIn(slot, "lesson"),
      teacher: textIn(slot, "teacher"),
      place: textIn(slot, "place"),
      where: textIn(slot, "where"),
    }
  );
}
