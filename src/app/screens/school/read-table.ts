// A file somebody chose, or text they pasted, as rows of cells. What is no table is refused with a sentence; what was
// put right on the way (older letters, semicolons) is told, so that it can be checked by eye.

import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import type * as Papa from "papaparse";
import { withoutGuard } from "./csv-text.ts";

export interface Table {
  /** The first row. */
  readonly columns: readonly string[];
  /**
   * The rows below it, empty ones among them, each as long as `columns`. The first is line 2 of the file whatever
   * stood above the headings: `lineOf` gives the number a spreadsheet shows.
   */
  readonly rows: readonly (readonly string[])[];
  /** How many of them hold something. */
  readonly filled: number;
  /** Lines with more cells than there are headings: something in them has slipped to the side. */
  readonly slipped: ReadonlySet<number>;
  /** What was put right while reading, in sentences. */
  readonly notes: readonly string[];
}

/** The line of the file that a row stands on, as a spreadsheet numbers it. */
export const lineOf = (rowIndex: number): number => rowIndex + 2;

/** A year's pupils of a large school are about 300 kB; beyond this it is some other file. */
export const MOST_BYTES = 5_000_000;
/** Rows a tablet can go through without standing still. */
export const MOST_ROWS = 5_000;
const MOST_COLUMNS = 200;

/** `size` is that of the whole file, where only its beginning was read. */
export async function readTable(bytes: Uint8Array, size = bytes.length): Promise<Table | Refusal> {
  const text = textIn(bytes, size);
  return isRefusal(text) ? text : tableIn(text.text, text.notes);
}

interface Text {
  readonly text: string;
  readonly notes: readonly string[];
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

/** The words in a file, whichever way it was saved. */
function textIn(bytes: Uint8Array, size: number): Text | Refusal {
  if (size > MOST_BYTES)
    return refuse(
      "tooLarge",
      `This file is ${Math.ceil(size / 1_000_000)} MB. A school’s list is rarely over 1 MB; Waymark reads up to ${MOST_BYTES / 1_000_000} MB. Is it the right file?`,
    );
  // Zip: what .xlsx, .ods and .numbers are inside. The other: .xls before 2007.
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse(
      "spreadsheet",
      "This is a spreadsheet file, whatever its name says. Open it in Excel, Numbers or Sheets, choose “Save as” or “Download”, and take CSV.",
    );
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return refuse("notText", "This is a PDF. Waymark reads CSV files.");
  if (startsWith(bytes, [0xff, 0xfe])) return { text: decode("utf-16le", bytes), notes: [] };
  if (startsWith(bytes, [0xfe, 0xff])) return { text: decode("utf-16be", bytes), notes: [] };
  if (bytes.includes(0))
    return refuse("notText", "This file does not hold text. Save the list as CSV and choose that file.");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), notes: [] };
  } catch {
    return {
      text: decode("windows-1252", bytes),
      notes: [
        "This file was saved in an older Windows form. Look at names with accents, like Zoë or Siân, before you go on.",
      ],
    };
  }
}

const decode = (form: string, bytes: Uint8Array): string => new TextDecoder(form).decode(bytes);

/** The rows in a text; the separator is found out. */
export async function tableIn(text: string, notes: readonly string[] = []): Promise<Table | Refusal> {
  if (text.trim() === "") return refuse("empty", "There is nothing in it.");
  if (/^\s*(<!doctype|<html|<\?xml)/i.test(text))
    return refuse("notText", "This is a web page, not a list. Sign in where it comes from, then download it again.");
  const { parse } = await loadParser();
  const delimiter = separatorIn(text);
  const { data, errors } = parse<readonly string[]>(text, { delimiter });
  const quote = errors.find((error) => error.type === "Quotes");
  if (quote)
    return refuse(
      "quotes",
      `Near row ${(quote.row ?? 0) + 1} a quotation mark stands alone, so the cells after it cannot be told apart. Correct it in the file.`,
    );
  const told = SEPARATORS[delimiter];
  return tableOf(data, told === undefined ? notes : [...notes, told]);
}

/** What stands most often between the headings. Headings hold no sentences, so a comma in a later cell misleads nobody. */
function separatorIn(text: string): string {
  const headings = (text.split(/\r\n|\r|\n/).find((line) => line.trim() !== "") ?? "").replace(/"[^"]*"/g, "");
  const count = (separator: string): number => headings.split(separator).length - 1;
  return Object.keys(SEPARATORS).reduce((best, one) => (count(one) > count(best) ? one : best), ",");
}

const SEPARATORS: { readonly [separator: string]: string } = {
  ";": "This file has semicolons between its columns. They were read as commas are.",
  "\t": "This list has tabs between its columns. They were read as commas are.",
  "|": "This file has upright strokes between its columns. They were read as commas are.",
};

function tableOf(data: readonly (readonly string[])[], notes: readonly string[]): Table | Refusal {
  const all = data.map((cells) => withoutEmptyEnd(cells.map((cell) => withoutGuard(cell.trim()))));
  const top = all.findIndex((cells) => cells.length > 0);
  const columns = all[top];
  if (!columns) return refuse("empty", "There is nothing in it.");
  if (columns.length > MOST_COLUMNS)
    return refuse("tooWide", `It has ${columns.length} columns. Waymark reads up to ${MOST_COLUMNS}.`);
  // Empty rows above the headings stand above the list instead, so that its lines keep their numbers.
  const rows = [...all.slice(0, top), ...all.slice(top + 1)];
  const filled = rows.filter((cells) => cells.length > 0).length;
  if (filled === 0)
    return refuse("headingsOnly", "It has one row only. The first row holds the headings; the list begins below it.");
  if (filled > MOST_ROWS)
    return refuse(
      "tooLong",
      `It has ${filled.toLocaleString("en-GB")} rows. Waymark takes up to ${MOST_ROWS.toLocaleString("en-GB")} at once: bring it in year by year.`,
    );
  const slipped = new Set(rows.flatMap((cells, at) => (cells.length > columns.length ? [lineOf(at)] : [])));
  return { columns, rows: rows.map((cells) => columns.map((_, at) => cells[at] ?? "")), filled, slipped, notes };
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === "") end -= 1;
  return cells.slice(0, end);
}

type Parser = typeof Papa;

/** Only this screen needs it: it comes when a list is read. A bundler names its parts, Node hands it over whole. */
async function loadParser(): Promise<Parser> {
  const loaded = (await import("papaparse")) as Parser & { readonly default?: Parser };
  return loaded.default ?? loaded;
}
