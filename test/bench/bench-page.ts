// The page the bench runs in. Each function measures one side once; test/bench/run.ts says how often and in which order.

import { type BenchRows, benchRows } from "./bench-data.ts";
import { createPlainSide, type PlainSide } from "./plain-side.ts";
import { createWaymarkSide, type WaymarkSide } from "./waymark-side.ts";

export type Side = "waymark" | "dexie";

export interface BenchPage {
  /** Milliseconds of each of `times` commits, one after another, on a fresh database. */
  commit(side: Side, times: number): Promise<readonly number[]>;
  /** Milliseconds to fill a fresh database of this side with `rows` records, which then stay for `newest`. */
  hydrate(side: Side, rows: number): Promise<number>;
  /**
   * Milliseconds of each of `times` questions for the newest 50 of a pupil, on what `hydrate` left: a pupil not asked
   * for lately, and the same question straight after, as when a screen looks again.
   */
  newest(side: Side, times: number): Promise<{ readonly first: readonly number[]; readonly again: readonly number[] }>;
  /** Removes what is left of earlier runs. */
  clear(): Promise<void>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

/** What one transaction takes when a device is filled. */
const PAGE = 500;

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
let count = 0;
let data: BenchRows | undefined;
/** Goes round the pupils, so that none comes again before all the others have. */
let asked = 0;
let filled: { [side in Side]?: WaymarkSide | PlainSide } = {};

const fresh = (side: Side, durability: "strict" | "relaxed"): WaymarkSide | PlainSide => {
  count += 1;
  const name = `bench-${side}-${count}`;
  return side === "waymark" ? createWaymarkSide(name, randomBytes) : createPlainSide(name, durability);
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

window.bench = {
  async commit(side, times) {
    const subject = fresh(side, "strict");
    data ??= benchRows(20_000, randomBytes);
    const { rows } = data;
    const next = (n: number): Promise<void> => subject.commit(rows[n % rows.length] as never);
    // These open the database and warm the code.
    for (let n = 0; n < 20; n += 1) await next(n);
    const taken: number[] = [];
    for (let n = 0; n < times; n += 1) taken.push(await timed(() => next(20 + n)));
    await subject.destroy();
    return taken;
  },
  async hydrate(side, count) {
    data = data?.rows.length === count ? data : benchRows(count, randomBytes);
    const { rows } = data;
    await filled[side]?.destroy();
    const subject = fresh(side, "relaxed");
    filled[side] = subject;
    return timed(async () => {
      for (let at = 0; at < rows.length; at += PAGE) await subject.fill(rows.slice(at, at + PAGE));
    });
  },
  async newest(side, times) {
    const subject = filled[side];
    if (subject === undefined || data === undefined) throw new Error("hydrate first");
    const { pupils } = data;
    const ask = async (n: number): Promise<void> => {
      const found = await subject.newest(pupils[(n * 7) % pupils.length] as never, 50);
      if (found !== 50) throw new Error(`${side} found ${found} of 50`);
    };
    for (let n = 0; n < 10; n += 1) await ask(n);
    const first: number[] = [];
    const again: number[] = [];
    for (let n = 0; n < times; n += 1) {
      first.push(await timed(() => ask(asked)));
      again.push(await timed(() => ask(asked)));
      asked += 1;
    }
    return { first, again };
  },
  async clear() {
    for (const side of Object.values(filled)) await side.destroy();
    filled = {};
  },
};
