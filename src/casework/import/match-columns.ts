// Which heading of a file stands for which column: suggested by name, changed by a person, checked before anything else.

import { cleanText } from "#ledger/validate.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import { type ImportColumn, type ImportKind, columnsOf } from "./import-columns.ts";
import { plainWords } from "./read-cell.ts";

/** The place of the heading (0 is the first) for each column that has one. */
export interface ColumnMatches {
  readonly [column: string]: number;
}

/** Suggests a heading for each column; no heading is used twice, and a column without one is left out. */
export function suggestMatches(kind: ImportKind, header: readonly string[]): ColumnMatches {
  const headings = header.map((heading) => plainWords(cleanText(heading)));
  const matches: { [column: string]: number } = {};
  const taken = new Set<number>();
  const take = (column: ImportColumn, words: readonly string[]): void => {
    if (matches[column.name] !== undefined) return;
    const at = headings.findIndex((heading, i) => heading !== "" && !taken.has(i) && words.includes(heading));
    if (at < 0) return;
    matches[column.name] = at;
    taken.add(at);
  };
  const columns = columnsOf(kind);
  // What a column is called here comes first, so that our own template always matches itself.
  for (const column of columns) take(column, [plainWords(column.label)]);
  for (const column of columns) take(column, column.known.map(plainWords));
  return matches;
}

/** Headings that no column uses: they are left out, and the preview says so. */
export function unusedHeadings(header: readonly string[], matches: ColumnMatches): readonly string[] {
  const used = new Set(Object.values(matches));
  return header
    .filter((heading, i) => heading.trim() !== "" && !used.has(i))
    .map((heading) => cleanText(heading).trim());
}

const kindWords: Readonly<Record<ImportKind, string>> = {
  pupils: "pupils",
  contacts: "contacts",
  adults: "adults",
  periods: "periods of the school day",
};

const has = (matches: ColumnMatches, ...names: readonly string[]): boolean =>
  names.every((name) => matches[name] !== undefined);

/** What a file of this kind cannot do without, as it stands in the sentence, and whether it is there. */
function needs(kind: ImportKind, matches: ColumnMatches): readonly (readonly [words: string, there: boolean])[] {
  const named = has(matches, "fullName");
  switch (kind) {
    case "pupils":
      return [
        ["First name", named || has(matches, "givenName")],
        ["Last name", named || has(matches, "familyName")],
      ];
    case "contacts":
      return [
        [
          "which pupil it is (UPN, or the pupil’s first and last name)",
          has(matches, "pupilUpn") || has(matches, "pupilName") || has(matches, "pupilGivenName", "pupilFamilyName"),
        ],
        ["Name of the contact", has(matches, "name") || has(matches, "familyName")],
      ];
    case "adults":
      return [
        ["First name", named || has(matches, "givenName")],
        ["Last name", named || has(matches, "familyName")],
        ["Role", has(matches, "role")],
      ];
    case "periods":
      return [
        ["Name", has(matches, "name")],
        ["Starts", has(matches, "start")],
        ["Ends", has(matches, "end")],
      ];
    default: {
      const other: never = kind;
      throw new Error(`no such import: ${String(other)}`);
    }
  }
}

/** Refuses a file without the columns its kind needs, naming what is missing and what was found. */
export function checkColumns(kind: ImportKind, header: readonly string[], matches: ColumnMatches): Refusal | undefined {
  const found = header.map((heading) => cleanText(heading).trim()).filter((heading) => heading !== "");
  if (found.length === 0)
    return refuse("noHeader", "The first line of the file is empty. It should hold the names of the columns.");
  const missing = needs(kind, matches)
    .filter(([, there]) => !there)
    .map(([words]) => words);
  if (missing.length === 0) return undefined;
  const shown = found.slice(0, 12).map((heading) => (heading.length > 40 ? `${heading.slice(0, 40)}…` : heading));
  const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : "";
  return refuse(
    "wrongColumns",
    `This does not look like a file of ${kindWords[kind]}. Missing: ${missing.join("; ")}. Found: ${shown.join(", ")}${more}.`,
  );
}
