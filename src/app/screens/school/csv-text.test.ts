import { expect, test } from "vitest";
import { csvOf, tabbedOf, withoutGuard } from "./csv-text.ts";

test("no cell of an export begins as a formula does", () => {
  const text = csvOf([['=HYPERLINK("x")', "+44 7700 900123", "-1", "@sum", "\tx", "O'Neil"]]);
  const cells = text
    .slice(1)
    .trim()
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  expect(cells).toHaveLength(6);
  for (const cell of cells) expect(cell.replace(/^"/, "")).not.toMatch(/^[=+\-@\t\r]/);
  expect(cells[5]).toBe("O'Neil");
});

test("what was guarded reads back as it was, and an apostrophe of a name stays", () => {
  for (const cell of ["+44 7700 900123", "=1+1", "-2", "@home", "O'Neil", "'Abdullah", "plain"]) {
    const written = csvOf([[cell]])
      .slice(1)
      .trim();
    expect(withoutGuard(written)).toBe(cell);
  }
});

test("quotation marks, commas and line ends stay inside their cell", () => {
  expect(csvOf([['say "no"', "a, b", "one\ntwo"]])).toBe('\uFEFF"say ""no""","a, b","one\ntwo"\r\n');
});

test("a copied list stays a list: no cell is a formula, none breaks its row or gains a column", () => {
  expect(
    tabbedOf([
      ['=HYPERLINK("x")', "a\tb", "one\r\ntwo"],
      ["-1", "O'Neil", " "],
    ]),
  ).toBe("'=HYPERLINK(\"x\")\ta b\tone two\n'-1\tO'Neil\t ");
});
