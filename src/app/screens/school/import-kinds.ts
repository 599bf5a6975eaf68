// The lists a school can bring in, in words, and the empty file each can begin with.

import { type ImportKind, columnsOf } from "#casework/import/import-columns.ts";
import { type ColumnMatches, checkColumns, suggestMatches } from "#casework/import/match-columns.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import { type Words, capital, count } from "../../text/words.ts";
import { csvOf } from "./csv-text.ts";

export interface ListKind {
  readonly kind: ImportKind;
  readonly title: string;
  /** "pupil", "pupils" */
  readonly one: string;
  readonly many: string;
  readonly lead: string;
  /** Where the work goes on when the list is in. */
  readonly next: { readonly to: string; readonly words: string };
}

export const IMPORT_KINDS: readonly ImportKind[] = ["pupils", "contacts", "adults", "periods"];

export const isImportKind = (text: string | undefined): text is ImportKind =>
  IMPORT_KINDS.some((kind) => kind === text);

export function listKind(kind: ImportKind, { pupil, pupils, Pupils }: Words): ListKind {
  switch (kind) {
    case "pupils":
      return {
        kind,
        title: Pupils,
        one: pupil,
        many: pupils,
        lead: `Everybody on the roll, so that any ${pupil} can be found when they come to the room.`,
        next: { to: "/school/import/contacts", words: "Bring in contacts" },
      };
    case "contacts":
      return {
        kind,
        title: "Contacts",
        one: "contact",
        many: "contacts",
        lead: `Who to ring about each ${pupil}. Bring in the ${pupils} first: a contact is filed under one of them.`,
        next: { to: "/pupils", words: Pupils },
      };
    case "adults":
      return {
        kind,
        title: "Adults",
        one: "adult",
        many: "adults",
        lead: "Colleagues who use Waymark or are named in it. Each gets an invitation afterwards.",
        next: { to: "/school/people", words: "Adults" },
      };
    case "periods":
      return {
        kind,
        title: "School day",
        one: "period",
        many: "periods",
        lead: "The periods of a day, with their times.",
        next: { to: "/school/day", words: "School day" },
      };
    default: {
      const other: never = kind;
      throw new Error(`no words for a list of ${String(other)}`);
    }
  }
}

/** "1 pupil", "214 pupils" */
export const countOf = (number: number, { one, many }: ListKind): string => count(number, one, many);

/**
 * Refuses a list that is plainly of another kind: one that has what the other needs, and more columns that fit there.
 * A list of periods has names too, and nobody wants a pupil called Lunch.
 */
export function checkKind(
  kind: ImportKind,
  headings: readonly string[],
  matches: ColumnMatches,
  words: Words,
): Refusal | undefined {
  const here = Object.keys(matches).length;
  for (const other of IMPORT_KINDS) {
    const there = suggestMatches(other, headings);
    const fits = Object.keys(there).length;
    if (other === kind || fits <= here || checkColumns(other, headings, there)) continue;
    return refuse(
      "otherKind",
      `This looks like a list of ${listKind(other, words).many}: ${fits} of its columns fit there, ${here} fit here. Open “${listKind(other, words).title}” above and choose it again.`,
    );
  }
  return undefined;
}

/** Other ways to say the same: good to find in an export, confusing in an empty file. */
const SECOND_WAYS: { readonly [kind in ImportKind]: readonly string[] } = {
  pupils: ["fullName", "formerUpn"],
  contacts: ["pupilName", "title", "givenName", "familyName"],
  adults: ["fullName", "title", "login"],
  periods: [],
};

/** The headings alone, as Waymark calls them: it recognises each of them by itself. */
export function templateFor(kind: ImportKind): { readonly name: string; readonly text: string } {
  const columns = columnsOf(kind).filter((column) => !SECOND_WAYS[kind].includes(column.name));
  return { name: `waymark-${kind}.csv`, text: csvOf([columns.map((column) => column.label)]) };
}

/** "Name; Starts; Ends": what a list of this kind cannot do without. */
export function neededWords(kind: ImportKind): string {
  if (kind === "contacts") return "Needed: which pupil it is (UPN, or first and last name) and the contact’s name.";
  const labels = columnsOf(kind)
    .filter((column) => column.needed)
    .map((column, at) => (at === 0 ? capital(column.label) : column.label.toLowerCase()));
  return `Needed: ${labels.join(", ")}. Everything else is optional, and the order of the columns does not matter.`;
}
