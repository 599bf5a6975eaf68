// How cost grows on a device: with what it holds, and with what has changed. Runs in the page; several devices of
// different size stand open at once, so that they can take turns.

import { type BenchRows, benchRows } from "./bench-data.ts";
import { FILL_PAGE, randomBytes, timed } from "./page-bench.ts";
import { createWaymarkSide, type WaymarkSide } from "./waymark-side.ts";

export interface CostCurves {
  /** Fills a device with so many records, which is then called by that number. */
  open(held: number): Promise<void>;
  /** Milliseconds of each of `times` commits on that device. */
  commit(held: number, times: number): Promise<readonly number[]>;
  /** Milliseconds to take in a page of the feed with so many changed records, each of another pupil. */
  feed(held: number, changed: number): Promise<number>;
  close(): Promise<void>;
}

export function createCostCurves(): CostCurves {
  const devices = new Map<number, { readonly side: WaymarkSide; readonly data: BenchRows }>();
  const deviceOf = (held: number): { readonly side: WaymarkSide; readonly data: BenchRows } => {
    const device = devices.get(held);
    if (device === undefined) throw new Error(`no device holds ${held}`);
    return device;
  };
  return {
    async open(held) {
      const data = benchRows(held, randomBytes);
      const side = createWaymarkSide(`curve-${held}`, randomBytes);
      for (let at = 0; at < held; at += FILL_PAGE) await side.fill(data.rows.slice(at, at + FILL_PAGE));
      devices.set(held, { side, data });
    },
    async commit(held, times) {
      const { side } = deviceOf(held);
      const taken: number[] = [];
      for (let n = 0; n < times; n += 1) taken.push(await timed(() => side.commit()));
      return taken;
    },
    async feed(held, changed) {
      const { side, data } = deviceOf(held);
      const { rows, pupils } = data;
      if (changed > pupils.length) throw new Error("more changes than pupils");
      // The rows stand pupil by pupil: one of each comes at equal steps.
      const step = rows.length / pupils.length;
      const news = Array.from({ length: changed }, (_, n) => rows[Math.floor(n * step)]).filter(
        (row) => row !== undefined,
      );
      const time = await timed(() => side.feed(news));
      // As a device does when it has a quiet moment; the next page finds it as this one did.
      await side.tidy();
      return time;
    },
    async close() {
      for (const { side } of devices.values()) await side.destroy();
      devices.clear();
    },
  };
}
