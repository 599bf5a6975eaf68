// How people are called on screen: the name a pupil wants to hear, the name pupils call an adult.

import type { Json } from "#base/json.ts";

type Fields = { readonly [field: string]: Json };
const text = (fields: Fields, name: string): string =>
  typeof fields[name] === "string" ? (fields[name] as string) : "";

/** "Amara Okafor"; known-as stands before the first name on paper. */
export function pupilName(fields: Fields): string {
  return `${text(fields, "knownAs") || text(fields, "givenName")} ${text(fields, "familyName")}`.trim();
}

/** "Amara" */
export function pupilFirstName(fields: Fields): string {
  return text(fields, "knownAs") || text(fields, "givenName");
}

/** "A O": what stands while names are hidden. */
export function initials(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter(Boolean)
    .slice(0, 3)
    .join(" ");
}

/** "Mrs Khan", or first and last name. */
export function adultName(fields: Fields): string {
  return text(fields, "shownAs") || `${text(fields, "givenName")} ${text(fields, "familyName")}`.trim();
}

/** The order of a class list: last name, then first. */
export function sortName(fields: Fields): string {
  return `${text(fields, "familyName")} ${text(fields, "givenName")}`.toLowerCase();
}

/** Letters of English and what stands between two names: in these the two orders agree. */
const PLAIN = /^[A-Za-z -]*$/;

/**
 * The order of two names in a list: less than nought where the first comes first. Letters with accents are left to the
 * browser's own order of the language, which takes a cheap tablet longer to make ready than a whole list to sort.
 */
export function compareNames(one: string, other: string): number {
  if (!PLAIN.test(one) || !PLAIN.test(other)) return one.localeCompare(other, "en-GB");
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
