// Dates and times in words: "Tuesday 9 June", "10:42am", "2 min ago". Texts in, texts out: a local moment is
// "2026-06-09T10:42" and a day "2026-06-09", as the records hold them, so that no time zone can shift them.

import { addMinutes, daysBetween, minutesBetween, weekdayOf } from "#casework/day.ts";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const MINUTE = 60_000;

/** "Tuesday" */
export function weekdayWords(day: string): string {
  return DAYS[weekdayOf(day)] ?? "";
}

/** "10:42am" from a moment or a time of day; 12-hour, as schools speak. */
export function clockWords(moment: string): string {
  const [hours = "0", minutes = "00"] = (moment.includes("T") ? moment.slice(11, 16) : moment).split(":");
  const hour = Number(hours);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes}${hour < 12 ? "am" : "pm"}`;
}

/** "9 June 2026" */
export function dateWords(day: string): string {
  const [year, month, date] = day.slice(0, 10).split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
}

/** "Tuesday 9 June", with the year when it is not this one. */
export function dayWords(day: string, today: string): string {
  const [year, month, date] = day.slice(0, 10).split("-");
  const words = `${weekdayWords(day)} ${Number(date)} ${MONTHS[Number(month) - 1] ?? ""}`;
  return year === today.slice(0, 4) ? words : `${words} ${year}`;
}

/** "Tuesday 9 June at 10:42am"; a day without a time gets none (never a made-up midnight). */
export function momentWords(moment: string, today: string): string {
  const day = dayWords(moment, today);
  return moment.includes("T") ? `${day} at ${clockWords(moment)}` : day;
}

/** How long ago, so that it grows plainer with age: "just now", "2 min ago", "3 hours ago", "yesterday 10:42am". */
export function ageWords(moment: string, now: string): string {
  if (!moment.includes("T")) return nearDayWords(moment, now);
  const minutes = minutesBetween(moment, now);
  const days = daysBetween(moment, now);
  // What screens take for now is a beat old: what came since is no future.
  if (minutes < -1) return days < 0 ? momentWords(moment, now) : `at ${clockWords(moment)}`;
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (days === 0) return minutes < 120 ? "1 hour ago" : `${Math.floor(minutes / 60)} hours ago`;
  return days < 7 ? `${nearDayWords(moment, now)} ${clockWords(moment)}` : nearDayWords(moment, now);
}

/** When something was done, with its day where that is not this one: "at 10:42am", "yesterday at 10:42am". */
export function pastWords(moment: string, now: string): string {
  const at = `at ${clockWords(moment)}`;
  return moment.slice(0, 10) === now.slice(0, 10) ? at : `${nearDayWords(moment, now)} ${at}`;
}

/** When something was saved: "10:42am", with its day where that is not this one: "yesterday at 10:42am". */
export function savedWords(moment: string, now: string): string {
  return moment.slice(0, 10) === now.slice(0, 10) ? clockWords(moment) : pastWords(moment, now);
}

/** "today", "yesterday", "Friday" within a week, then "9 June", then "9 June 2025". */
export function nearDayWords(day: string, today: string): string {
  const days = daysBetween(day, today);
  if (days === 0) return "today";
  if (days === 1) return "yesterday";
  if (days > 1 && days < 7) return weekdayWords(day);
  const words = dateWords(day);
  return day.slice(0, 4) === today.slice(0, 4) ? words.slice(0, -5) : words;
}

/** A date to come, or gone by: "today", "tomorrow", "in 5 days", "in 3 weeks", "2 days overdue". */
export function untilWords(day: string, today: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days > 1) return days < 14 ? `in ${days} days` : `in ${Math.round(days / 7)} weeks`;
  return days === -1 ? "1 day overdue" : `${-days} days overdue`;
}

/** A stamp ("2026-06-09T10:42:31+01:00") as the moment its device's clock showed. */
export function stampMoment(at: string): string {
  return at.slice(0, 16);
}

/** The local moment of an instant, given what the device's clock shows now. */
export function momentOf(instant: number, clock: { readonly now: number; readonly localNow: string }): string {
  return addMinutes(clock.localNow, Math.round((instant - clock.now) / MINUTE));
}
