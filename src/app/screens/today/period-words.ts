// The head of Today in words: which period it is, whether the day is like the others, and what comes next.

import type { DayPeriod, SchoolDay } from "#casework/school-day.ts";
import { clockWords } from "../../text/dates.ts";

/** "Period 3, 10:55am to 11:55am" */
export const spanWords = ({ name, start, end }: DayPeriod): string =>
  `${name}, ${clockWords(start)} to ${clockWords(end)}`;

/**
 * `periods`: the school has set up a day at all; or it has not; or nothing can be said of it, since not everything has
 * arrived on this tablet.
 */
export function dayStateWords(day: SchoolDay, periods: "some" | "none" | "unknown"): string {
  const why = day.changed === undefined || day.changed.why === "" ? "" : `: ${day.changed.why}`;
  if (day.changed?.closed) return `School is closed today${why}`;
  const week = day.week === undefined ? "" : ` · Week ${day.week}`;
  const early =
    day.changed !== undefined && day.ends !== undefined ? ` · Closes early, ${clockWords(day.ends)}${why}` : "";
  return `${periodNow(day, periods)}${week}${early}`;
}

function periodNow(day: SchoolDay, periods: "some" | "none" | "unknown"): string {
  if (day.now) return spanWords(day.now);
  if (day.next && !day.previous) return `Before school. First: ${spanWords(day.next)}`;
  if (day.next) return `Between periods. Next: ${spanWords(day.next)}`;
  if (day.periods.length > 0) return "The school day is over";
  if (periods === "unknown") return "The school day has not arrived here yet";
  return periods === "some" ? "No school today" : "No periods are set up yet";
}
