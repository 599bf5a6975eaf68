// What one round changes on a screen comes in many writes: a batch of verdicts is a mark beside each entry, a page of the
// feed brings the same entries once more, and everybody who watches reads again to see it, while the next write waits
// for them. Of a long line of both, that is told every five seconds and at the end of the round, and at once where
// somebody has to read a reason or may not see something any more. How much waits is told with each: that count is never
// behind [S12].

import type { ScopeId } from "#ledger/names.ts";
import type { Store, Touched } from "../ports.ts";

const EVERY_MS = 5_000;

export interface NewsKeptBack {
  /** What a write that is done tells: what it touched and what was kept back before, or the counts alone. */
  of(touched: Touched, atOnce: boolean): Touched;
  /** Tells what was kept back. */
  rest(): Promise<void>;
}

export function createNewsKeptBack(store: Pick<Store, "write">, now: () => number): NewsKeptBack {
  let back: Set<ScopeId> | "all" = new Set();
  let parts = new Set<Touched["parts"][number]>();
  let last = now();
  const take = (): Touched => {
    const touched: Touched = { scopes: back === "all" ? back : [...back], parts: [...parts] };
    back = new Set();
    parts = new Set();
    last = now();
    return touched;
  };
  return {
    of(touched, atOnce) {
      if (touched.scopes === "all") back = "all";
      else if (back !== "all") for (const scope of touched.scopes) back.add(scope);
      for (const part of touched.parts) parts.add(part);
      // A clock that was set back tells too often, and not never.
      const since = now() - last;
      return atOnce || since < 0 || since >= EVERY_MS ? take() : { scopes: [], parts: ["counts"] };
    },
    async rest() {
      if (parts.size > 0) await store.write("relaxed", async () => undefined, take);
    },
  };
}
