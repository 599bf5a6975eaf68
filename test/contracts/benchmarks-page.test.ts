import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Part, withPart } from "../bench/benchmarks-page.ts";

const PARTS: readonly Part[] = ["device and server", "the day", "peers"];
const page = readFileSync(new URL("../../docs/benchmarks.md", import.meta.url), "utf8");

test("a bench renews its own part of the page, twice if need be, and no other word of it", () => {
  for (const part of PARTS) {
    const once = withPart(page, part, "\nMeasured.\n");
    expect(once).toContain(`<!-- ${part}: written by its bench -->\n\nMeasured.\n\n<!-- ${part}: end -->`);
    const twice = withPart(withPart(page, part, "Another run."), part, "Measured.");
    expect(twice).toBe(once);
    const others = PARTS.filter((other) => other !== part);
    const partOf = (text: string, of: Part): string => text.split(`<!-- ${of}:`)[1] ?? "";
    expect(others.map((other) => partOf(once, other))).toEqual(others.map((other) => partOf(page, other)));
    expect(once.split("<!--")[0]).toBe(page.split("<!--")[0]);
  }
  expect(() => withPart("A page without marks.", "peers", "x")).toThrow("no place");
});
