// The preview of a list as this screen shows it: the casework's own, and what only the file itself can tell.

import type { ColumnMatches } from "#casework/import/match-columns.ts";
import { type ImportPreview, previewImport } from "#casework/import/preview-import.ts";
import type { ImportSetting, KnownSchool, PreviewRow, RowProblem } from "#casework/import/preview.ts";
import type { ImportKind } from "#casework/import/import-columns.ts";
import { listWords } from "../../text/words.ts";
import type { Table } from "./read-table.ts";

export function listPreview(
  kind: ImportKind,
  table: Table,
  matches: ColumnMatches,
  known: KnownSchool,
  setting: ImportSetting,
): ImportPreview {
  const preview = previewImport({ kind, matches, rows: table.rows }, known, setting);
  if (table.slipped.size === 0) return preview;
  const rows = preview.rows.map((row) => (table.slipped.has(row.line) ? slipped(row) : row));
  const count = (outcome: PreviewRow["outcome"]): number => rows.filter((row) => row.outcome === outcome).length;
  const counts = { new: count("new"), changed: count("changed"), same: count("same"), wrong: count("wrong") };
  return { ...preview, rows, counts };
}

function slipped(row: PreviewRow): PreviewRow {
  const sentence =
    "It has more cells than there are headings. A comma inside a cell may be the cause: put that cell in quotation marks.";
  // What its other cells seem to say is somebody else's: nothing more is told of it.
  return { ...row, outcome: "wrong", acts: [], changes: [], problems: [{ column: "", sentence, stops: true }] };
}

const EACH = 4;

/** A few rows of each outcome, in the order of the file: what a person looks at before they press the button. */
export function firstRows(rows: readonly PreviewRow[]): readonly PreviewRow[] {
  const shown = new Set<PreviewRow>();
  for (const outcome of ["new", "changed", "same"] as const)
    for (const row of rows.filter((one) => one.outcome === outcome).slice(0, EACH)) shown.add(row);
  return rows.filter((row) => shown.has(row));
}

/**
 * "Line 14, Phone: …" for every problem, in the order of the file. What is wrong with many lines in the same way is said
 * once: "Lines 2 to 61: …". A sentence that begins with its column says it once.
 */
export function problemSentences(rows: readonly PreviewRow[]): readonly string[] {
  const linesByWords = new Map<string, number[]>();
  for (const { line, problems } of rows) {
    for (const problem of problems) {
      const words = `${saysItself(problem) ? ": " : ", "}${told(problem)}`;
      const lines = linesByWords.get(words);
      if (lines) lines.push(line);
      else linesByWords.set(words, [line]);
    }
  }
  return [...linesByWords].map(([words, lines]) => `${lineWords(lines)}${words}`);
}

/** As many stretches of lines are named. */
const MOST_STRETCHES = 6;

/** "Line 4", "Lines 2 to 9, 14 and 20". */
function lineWords(lines: readonly number[]): string {
  const stretches: [from: number, to: number][] = [];
  for (const line of lines) {
    const last = stretches.at(-1);
    if (last && line <= last[1] + 1) last[1] = line;
    else stretches.push([line, line]);
  }
  const named = stretches.slice(0, MOST_STRETCHES);
  const rest = stretches.slice(MOST_STRETCHES).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const words = named.map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`));
  return `${lines.length === 1 ? "Line" : "Lines"} ${listWords(rest === 0 ? words : [...words, `${rest} more`])}`;
}

const saysItself = ({ column, sentence }: RowProblem): boolean => sentence.startsWith(column);
const told = (problem: RowProblem): string =>
  saysItself(problem) ? problem.sentence : `${problem.column}: ${problem.sentence}`;

/** The lines that were left out, as they stood in the file, with what is wrong: to correct and bring in again. */
export function problemTable(table: Table, rows: readonly PreviewRow[]): readonly (readonly string[])[] {
  const wrong = rows.filter((row) => row.outcome === "wrong");
  const words = (row: PreviewRow): string => row.problems.map(told).join(" ");
  return [
    [...table.columns, "What is wrong"],
    ...wrong.map((row) => [...(table.rows[row.line - 2] ?? []), words(row)]),
  ];
}
