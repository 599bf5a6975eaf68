// How much a tablet fetches: before the first tap, and in all. The limits fail the build; the target is printed.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** In bytes, compressed: a first visit on a slow line, and a cheap tablet that has to parse it. */
export const FIRST_SCRIPT_LIMIT = 190_000;
export const FIRST_SCRIPT_TARGET = 170_000;
export const PAGE_AND_STYLE_LIMIT = 25_000;
/** In bytes as they lie: what the worker keeps so that every screen opens offline. */
export const PRECACHE_LIMIT = 1_200_000;

export interface BuildSize {
  readonly firstScript: number;
  readonly pageAndStyle: number;
  readonly precache: number;
  readonly files: number;
  /** Script, style and page that the worker does not keep: they would be missing offline. */
  readonly missing: readonly string[];
}

/** Reads a finished build. `firstScript` is every script index.html names: the entry and all it imports at once. */
export function buildSize(dist: string): BuildSize {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const scripts = namesIn(page, /<(?:script[^>]*\ssrc|link[^>]*rel="modulepreload"[^>]*\shref)="([^"]+\.js)"/g);
  const styles = namesIn(page, /<link[^>]*rel="stylesheet"[^>]*\shref="([^"]+\.css)"/g);
  if (scripts.length === 0) throw new Error("index.html of the build names no script: there is nothing to measure.");
  const worker = readFileSync(join(dist, "sw.js"), "utf8");
  const kept = filesUnder(dist).filter((path) => worker.includes(`"${path}"`));
  const needed = filesUnder(dist).filter((path) => /\.(js|css|html)$/.test(path) && path !== "sw.js");
  return {
    firstScript: sum(scripts.map((path) => compressed(join(dist, path)))),
    pageAndStyle: sum(["index.html", ...styles].map((path) => compressed(join(dist, path)))),
    precache: sum(kept.map((path) => statSync(join(dist, path)).size)),
    files: kept.length,
    missing: needed.filter((path) => !kept.includes(path)),
  };
}

/** A sentence for each limit that is passed; none when the build is within all of them. */
export function sizeFaults(size: BuildSize): readonly string[] {
  const over = (what: string, bytes: number, limit: number): string[] =>
    bytes > limit ? [`${what}: ${kilobytes(bytes)}, the limit is ${kilobytes(limit)}.`] : [];
  return [
    ...over("Script before the first tap", size.firstScript, FIRST_SCRIPT_LIMIT),
    ...over("Page and style", size.pageAndStyle, PAGE_AND_STYLE_LIMIT),
    ...over("Kept for offline", size.precache, PRECACHE_LIMIT),
    ...size.missing.map((path) => `${path} is not kept for offline.`),
  ];
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

export function compressed(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => (name ?? "").replace(/^\//, ""));
}

function filesUnder(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
