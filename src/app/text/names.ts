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
  return `${text(fields, "familyName")} ${text(fields, "givenName")}`.toLocaleLowerCase("en-GB");
}
