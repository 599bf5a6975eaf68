// Which period it is, from the school's own day: what is on now, what comes next, and when the day is over.

import { daysBetween, minutesBetween, weekdayOf } from "#casework/day.ts";
import type { Slim } from "#ledger/slim.ts";
import { textIn } from "../../directory.ts";
import { monday } from "../pupil/standing.ts";

export interface SchoolDay {
  /** Today's periods, in order. */
  readonly periods: readonly Slim[];
  readonly now: Slim | undefined;
  readonly next: Slim | undefined;
  /** The end of the last period ("15:05"). */
  readonly ends: string | undefined;
  /** Ten minutes are left of the last period, or it is over. */
  readonly ending: boolean;
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
/** Time enough to connect the tablet before it goes into its cupboard. */
const LAST_MINUTES = 10;

/** "A" or "B"; undefined where the timetable has one week, or nobody said which week began. */
export function timetableWeek(settings: Slim | undefined, day: string): "A" | "B" | undefined {
  const starts = textIn(settings, "weekAStarts");
  if (settings?.fields["abWeeks"] !== true || starts === "") return undefined;
  return Math.round(daysBetween(monday(starts), monday(day)) / 7) % 2 === 0 ? "A" : "B";
}

function isOn(period: Slim, weekday: string, week: "A" | "B" | undefined): boolean {
  const days = period.fields["weekdays"];
  const held = textIn(period, "week");
  const onDay =
    Array.isArray(days) && days.length > 0 ? days.includes(weekday) : weekday !== "sun" && weekday !== "sat";
  return onDay && (held === "" || held === "both" || week === undefined || held === week);
}

export function schoolDay(periods: readonly Slim[], settings: Slim | undefined, localNow: string): SchoolDay {
  const day = localNow.slice(0, 10);
  const time = localNow.slice(11, 16);
  const weekday = WEEKDAYS[weekdayOf(day)] ?? "";
  const week = timetableWeek(settings, day);
  const today = periods.filter((period) => isOn(period, weekday, week));
  const ends = today
    .map((period) => textIn(period, "end"))
    .sort()
    .at(-1);
  return {
    periods: today,
    now: today.find((period) => textIn(period, "start") <= time && time < textIn(period, "end")),
    next: today.find((period) => textIn(period, "start") > time),
    ends,
    ending: ends !== undefined && minutesBetween(localNow, `${day}T${ends}`) <= LAST_MINUTES,
  };
}
