// The school days of an English school year, near enough for any year: no list of dates to keep up.

import { addDays, weekdayOf } from "../day.ts";

const MONDAY = 1;
const TUESDAY = 2;

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

/** The calendar year in which the school year of a day began. */
export function schoolYearOf(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < "09-01" ? 1 : 0);
}

const inWeeks = (day: string, from: string, weeks: number): boolean => day >= from && day < addDays(from, 7 * weeks);

/** True on days when lessons are taught. */
export function isSchoolDay(day: string): boolean {
  const weekday = weekdayOf(day);
  if (weekday === 0 || weekday === 6) return false;
  const year = day.slice(0, 4);
  const date = day.slice(5);
  if (date > "07-21" && date < "09-03") return false;
  if (date > "12-19" || date < "01-05") return false;
  const month = date.slice(0, 2);
  if (month === "10" || month === "11") return !inWeeks(day, mondayOf(`${year}-10-28`), 1);
  if (month === "02") return !inWeeks(day, mondayOf(`${year}-02-19`), 1);
  if (month === "03" || month === "04") return !inWeeks(day, mondayOf(`${year}-04-04`), 2);
  if (month !== "05" && month !== "06") return true;
  // The spring bank holiday is the last Monday in May; its week is half-term. The early one is the first Monday.
  return !inWeeks(day, mondayOf(`${year}-05-31`), 1) && !(weekday === MONDAY && date <= "05-07");
}

/** The school day so many school days away; 0 gives the day itself, or the last school day before it. */
export function schoolDaysFrom(day: string, count: number): string {
  let at = day;
  while (!isSchoolDay(at)) at = addDays(at, -1);
  const step = count < 0 ? -1 : 1;
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (isSchoolDay(at)) left -= 1;
  }
  return at;
}

/** Every school day from one day to another, both included. */
export function schoolDaysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isSchoolDay(day)) days.push(day);
  return days;
}

/** The first day of the school year that began in a calendar year. */
export function firstDayOfYear(year: number): string {
  let day = `${year}-09-03`;
  while (!isSchoolDay(day)) day = addDays(day, 1);
  return day;
}

/**
 * The school Tuesday on which the demo stands: the last one that is not after `today`. Not in the last weeks of a school
 * year, when Year 11 has left, nor in the first ones, when Year 7 has no history yet: then it is one in early June.
 */
export function demoTuesday(today: string): string {
  let day = addDays(today, -((weekdayOf(today) - TUESDAY + 7) % 7));
  const unfit = (at: string): boolean => at.slice(5) >= "06-16" && at.slice(5) < "11-16";
  while (!isSchoolDay(day) || unfit(day)) day = addDays(day, -7);
  return day;
}

/** What the clocks in England are ahead of UTC on a day: an hour from the last Sunday of March to that of October. */
export function ukOffset(day: string): string {
  const year = day.slice(0, 4);
  const lastSunday = (monthEnd: string): string => addDays(monthEnd, -weekdayOf(monthEnd));
  return day >= lastSunday(`${year}-03-31`) && day < lastSunday(`${year}-10-31`) ? "+01:00" : "+00:00";
}
