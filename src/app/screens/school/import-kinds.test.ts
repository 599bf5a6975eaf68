import { columnsOf } from "#casework/import/import-columns.ts";
import { checkColumns, suggestMatches } from "#casework/import/match-columns.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createWords } from "../../text/words.ts";
import { IMPORT_KINDS, checkKind, templateFor } from "./import-kinds.ts";
import { readTable, tableIn } from "./read-table.ts";

test("the empty file of each kind is recognised by itself, each heading as its own column", async () => {
  for (const kind of IMPORT_KINDS) {
    const table = await tableIn(`${templateFor(kind).text}x\n`);
    if (isRefusal(table)) throw new Error(table.sentence);
    const matches = suggestMatches(kind, table.columns);
    expect(checkColumns(kind, table.columns, matches)).toBeUndefined();
    const labels = new Map(columnsOf(kind).map((column) => [column.name, column.label]));
    const found = Object.entries(matches).map(([name, at]) => [labels.get(name), table.columns[at]]);
    expect(found).toHaveLength(table.columns.length);
    for (const [label, heading] of found) expect(heading).toBe(label);
  }
});

test("the guide's examples are recognised column by column", async () => {
  const files = { pupils: "pupils", contacts: "contacts", adults: "adults", periods: "school-day" } as const;
  for (const kind of IMPORT_KINDS) {
    const table = await readTable(readFileSync(`docs/guides/examples/${files[kind]}.csv`));
    if (isRefusal(table)) throw new Error(table.sentence);
    expect(table.notes).toEqual([]);
    const matches = suggestMatches(kind, table.columns);
    expect(checkColumns(kind, table.columns, matches)).toBeUndefined();
    expect(new Set(Object.values(matches)).size).toBe(table.columns.length);
  }
});

test("a list of another kind is not taken for this one, and one's own always is", () => {
  const words = createWords(undefined);
  const check = (kind: (typeof IMPORT_KINDS)[number], headings: readonly string[]) =>
    checkKind(kind, headings, suggestMatches(kind, headings), words);
  expect(check("pupils", ["Name", "Starts", "Ends", "Kind"])?.sentence).toContain("a list of periods");
  expect(check("pupils", ["First name", "Last name", "Role", "Job", "Phone extension"])?.sentence).toContain("adults");
  expect(check("pupils", ["Forename", "Surname", "Email", "Phone", "Position"])).toBeUndefined();
  for (const kind of IMPORT_KINDS) {
    const headings = columnsOf(kind).map((column) => column.label);
    expect(check(kind, headings)).toBeUndefined();
  }
});
