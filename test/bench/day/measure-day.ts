// The same steps on a tablet with a full store and on one with an empty store, taking turns, so that what disturbs the
// machine disturbs both.

import { median, milliseconds } from "../figures.ts";
import { inTurn } from "../measure-sides.ts";
import type { DayTablet, Interactions } from "./day-tablet.ts";

export const STORES = ["full", "empty"] as const;
export type Store = (typeof STORES)[number];
/** One tablet of each store, with the pupils of its room; the first has the most entries. */
export type Tablets = { readonly [store in Store]: { readonly tablet: DayTablet; readonly names: readonly string[] } };
export type ByStore<T> = { readonly [store in Store]: T };

export interface DaySizes {
  readonly unlocks: number;
  readonly coldOpens: number;
  readonly logs: number;
  readonly pages: number;
  readonly parts: number;
}
export const WHOLE_DAY: DaySizes = { unlocks: 3, coldOpens: 3, logs: 4, pages: 5, parts: 2 };
export const QUICK_DAY: DaySizes = { unlocks: 3, coldOpens: 1, logs: 2, pages: 1, parts: 1 };

/** Milliseconds, one for each run. */
export interface DayTimes {
  readonly unlock: ByStore<number[]>;
  readonly handOver: ByStore<number[]>;
  /** Of a hand-over, the slow hash of the PIN alone. */
  readonly hash: ByStore<number[]>;
  readonly coldOpen: ByStore<number[]>;
  readonly quickLog: ByStore<number[]>;
  readonly overview: ByStore<number[]>;
  readonly timeline: ByStore<number[]>;
  /** Of all parts together. */
  readonly inp: ByStore<number[]>;
  readonly interactions: ByStore<Interactions[]>;
}

export async function measureDay(
  tablets: Tablets,
  { unlocks, coldOpens, logs, pages, parts }: DaySizes,
  slower: number,
  say: (line: string) => void,
): Promise<DayTimes> {
  const none = <T>(): ByStore<T[]> => ({ full: [], empty: [] });
  const times: DayTimes = {
    unlock: none(),
    handOver: none(),
    hash: none(),
    coldOpen: none(),
    quickLog: none(),
    overview: none(),
    timeline: none(),
    inp: none(),
    interactions: none(),
  };
  let rate = 1;
  /** The first of each opens what is opened once, and is not counted; a part of the day counts all of it. */
  async function takeTurns(
    runs: number,
    what: string,
    taken: readonly ByStore<readonly number[]>[],
    step: (one: Tablets[Store], run: number) => Promise<(store: Store) => void>,
    first = -1,
  ): Promise<void> {
    for (let run = first; run < runs; run += 1)
      for (const store of inTurn(STORES, run + 1)) {
        const { tablet } = tablets[store];
        await tablet.slowDown(rate);
        const keep = await step(tablets[store], run + 1);
        // A page is slowed by keeping its processor busy, also while it does nothing: the one that waits for its turn
        // would take from the other what it needs for its disk and its screen.
        await tablet.slowDown(1);
        if (run >= 0) keep(store);
      }
    const told = STORES.map((store) => taken.map((times) => milliseconds(median(times[store]))).join(" and "));
    say(`${what}: ${told[0]}, with an empty store ${told[1]}`);
  }
  await takeTurns(unlocks, "unlocking", [times.unlock], async ({ tablet }) => {
    const { beyond } = await tablet.unlock();
    return (store) => times.unlock[store].push(beyond);
  });
  await takeTurns(unlocks, "handing over", [times.handOver, times.hash], async ({ tablet }) => {
    const { whole, hash } = await tablet.handOver();
    return (store) => (times.handOver[store].push(whole), times.hash[store].push(hash));
  });
  rate = slower;
  say(`now ${slower} times slower`);
  await takeTurns(coldOpens, "opening cold", [times.coldOpen], async ({ tablet }) => {
    const taken = await tablet.coldOpen();
    return (store) => times.coldOpen[store].push(taken);
  });
  await takeTurns(logs, "logs", [times.quickLog], async ({ tablet, names }, run) => {
    const taken = await tablet.quickLog(names[run % names.length] ?? "", "Calm start");
    return (store) => times.quickLog[store].push(taken);
  });
  await takeTurns(pages, "a pupil’s pages", [times.overview, times.timeline], async ({ tablet, names }) => {
    const { overview, timeline } = await tablet.pupilPage(names[0] ?? "");
    return (store) => (times.overview[store].push(overview), times.timeline[store].push(timeline));
  });
  const ofParts = none<number>();
  await takeTurns(
    parts,
    "a part of the day",
    [ofParts],
    async ({ tablet, names }, run) => {
      // Others than were logged about already: a tap on what stands there says nothing new.
      const taken = await tablet.partOfDay(names.slice(10 + 5 * run, 15 + 5 * run));
      return (store) => (times.interactions[store].push(taken), ofParts[store].push(inpOf([taken])));
    },
    0,
  );
  for (const store of STORES) times.inp[store].push(inpOf(times.interactions[store]));
  return times;
}

/** The 98th percentile, as a browser counts it: of every fifty taps the slowest is left out, of fewer none. */
export function inpOf(parts: readonly Interactions[]): number {
  const { count, slow } = allTaps(parts);
  return slow[Math.floor(count / 50)]?.milliseconds ?? 0;
}

/** Of all parts together, the slowest first. */
export function allTaps(parts: readonly Interactions[]): Interactions {
  return {
    count: parts.reduce((sum, one) => sum + one.count, 0),
    slow: parts.flatMap((one) => one.slow).toSorted((a, b) => b.milliseconds - a.milliseconds),
  };
}
