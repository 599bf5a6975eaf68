// The ISO week a moment falls in: all that stands in clear of when something happened [V13].

/** Later than any week a date can have. */
export const LAST_WEEK = 999_999;

const DATE = /^(\d{4})-(\d\d)-(\d\d)/;
const DAY = 86_400_000;

/**
 * 202624 for "2026-06-09T10:42" (week 24 of 2026); 0 for a text that begins with no date.
 * A later text never has an earlier week, whatever stands in it: days that do not exist count as the month's last.
 */
export function weekOf(moment: string): number {
  const parts = DATE.exec(moment);
  if (!parts) return 0;
  const year = Number(parts[1]);
  const month = Math.min(Math.max(Number(parts[2]), 1), 12);
  const lastDay = new Date(utc(year, month, 0)).getUTCDate();
  const day = utc(year, month - 1, Math.min(Math.max(Number(parts[3]), 1), lastDay));
  // The week belongs to the year its Thursday is in.
  const thursday = day + (3 - ((new Date(day).getUTCDay() + 6) % 7)) * DAY;
  const weekYear = new Date(thursday).getUTCFullYear();
  return Math.max(0, weekYear * 100 + 1 + Math.floor((thursday - utc(weekYear, 0, 1)) / (7 * DAY)));
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}
