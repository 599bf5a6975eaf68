import { expect, test } from "vitest";
import { type Line, sayOver, tableText } from "../bench/figures.ts";

const line = (ratio: number, more: Partial<Line> = {}): Line => ({
  what: "Push",
  cells: ["1 ms", "2 ms"],
  ratio,
  limit: 2,
  against: "rxdb",
  ...more,
});
const NAMES = { mine: "Waymark", rxdb: "RxDB" };
const lastRow = (one: Line): string =>
  tableText({ sides: ["mine", "rxdb"], lines: [one] }, NAMES)
    .split("\n")
    .at(-1)!;

test("what was meant is told as met or missed beside the limit that is held", () => {
  expect(lastRow(line(1.5, { meant: 0.6 }))).toBe(
    "| Push | 1 ms | 2 ms | 1.50 × RxDB | ≤ 2 × (meant: ≤ 0.6 ×, missed) |",
  );
  expect(lastRow(line(0.6, { meant: 0.6 }))).toContain("≤ 2 × (meant: ≤ 0.6 ×, met)");
  expect(lastRow(line(Number.NaN, { meant: 0.6 }))).toContain("missed");
  expect(lastRow(line(1.5))).toContain("| ≤ 2 × |");
});

test("a limit fails the bench when it is passed, and when nothing could be taken; what was meant never does", () => {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  expect(sayOver([line(1.99, { meant: 0.6 }), line(2)], say)).toBe(0);
  expect(said).toEqual([]);
  expect(sayOver([line(2.01, { meant: 0.6 }), line(Number.NaN)], say)).toBe(2);
  expect(said[0]).toBe("OVER: Push: 2.01 × rxdb, the limit is 2.");
});
