// How cost grows on a device: eight times as much held, and eight times as much news. Ratios alone are gated.

import type { Page } from "playwright-core";
import { type Line, median, milliseconds, ratioOf } from "./figures.ts";

export interface CurveSizes {
  /** Records on the smaller device; the larger holds eight times as many. */
  readonly held: number;
  /** Changed records of the smaller page, each of another pupil; the larger page has eight times as many. */
  readonly changed: number;
  readonly runs: number;
  readonly commits: number;
}

export const WHOLE_CURVES: CurveSizes = { held: 2_500, changed: 25, runs: 15, commits: 40 };
export const QUICK_CURVES: CurveSizes = { held: 500, changed: 5, runs: 3, commits: 10 };

/** Eight times as much held may cost half as much again: an index is deeper, a pupil's pack is larger. */
export const HELD_LIMIT = 1.5;
/** Linear is 8; what is over is room for noise. */
export const CHANGED_LIMIT = 10;

export async function measureCurves(
  page: Page,
  { held, changed, runs, commits }: CurveSizes,
  say: (line: string) => void,
): Promise<readonly Line[]> {
  const sizes = [held, 8 * held] as const;
  for (const size of sizes) await page.evaluate((n) => window.curves.open(n), size);
  const commitTimes: readonly number[][] = [[], []];
  const few: readonly number[][] = [[], []];
  const many: readonly number[][] = [[], []];
  // The first of each opens what a device opens once.
  for (let run = -1; run < runs; run += 1) {
    for (const at of run % 2 === 0 ? [0, 1] : [1, 0]) {
      const size = sizes[at] as number;
      const feed = (n: number): Promise<number> =>
        page.evaluate(([which, count]) => window.curves.feed(which, count), [size, n] as const);
      const taken = await page.evaluate(([which, n]) => window.curves.commit(which, n), [size, commits] as const);
      const [fewTime, manyTime] = [await feed(changed), await feed(8 * changed)];
      if (run < 0) continue;
      commitTimes[at]?.push(median(taken));
      few[at]?.push(fewTime);
      many[at]?.push(manyTime);
    }
  }
  await page.evaluate(() => window.curves.close());
  say("growth on a device measured");
  const growth = (what: string, from: readonly number[], to: readonly number[], limit: number): Line => ({
    what,
    cells: [milliseconds(median(from)), milliseconds(median(to))],
    ratio: ratioOf(to, from),
    limit,
  });
  const told = (n: number): string => n.toLocaleString("en-GB");
  const [small, large] = sizes.map(told) as [string, string];
  const both = [0, 1] as const;
  return [
    growth(
      `Commit on a tablet that holds ${small}, then ${large} records`,
      commitTimes[both[0]] as number[],
      commitTimes[both[1]] as number[],
      HELD_LIMIT,
    ),
    growth(
      `Take in ${told(changed)} changed records where ${small}, then ${large} are held`,
      few[both[0]] as number[],
      few[both[1]] as number[],
      HELD_LIMIT,
    ),
    growth(
      `Take in ${told(changed)}, then ${told(8 * changed)} changed records where ${large} are held`,
      few[both[1]] as number[],
      many[both[1]] as number[],
      CHANGED_LIMIT,
    ),
  ];
}
