import { expect, it } from "vitest";
import { count, grouped } from "./words.ts";

it("writes a whole number as English does", () => {
  expect([0, 7, 999, 1000, 12_345, 123_456, 1_234_567, -4_000].map(grouped)).toEqual([
    "0",
    "7",
    "999",
    "1,000",
    "12,345",
    "123,456",
    "1,234,567",
    "-4,000",
  ]);
});

it("says one of what there is one of", () => {
  expect([count(1, "entry", "entries"), count(0, "entry", "entries"), count(2_000, "entry", "entries")]).toEqual([
    "1 entry",
    "0 entries",
    "2,000 entries",
  ]);
});
