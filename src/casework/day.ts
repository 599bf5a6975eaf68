// Arithmetic on calendar days ("2026-06-09") and local moments ("2026-06-09T10:42"). No time zones: the school's clock.

// Days since 1 March of the year 0, by the rule that a year which begins in March ends with the leap day.
const toNumber = (day: string): number => {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + ofYear;
};

// An era is 400 years: 146,097 days.
const toDay = (number: number): string => {
  const era = Math.floor(number / 146_097);
  const ofEra = number - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return `${String(yearOfEra + era * 400 + (month < 3 ? 1 : 0)).padStart(4, "0")}-${two(month)}-${two(date)}`;
};

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** The day so many days later, or earlier for a negative number. */
export function addDays(day: string, days: number): string {
  return toDay(toNumber(day) + days);
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return toNumber(to) - toNumber(from);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  // 1 March of the year 0 was a Wednesday.
  return (toNumber(day) + 3) % 7;
}

/** The day of a moment. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}

const minuteOf = (moment: string): number =>
  toNumber(moment) * 1_440 + Number(moment.slice(11, 13)) * 60 + Number(moment.slice(14, 16));

/** Minutes from one local moment to another; negative when the other is earlier. */
export function minutesBetween(from: string, to: string): number {
  return minuteOf(to) - minuteOf(from);
}

/** The local moment so many minutes later. */
export function addMinutes(moment: string, minutes: number): string {
  const minute = minuteOf(moment) + minutes;
  const ofDay = ((minute % 1_440) + 1_440) % 1_440;
  return `${toDay(Math.floor(minute / 1_440))}T${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}
