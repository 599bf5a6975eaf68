// What a batch of verdicts changes on a screen is a mark beside each entry, and everybody who watches reads again to
// see it. Of a long line of batches that is told every five seconds and with the last, and at once where somebody has to
// read a reason. How much waits is told with each: that count is never behind [S12].

import type { ScopeId } from "#ledger/names.ts";
import type { Store, Touched } from "../ports.ts";

const EVERY_MS = 5_000;

export interface PushNews {
  /** What a write that is done tells of these scopes: them and what was kept back before, or the counts alone. */
  of(scopes: readonly ScopeId[] | "all", atOnce: boolean): Touched;
  /** Tells what was kept back. */
  rest(): Promise<void>;
}

export function createPushNews(store: Pick<Store, "write">, now: () => number): PushNews {
  let back: Set<ScopeId> | "all" = new Set();
  let last = now();
  const take = (): Touched => {
    const scopes = back === "all" ? back : [...back];
    back = new Set();
    last = now();
    return { scopes, parts: ["pending", "control"] };
  };
  return {
    of(scopes, atOnce) {
      if (scopes === "all") back = "all";
      else if (back !== "all") for (const scope of scopes) back.add(scope);
      // A clock that was set back tells too often, and not never.
      const since = now() - last;
      return atOnce || since < 0 || since >= EVERY_MS ? take() : { scopes: [], parts: ["counts"] };
    },
    async rest() {
      if (back === "all" || back.size > 0) await store.write("relaxed", async () => undefined, take);
    },
  };
}
