import { suggestMatches } from "#casework/import/match-columns.ts";
import type { ImportPreview } from "#casework/import/preview-import.ts";
import { type ImportSetting, type KnownSchool, type PreviewRow } from "#casework/import/preview.ts";
import { schema } from "#casework/schema.ts";
import type { RecordId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { expect, test } from "vitest";
import { chunksOf } from "./import-chunks.ts";
import { firstRows, listPreview, problemTable, problemSentences } from "./list-preview.ts";
import { type Table, tableIn } from "./read-table.ts";

const nothing: KnownSchool = { pupils: [], adults: [], periods: [] };

function setting(): ImportSetting {
  let made = 0;
  const newId = (): RecordId => String((made += 1)).padStart(26, "0") as RecordId;
  return { schema, today: "2026-06-09", newId, holdsCircumstances: true };
}

async function read(text: string): Promise<Table> {
  const table = await tableIn(text);
  if (isRefusal(table)) throw new Error(table.sentence);
  return table;
}

async function pupils(text: string): Promise<{ readonly table: Table; readonly preview: ImportPreview }> {
  const table = await read(text);
  const matches = suggestMatches("pupils", table.columns);
  return { table, preview: listPreview("pupils", table, matches, nothing, setting()) };
}

const TWO_WRONG = `First name,Last name,Date of birth,Year
Ada,Obi,9/6/2012,9
Sam,Lee, the second,9/6/2012,9
Eve,Ray,9/6/1924,9
`;

test("a line whose cells have slipped to the side is left out, whatever they seem to say", async () => {
  const { preview } = await pupils(TWO_WRONG);
  expect(preview.rows.map((row) => [row.line, row.outcome])).toEqual([
    [2, "new"],
    [3, "wrong"],
    [4, "wrong"],
  ]);
  expect(preview.counts).toEqual({ new: 1, changed: 0, same: 0, wrong: 2 });
  expect(preview.rows[1]?.acts).toEqual([]);
  expect(problemSentences(preview.rows).join("\n")).toMatch(/Line 3: .*more cells[^]*Line 4: Date of birth makes /);
});

test("the lines left out can be taken away as they stood, each with what is wrong", async () => {
  const { table, preview } = await pupils(TWO_WRONG);
  const rows = problemTable(table, preview.rows);
  expect(rows.map((row) => row.length)).toEqual([5, 5, 5]);
  expect(rows[2]?.slice(0, 4)).toEqual(["Eve", "Ray", "9/6/1924", "9"]);
  expect(rows[2]?.[4]).toContain("Date of birth makes");
});

test("what is wrong with many lines in one way is said once, with the lines it is about", async () => {
  const line = (at: number): string => (at === 5 || at > 8 ? `Ada${at},Obi,9/6/2012` : `Ada${at},Obi,9/6/1924`);
  const text = `First name,Last name,Date of birth\n${Array.from({ length: 12 }, (_, at) => line(at + 2)).join("\n")}\n,Ray,\n`;
  const { preview } = await pupils(text);
  expect(problemSentences(preview.rows)).toEqual([
    expect.stringMatching(/^Lines 2 to 4 and 6 to 8: Date of birth makes /),
    "Line 14, First name: The first name is missing.",
  ]);
  const odd = preview.rows.map((row) => ({ ...row, line: row.line * 2 }));
  expect(problemSentences(odd)[0]).toMatch(/^Lines 4, 6, 8, 12, 14 and 16: /);
  const many = Array.from({ length: 20 }, (_, at) => ({ ...(preview.rows[0] as PreviewRow), line: at * 2 + 3 }));
  expect(problemSentences(many)).toEqual([expect.stringMatching(/^Lines 3, 5, 7, 9, 11, 13 and 14 more: /)]);
});

test("a look at the list shows some of each kind in the order of the file", () => {
  const row = (line: number, outcome: PreviewRow["outcome"]): PreviewRow => ({
    line,
    outcome,
    name: "",
    problems: [],
    acts: [],
    changes: [],
  });
  const rows = [...Array.from({ length: 300 }, (_, at) => row(at + 2, "same")), row(302, "new"), row(303, "changed")];
  expect(firstRows(rows).map(({ line }) => line)).toEqual([2, 3, 4, 5, 302, 303]);
});

test("a long list is cut between rows, never inside one, and no part is more than a commit holds", async () => {
  const line = (at: number): string => `Ada${at},Obi,9/6/2012,9`;
  const { preview } = await pupils(
    `First name,Last name,Date of birth,Year\n${Array.from({ length: 500 }, (_, at) => line(at)).join("\n")}\n`,
  );
  const chunks = chunksOf(preview.rows);
  expect(chunks.flat()).toEqual(preview.rows);
  expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(60);
  const many: PreviewRow = {
    ...(preview.rows[0] as PreviewRow),
    acts: Array.from({ length: 150 }, () => ({ do: "make" as const, record: { type: "pupil", fields: {} } })),
  };
  expect(chunksOf([many, many, many]).map((chunk) => chunk.length)).toEqual([1, 1, 1]);
});
