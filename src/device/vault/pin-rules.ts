// Which PINs are taken [V10]. A PIN is tried twenty times at most and only on a page that an adult has opened, so what
// matters is that a pupil who watched does not guess it: no runs, no repeats, nothing that reads like a date or a year.

import { type Refusal, refuse } from "#ledger/refusal.ts";

export const PIN_LENGTHS = { least: 4, most: 6 } as const;

const DIGITS = /^\d{4,6}$/;

/** Why this is no PIN for anybody, or undefined. */
export function pinRefused(pin: string): Refusal | undefined {
  if (!DIGITS.test(pin)) return refuse("pinForm", "A PIN has 4 to 6 digits.");
  if (isRepeat(pin)) return refuse("pinWeak", "That repeats itself. Choose another PIN.");
  if (isRun(pin)) return refuse("pinWeak", "Those digits follow each other. Choose another PIN.");
  if (isDate(pin))
    return refuse("pinWeak", "That reads like a date or a year, and others may guess it. Choose another PIN.");
  return undefined;
}

/** 0000, 1212, 123123, 1122. */
function isRepeat(pin: string): boolean {
  const pairs = /^(?:(\d)\1)+$/.test(pin);
  return pairs || [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(pin.length / length));
}

/** 1234, 9876, and round the end: 8901. */
function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

/** A day of the year (0906, 0609), a year (1987, 2012), or a day with its year (090612). */
function isDate(pin: string): boolean {
  const two = (from: number): number => Number(pin.slice(from, from + 2));
  const isDay = (day: number, month: number): boolean => day >= 1 && day <= 31 && month >= 1 && month <= 12;
  if (pin.length === 4) return isDay(two(0), two(2)) || isDay(two(2), two(0)) || /^(?:19|20)\d\d$/.test(pin);
  return pin.length === 6 && (isDay(two(0), two(2)) || isDay(two(4), two(2)));
}
