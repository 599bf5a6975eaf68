// The size check sees what it is there for: too much before the first tap, and a file that would be missing offline.

import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { buildSize, sizeFaults, todayScript } from "../tools/build-size.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A build of these files; the worker keeps those in `kept`. Bytes are random: they do not compress. */
function build(files: Record<string, number>, kept: readonly string[], unknown: readonly string[] = []): string {
  const dist = mkdtempSync(join(tmpdir(), "waymark-size-"));
  folders.push(dist);
  mkdirSync(join(dist, "assets"));
  const page =
    '<link rel="stylesheet" crossorigin href="/assets/a.css"><script type="module" crossorigin src="/assets/a.js"></script>' +
    '<link rel="modulepreload" crossorigin href="/assets/b.js">';
  writeFileSync(join(dist, "index.html"), page);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dist, name), randomBytes(bytes));
  const entries = kept.map((url) => ({ url, ...(unknown.includes(url) ? {} : { integrity: "sha256-x" }) }));
  writeFileSync(join(dist, "sw.js"), JSON.stringify(entries));
  return dist;
}

const ALL = ["index.html", "assets/a.js", "assets/b.js", "assets/a.css"];

test("counts the entry, what it loads at once, page and style", () => {
  const dist = build({ "assets/a.js": 1000, "assets/b.js": 2000, "assets/a.css": 500, "assets/later.js": 9000 }, [
    ...ALL,
    "assets/later.js",
  ]);
  const size = buildSize(dist);
  expect(size.firstScript).toBeGreaterThan(3000);
  expect(size.firstScript).toBeLessThan(3200);
  expect(size.pageAndStyle).toBeGreaterThan(500);
  expect(size.precache).toBeGreaterThan(12_500);
  expect(sizeFaults(size)).toEqual([]);
});

test("fails on too much script before the first tap, also when it is split in two", () => {
  const dist = build({ "assets/a.js": 100_000, "assets/b.js": 95_000, "assets/a.css": 10 }, ALL);
  expect(sizeFaults(buildSize(dist)).join()).toMatch(/Script before the first screen/);
});

test("fails on too much style, and on too much in all", () => {
  const dist = build({ "assets/a.js": 10, "assets/b.js": 10, "assets/a.css": 26_000, "assets/c.js": 1_450_000 }, [
    ...ALL,
    "assets/c.js",
  ]);
  expect(sizeFaults(buildSize(dist)).join()).toMatch(/Page and style.*Kept for offline/);
});

test("[S7] fails on a script that the worker would keep without knowing what it is", () => {
  const files = { "assets/a.js": 10, "assets/b.js": 10, "assets/a.css": 10 };
  const faults = sizeFaults(buildSize(build(files, ALL, ["index.html", "assets/b.js"])));
  expect(faults).toEqual(["assets/b.js is kept for offline whatever comes in its place."]);
});

test("fails on a screen that the worker does not keep", () => {
  const dist = build({ "assets/a.js": 10, "assets/b.js": 10, "assets/a.css": 10, "assets/lazy.js": 10 }, ALL);
  expect(sizeFaults(buildSize(dist))).toEqual(["assets/lazy.js is not kept for offline."]);
});

test("before Today can be used: the first, the lock, the places, and all that the device fetches by itself", () => {
  const dist = build({ "assets/a.js": 1000, "assets/b.js": 2000, "assets/a.css": 10 }, ALL);
  const chunk = (name: string, code: string): void => writeFileSync(join(dist, `assets/${name}-12345678.js`), code);
  const noise = (bytes: number): string => `/*${randomBytes(bytes / 2).toString("hex")}*/`;
  expect(() => todayScript(dist)).toThrow(/no chunk named make-device/);
  chunk("lock", `import{x}from"./a.js";${noise(1000)}`);
  chunk("open", `import"./shared-12345678.js";const later=()=>import("./pupil-12345678.js");${noise(1000)}`);
  chunk("shared", noise(1000));
  chunk("pupil", noise(90_000));
  chunk("make-device", `const keys=()=>import("./keys-12345678.js");${noise(1000)}`);
  chunk("keys", noise(1000));
  // Hexadecimal noise compresses to little more than half.
  expect(todayScript(dist)).toBeGreaterThan(3000 + 5 * 500);
  expect(todayScript(dist)).toBeLessThan(3000 + 5 * 1000);
});

test("fails on a page that names no script: there would be nothing to measure", () => {
  const dist = build({ "assets/a.js": 10, "assets/b.js": 10, "assets/a.css": 10 }, ALL);
  writeFileSync(join(dist, "index.html"), "<p>Empty");
  expect(() => buildSize(dist)).toThrow(/names no script/);
});
