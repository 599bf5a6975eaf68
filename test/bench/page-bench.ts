// What a page of a bench offers to the program that drives it: each function measures one side once. The driver says
// how often and in which order.

import type { ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { type BenchRows, benchRows } from "./bench-data.ts";

/** One way to keep records in a browser. */
export interface BenchSide {
  /** Keeps one new record, ready to be sent. */
  commit(row: RecordRow): Promise<void>;
  /** Reads the newest of a pupil, and gives how many were found. */
  newest(pupil: ScopeId, limit: number): Promise<number>;
  fill(rows: readonly RecordRow[]): Promise<void>;
  destroy(): Promise<void>;
}

/** Makes a side with a database of this name. "relaxed" for filling, "strict" for what a person waits for. */
export type MakeSide = (name: string, durability: "strict" | "relaxed") => BenchSide | Promise<BenchSide>;

export interface PageBench {
  /** Milliseconds of each of `times` commits, one after another, on a fresh database. */
  commit(side: string, times: number): Promise<readonly number[]>;
  /** Milliseconds to fill a fresh database of this side with `rows` records, which then stay for `newest`. */
  hydrate(side: string, rows: number): Promise<number>;
  /**
   * Milliseconds of each of `times` questions for the newest 50 of a pupil, on what `hydrate` left: a pupil not asked
   * for lately, and the same question straight after, as when a screen looks again.
   */
  newest(
    side: string,
    times: number,
  ): Promise<{ readonly first: readonly number[]; readonly again: readonly number[] }>;
  /** Opens what an earlier life of this browser left, so that its files are put in order. */
  reopen(): Promise<number>;
  /** Removes what is left of earlier runs. */
  clear(): Promise<void>;
}

/** What one transaction takes when a device is filled. */
export const FILL_PAGE = 500;
/** These open the database and warm the code. */
const WARMING = 20;

export const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

export function createPageBench(makers: { readonly [side: string]: MakeSide }): PageBench {
  let count = 0;
  let data: BenchRows | undefined;
  /** Goes round the pupils, so that none comes again before all the others have. */
  let asked = 0;
  let filled: { [side: string]: BenchSide } = {};

  async function fresh(side: string, durability: "strict" | "relaxed"): Promise<BenchSide> {
    count += 1;
    const make = makers[side];
    if (make === undefined) throw new Error(`no side is called ${side}`);
    return make(`bench-${side}-${count}`, durability);
  }

  return {
    async commit(side, times) {
      const subject = await fresh(side, "strict");
      const { rows } = benchRows(WARMING + times, randomBytes);
      const next = (n: number): Promise<void> => subject.commit(rows[n] as RecordRow);
      for (let n = 0; n < WARMING; n += 1) await next(n);
      const taken: number[] = [];
      for (let n = 0; n < times; n += 1) taken.push(await timed(() => next(WARMING + n)));
      await subject.destroy();
      return taken;
    },
    async hydrate(side, count) {
      data = data?.rows.length === count ? data : benchRows(count, randomBytes);
      const { rows } = data;
      await filled[side]?.destroy();
      const subject = await fresh(side, "relaxed");
      filled[side] = subject;
      return timed(async () => {
        for (let at = 0; at < rows.length; at += FILL_PAGE) await subject.fill(rows.slice(at, at + FILL_PAGE));
      });
    },
    async newest(side, times) {
      const subject = filled[side];
      if (subject === undefined || data === undefined) throw new Error("hydrate first");
      const { pupils, rows } = data;
      const expected = Math.min(50, Math.floor(rows.length / pupils.length));
      const ask = async (n: number): Promise<void> => {
        const found = await subject.newest(pupils[(n * 7) % pupils.length] as ScopeId, 50);
        if (found !== expected) throw new Error(`${side} found ${found} of ${expected}`);
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
    async reopen() {
      const databases = await indexedDB.databases();
      for (const { name } of databases) {
        const opened = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name as string);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error(`${name} does not open`));
        });
        opened.close();
      }
      return databases.length;
    },
    async clear() {
      for (const side of Object.values(filled)) await side.destroy();
      filled = {};
    },
  };
}
