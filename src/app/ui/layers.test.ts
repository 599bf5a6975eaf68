import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const order = (css: string): string | undefined => /@layer ([a-z, ]+);/.exec(css)?.[1];

test("the order of the layers is named before any sheet of the build, and it is the order of the tokens", () => {
  expect(order(read("public/layers.css"))).toBe(order(read("src/app/ui/tokens.css")));
  const page = read("index.html");
  const named = page.indexOf('href="/layers.css"');
  expect(named).toBeGreaterThan(0);
  // The build puts its sheets where the script stands.
  expect(named).toBeLessThan(page.indexOf("<script"));
});
