import { isRefusal } from "#ledger/refusal.ts";
import { expect, test } from "vitest";
import { MOST_BYTES, type Table, lineOf, readTable } from "./read-table.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(bytes: Uint8Array): Promise<Table> {
  const table = await readTable(bytes);
  if (isRefusal(table)) throw new Error(table.sentence);
  return table;
}

async function sentence(bytes: Uint8Array): Promise<string> {
  const table = await readTable(bytes);
  if (!isRefusal(table)) throw new Error("it was read");
  return table.sentence;
}

test("rows keep the numbers a spreadsheet gives them, empty ones are left out", async () => {
  const table = await read(utf8('First name,Last name\r\nAda,Obi\r\n\r\n,\r\nSam,"Lee, the\nsecond"\r\n'));
  expect(table.columns).toEqual(["First name", "Last name"]);
  const filled = table.rows.flatMap((cells, at) => (cells.some(Boolean) ? [[lineOf(at), ...cells]] : []));
  expect(filled).toEqual([
    [2, "Ada", "Obi"],
    [5, "Sam", "Lee, the\nsecond"],
  ]);
  expect(table.filled).toBe(2);
  expect(table.notes).toEqual([]);
});

test("semicolons and tabs between the columns are found out and told", async () => {
  const semicolons = await read(utf8("First;Last;Year\nAda;Obi, M;9\nSam;Lee;8\n"));
  expect(semicolons.rows[0]).toEqual(["Ada", "Obi, M", "9"]);
  expect(semicolons.notes.join(" ")).toContain("semicolons");
  const tabs = await read(utf8("First\tLast\nAda\tObi\n"));
  expect(tabs.columns).toEqual(["First", "Last"]);
});

test("names in Windows-1252 and in UTF-16 come out right", async () => {
  const windows = Uint8Array.from([...utf8("Name\nZo"), 0xeb, 0x0a, ...utf8("Si"), 0xe2, 0x6e, 0x0a]);
  const table = await read(windows);
  expect(table.rows.map((row) => row[0]).filter(Boolean)).toEqual(["Zoë", "Siân"]);
  expect(table.notes.join(" ")).toContain("accents");
  const wide = new Uint8Array(new Uint16Array([0xfeff, ...[..."Name\nZoë"].map((c) => c.charCodeAt(0))]).buffer);
  expect((await read(wide)).rows[0]).toEqual(["Zoë"]);
  expect((await read(utf8("\uFEFFName\nZoë"))).columns).toEqual(["Name"]);
});

test("a row with more cells than headings says so", async () => {
  const { slipped } = await read(utf8("First,Last\nAda,Obi,9\nSam,Lee,,\n"));
  expect([...slipped]).toEqual([2]);
});

test("empty rows above the headings leave every line its number", async () => {
  const { columns, rows } = await read(utf8("\n,,\nFirst,Last\nAda,Obi\n"));
  expect(columns).toEqual(["First", "Last"]);
  expect(rows.findIndex((cells) => cells[0] === "Ada") + 2).toBe(4);
});

test("what is no list is refused in a sentence of its own", async () => {
  expect(await sentence(utf8(" \n"))).toContain("nothing in it");
  expect(await sentence(new Uint8Array(0))).toContain("nothing in it");
  expect(await sentence(utf8("First name,Last name\n"))).toContain("one row only");
  expect(await sentence(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0]))).toContain("spreadsheet");
  expect(await sentence(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toContain("spreadsheet");
  expect(await sentence(Uint8Array.from([0x41, 0, 0x42, 0, 0x01]))).toContain("does not hold text");
  expect(await sentence(utf8("<!DOCTYPE html><html>"))).toContain("web page");
  expect(await sentence(utf8('First,Last\nAda,"Obi\nSam,Lee\n'))).toContain("quotation mark");
  const large = await readTable(new Uint8Array(8), 50_000_000);
  expect(isRefusal(large) && large.sentence).toContain("50 MB");
  expect(await sentence(new Uint8Array(MOST_BYTES + 1))).toMatch(/MB/);
  expect(await sentence(utf8(`A,B\n${"x,y\n".repeat(5_001)}`))).toContain("5,001 rows");
});
