// Arithmetic on calendar days ("2026-06-09") and local moments ("2026-06-09T10:42"). No time zones: the school's clock.

const DAY_MS = 86_400_000;

const toMs = (day: string): number => Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10));

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day so many days later, or earlier for a negative number. */
export function addDays(day: string, days: number): string {
  return toDay(toMs(day) + days * DAY_MS);
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return new Date(toMs(day)).getUTCDay();
}

/** The day of a moment. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}

const minuteOf = (moment: string): number =>
  toMs(moment) / 60_000 + Number(moment.slice(11, 13)) * 60 + Number(moment.slice(14, 16));

/** Minutes from one local moment to another; negative when the other is earlier. */
export function minutesBetween(from: string, to: string): number {
  return minuteOf(to) - minuteOf(from);
}

/** The local moment so many minutes later. */
export function addMinutes(moment: string, minutes: number): string {
  return new Date((minuteOf(moment) + minutes) * 60_000).toISOString().slice(0, 16);
}
