// The ISO week a moment falls in: all that stands in clear of when something happened [V13].

/** Later than any week a date can have. */
export const LAST_WEEK = 999_999;

const ZERO = "0".charCodeAt(0);
const DASH = "-".charCodeAt(0);

/**
 * 202624 for "2026-06-09T10:42" (week 24 of 2026); 0 for a text that begins with no date.
 * A later text never has an earlier week, whatever stands in it: days that do not exist count as the nearest that does.
 * Plain arithmetic: it is worked out for every row that is opened.
 */
export function weekOf(moment: string): number {
  const year = digits(moment, 0, 4);
  const month = digits(moment, 5, 2);
  const day = digits(moment, 8, 2);
  if (Number.isNaN(year + month + day) || moment.charCodeAt(4) !== DASH || moment.charCodeAt(7) !== DASH) return 0;
  const date =
    month < 1
      ? dayNumber(year, 1, 1)
      : month > 12
        ? dayNumber(year, 12, 31)
        : dayNumber(year, month, Math.min(Math.max(day, 1), daysOf(year, month)));
  // The week belongs to the year its Thursday is in. Day 0 is a Wednesday.
  const thursday = date - ((((date + 2) % 7) + 7) % 7) + 3;
  let weekYear = year;
  if (thursday < dayNumber(year, 1, 1)) weekYear -= 1;
  else if (thursday >= dayNumber(year + 1, 1, 1)) weekYear += 1;
  return Math.max(0, weekYear * 100 + 1 + Math.floor((thursday - dayNumber(weekYear, 1, 1)) / 7));
}

/** NaN when there is anything but digits. */
function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i += 1) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function daysOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1 March of the year 0 in the Gregorian calendar, which that day began with a Wednesday. */
function dayNumber(year: number, month: number, day: number): number {
  // Years that begin in March end with the leap day.
  const marchYear = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((months * 306 + 5) / 10) + day - 1;
}
