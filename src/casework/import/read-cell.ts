// What a cell of a school's export says, as a field's value: UK dates, times, yes and no, codes by code or by words.

import type { Json } from "#base/json.ts";
import { type CodeList, codesOn } from "#ledger/code-list.ts";

/** The value, or a sentence that says what is wrong and what would be right. */
export type CellReading = { readonly value: Json } | { readonly sentence: string };
/** Reads a cell that is not empty. `today` ("2026-06-09") decides which codes may be chosen. */
export type CellReader = (text: string, today: string) => CellReading;

export const readText: CellReader = (text) => ({ value: text });

/** A cell as a sentence shows it: a pasted page would hide the sentence. */
const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NUMBERS = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/;
const WORDS = /^(?:[a-z]+,? +)?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+)[ ,-]+(\d{4}|\d{2})$/i;

const twoDigits = (text: string): string => text.padStart(2, "0");
// Two digits of a year are of this century: nobody in a secondary school was born in the last one.
const fourDigits = (year: string): string => (year.length === 2 ? `20${year}` : year);

/** A day the way English schools write it, day first; also 2012-06-09. Times behind it (00:00) are left out. */
export const readDate: CellReader = (cell) => {
  const text = cell.replace(/ +(?:00:00(?::00)?|12:00(?::00)? ?am)$/i, "");
  const iso = ISO.exec(text);
  if (iso) return { value: `${iso[1]}-${iso[2]}-${iso[3]}` };
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [, day = "", month = "", year = ""] = numbers;
    if (Number(month) > 12)
      return { sentence: `${quoted(cell)} has no month ${month}. Write the day first, like 25/06/2012.` };
    return { value: `${fourDigits(year)}-${twoDigits(month)}-${twoDigits(day)}` };
  }
  const words = WORDS.exec(text);
  const month = words ? MONTHS.indexOf((words[2] ?? "").slice(0, 3).toLowerCase()) : -1;
  if (words && month >= 0)
    return { value: `${fourDigits(words[3] ?? "")}-${twoDigits(String(month + 1))}-${twoDigits(words[1] ?? "")}` };
  return { sentence: `${quoted(cell)} is not a date we can read. Write it like 9/6/2012 or 9 June 2012.` };
};

/** A time of day: 8:40, 08.40, 0840, 1:35pm. */
export const readClock: CellReader = (text) => {
  const found = /^(\d{1,2})[:.]?(\d{2})(?:[:.]\d{2})? ?(am|pm)?$/i.exec(text);
  if (!found) return { sentence: `${quoted(text)} is not a time of day. Write it like 8:40 or 13:35.` };
  const half = found[3]?.toLowerCase();
  const hour = Number(found[1]);
  const hours = half === "pm" && hour < 12 ? hour + 12 : half === "am" && hour === 12 ? 0 : hour;
  return { value: `${twoDigits(String(hours))}:${found[2]}` };
};

const YES = ["y", "yes", "true", "t", "1", "x", "✓"];
const NO = ["n", "no", "false", "f", "0"];

export const readYesNo: CellReader = (text) => {
  const word = text.toLowerCase();
  if (YES.includes(word)) return { value: true };
  if (NO.includes(word)) return { value: false };
  return { sentence: `${quoted(text)} is neither yes nor no.` };
};

export const readWhole: CellReader = (text) =>
  /^\d{1,6}$/.test(text) ? { value: Number(text) } : { sentence: `${quoted(text)} is not a whole number.` };

/** Letters and digits only, small: "White - British" and "White British" are the same words. */
export function plainWords(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** A code of the list by its code, its words, or one of the other words that exports use for it. */
export function readCode(codes: CodeList, alias: { readonly [words: string]: string } = {}): CellReader {
  return (text, today) => {
    const offered = codesOn(codes, today);
    const words = plainWords(text);
    const found =
      offered.find(({ code }) => code.toLowerCase() === text.toLowerCase()) ??
      offered.find(({ label }) => plainWords(label) === words) ??
      offered.find(({ code }) => code === alias[words]);
    if (found) return { value: found.code };
    const some = offered
      .slice(0, 8)
      .map(({ code, label }) => (code === plainWords(label) ? label : `${code} (${label})`));
    return {
      sentence: `${quoted(text)} is not one of: ${some.join(", ")}${offered.length > some.length ? ", …" : ""}.`,
    };
  };
}

/** Several codes with commas, semicolons or slashes between them. */
export function readCodes(codes: CodeList): CellReader {
  const one = readCode(codes);
  return (text, today) => {
    const values: Json[] = [];
    for (const part of text.split(/[,;/]/)) {
      if (part.trim() === "") continue;
      const reading = one(part.trim(), today);
      if ("sentence" in reading) return reading;
      if (!values.includes(reading.value)) values.push(reading.value);
    }
    return { value: values };
  };
}

/** "9", "Year 9", "Yr 9", "Y09". */
export const readYear: CellReader = (text) => {
  const found = /^(?:(?:curriculum |nc )?(?:year|yr|y)\.? ?(?:group )?)?0?(\d{1,2})$/i.exec(text);
  return found
    ? { value: String(Number(found[1])) }
    : { sentence: `${quoted(text)} is not a year group. Write it like 9 or Year 9.` };
};

const DAYS = ["mon", "tue", "wed", "thu", "fri"];

/** "Mon, Wed", "Monday to Friday", "Mon-Thu". */
export const readWeekdays: CellReader = (text) => {
  const days = new Set<string>();
  const at = (word: string): number => DAYS.indexOf(word.trim().slice(0, 3).toLowerCase());
  for (const part of text.split(/[,;/&]| and /)) {
    const ends = part.split(/ to |[-–]/);
    const [from, to] = [at(ends[0] ?? ""), at(ends.at(-1) ?? "")];
    if (from < 0 || to < from)
      return { sentence: `${quoted(text)} does not name school days. Write them like Mon, Wed or Mon-Fri.` };
    for (const day of DAYS.slice(from, to + 1)) days.add(day);
  }
  return { value: DAYS.filter((day) => days.has(day)) };
};
