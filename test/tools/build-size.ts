// How much a tablet fetches: before the first screen of a first visit stands, before Today can be used, and in all.
// The limits fail the build; the rest is printed.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** In bytes, compressed: a first visit on a slow line, and a cheap tablet that has to parse it. */
export const FIRST_SCRIPT_LIMIT = 190_000;
export const FIRST_SCRIPT_TARGET = 170_000;
export const PAGE_AND_STYLE_LIMIT = 25_000;
/**
 * In bytes as they lie: what the worker keeps so that every screen opens offline. Fetched behind the first screen, once;
 * an update fetches the changed files alone (docs/decisions/every-screen-offline.md).
 */
export const PRECACHE_LIMIT = 1_450_000;

export interface BuildSize {
  readonly firstScript: number;
  readonly pageAndStyle: number;
  readonly precache: number;
  readonly files: number;
  /** Script, style and page that the worker does not keep: they would be missing offline. */
  readonly missing: readonly string[];
  /** Scripts and styles that the worker would keep whatever came in their place. */
  readonly unknown: readonly string[];
}

/** Reads a finished build. `firstScript` is every script index.html names: the entry and all it imports at once. */
export function buildSize(dist: string): BuildSize {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const scripts = firstScripts(dist);
  const styles = namesIn(page, /<link[^>]*rel="stylesheet"[^>]*\shref="([^"]+\.css)"/g);
  const worker = readFileSync(join(dist, "sw.js"), "utf8");
  const kept = filesUnder(dist).filter((path) => worker.includes(`"${path}"`));
  const needed = filesUnder(dist).filter((path) => /\.(js|css|html)$/.test(path) && path !== "sw.js");
  return {
    firstScript: sum(scripts.map((path) => compressed(join(dist, path)))),
    pageAndStyle: sum(["index.html", ...styles].map((path) => compressed(join(dist, path)))),
    precache: sum(kept.map((path) => statSync(join(dist, path)).size)),
    files: kept.length,
    missing: needed.filter((path) => !kept.includes(path)),
    unknown: kept.filter((path) => path.startsWith("assets/") && !isHashed(worker, path)),
  };
}

/** Does the worker's list say beside this address what must come from there? */
function isHashed(worker: string, path: string): boolean {
  const at = worker.indexOf(`"${path}"`);
  const entry = worker.slice(worker.lastIndexOf("{", at), worker.indexOf("}", at));
  return /\bintegrity"?:\s*["'`]sha256-/.test(entry);
}

/** Besides the first: what app/later.ts fetches while the first screen is being looked at. */
const TODAY_CHUNKS = ["lock", "open"];
const DEVICE_CHUNK = "make-device";

/**
 * Compressed script that a tablet somebody opens again runs before Today can be used: the first, the lock, the frame
 * with Today and the quick log, and the device with everything it fetches by itself.
 */
export function todayScript(dist: string): number {
  const chunk = (name: string): string => {
    const found = filesUnder(dist).find((path) => new RegExp(`^assets/${name}-[\\w-]{8}\\.js$`).test(path));
    if (found === undefined) throw new Error(`the build has no chunk named ${name}: there is nothing to measure.`);
    return found;
  };
  const needed = new Set(firstScripts(dist));
  const take = (path: string, dynamic: boolean): void => {
    if (needed.has(path)) return;
    needed.add(path);
    for (const next of importsOf(join(dist, path), dynamic)) take(next, dynamic);
  };
  // First: what the others share with the device is then followed as the device's own.
  const device = chunk(DEVICE_CHUNK);
  const others = TODAY_CHUNKS.map(chunk);
  take(device, true);
  for (const other of others) take(other, false);
  return sum([...needed].map((path) => compressed(join(dist, path))));
}

function importsOf(file: string, dynamic: boolean): string[] {
  const code = readFileSync(file, "utf8");
  const atOnce = [...code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)];
  const later = dynamic ? [...code.matchAll(/import\(\s*["'`]\.\/([\w.-]+\.js)["'`]/g)] : [];
  return [...atOnce, ...later].map(([, name]) => `assets/${name ?? ""}`);
}

function firstScripts(dist: string): string[] {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const scripts = namesIn(page, /<(?:script[^>]*\ssrc|link[^>]*rel="modulepreload"[^>]*\shref)="([^"]+\.js)"/g);
  if (scripts.length === 0) throw new Error("index.html of the build names no script: there is nothing to measure.");
  return scripts;
}

/** A sentence for each limit that is passed; none when the build is within all of them. */
export function sizeFaults(size: BuildSize): readonly string[] {
  const over = (what: string, bytes: number, limit: number): string[] =>
    bytes > limit ? [`${what}: ${kilobytes(bytes)}, the limit is ${kilobytes(limit)}.`] : [];
  return [
    ...over("Script before the first screen", size.firstScript, FIRST_SCRIPT_LIMIT),
    ...over("Page and style", size.pageAndStyle, PAGE_AND_STYLE_LIMIT),
    ...over("Kept for offline", size.precache, PRECACHE_LIMIT),
    ...size.missing.map((path) => `${path} is not kept for offline.`),
    ...size.unknown.map((path) => `${path} is kept for offline whatever comes in its place.`),
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
