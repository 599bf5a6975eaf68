// The sides of a comparison take turns, so that what disturbs the machine disturbs them all; each goes first as often
// as the others.

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { dropProfile, newProfile, openPage } from "./bench-browser.ts";
import { quantile } from "./figures.ts";

export interface Sizes {
  readonly rows: number;
  readonly fillings: number;
  /** Many short runs rather than few long ones: what disturbs the machine for a second then spoils one of them. */
  readonly runs: number;
  readonly commits: number;
  readonly questions: number;
}

export const WHOLE: Sizes = { rows: 20_000, fillings: 5, runs: 9, commits: 100, questions: 100 };
export const QUICK: Sizes = { rows: 10_000, fillings: 1, runs: 2, commits: 20, questions: 20 };

export type TimesOf<What extends string> = { [what in What]: { [side: string]: number[] } };

export interface Measured {
  /** Of each run: medians, and the slow end. */
  readonly times: TimesOf<"commit" | "commitTail" | "newest" | "newestTail" | "again" | "hydrate">;
}

export function inTurn<T>(sides: readonly T[], run: number): readonly T[] {
  const at = run % sides.length;
  return [...sides.slice(at), ...sides.slice(0, at)];
}

export async function measureSides(
  page: Page,
  sides: readonly string[],
  { rows, fillings, runs, commits, questions }: Sizes,
  say: (line: string) => void,
): Promise<Measured> {
  const bySide = (): { [side: string]: number[] } => Object.fromEntries(sides.map((side) => [side, []]));
  const times = {
    commit: bySide(),
    commitTail: bySide(),
    newest: bySide(),
    newestTail: bySide(),
    again: bySide(),
    hydrate: bySide(),
  };
  for (let run = 0; run < fillings; run += 1) {
    for (const side of inTurn(sides, run))
      times.hydrate[side]?.push(await page.evaluate(([who, n]) => window.bench.hydrate(who, n), [side, rows] as const));
    say(`filled ${run + 1} of ${fillings}`);
  }
  for (let run = 0; run < runs; run += 1) {
    for (const side of inTurn(sides, run)) {
      const taken = await page.evaluate(([who, n]) => window.bench.commit(who, n), [side, commits] as const);
      times.commit[side]?.push(quantile(taken, 0.5));
      times.commitTail[side]?.push(quantile(taken, 0.95));
    }
    for (const side of inTurn(sides, run)) {
      const asked = await page.evaluate(([who, n]) => window.bench.newest(who, n), [side, questions] as const);
      times.newest[side]?.push(quantile(asked.first, 0.5));
      times.newestTail[side]?.push(quantile(asked.first, 0.95));
      times.again[side]?.push(quantile(asked.again, 0.5));
    }
    say(`run ${run + 1} of ${runs}`);
  }
  await page.evaluate(() => window.bench.clear());
  return { times };
}

/**
 * Bytes on disk of a device that was just filled. Each side has a profile of its own; the browser is closed and opened
 * once more, so that what stood in its log is written where it stays.
 */
export async function measureStorage(
  url: string,
  sides: readonly string[],
  rows: number,
  say: (line: string) => void,
): Promise<{ readonly [side: string]: number }> {
  const bytes: { [side: string]: number } = {};
  for (const side of sides) {
    const profile = newProfile();
    try {
      const filling = await openPage(url, profile, say);
      await filling.page.evaluate(([who, n]) => window.bench.hydrate(who, n), [side, rows] as const);
      await filling.close();
      const looking = await openPage(url, profile, say);
      if ((await looking.page.evaluate(() => window.bench.reopen())) === 0) throw new Error(`${side} left nothing`);
      await looking.close();
      bytes[side] = sizeOf(join(profile, "Default", "IndexedDB"));
    } finally {
      dropProfile(profile);
    }
  }
  say("storage measured");
  return bytes;
}

function sizeOf(folder: string): number {
  if (!existsSync(folder)) throw new Error(`the browser keeps no databases in ${folder}`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
