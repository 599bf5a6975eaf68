// The forms that hold words nobody has saved yet. Before the tablet locks or the app is replaced each is asked to
// put its draft away: keys are zeroed a moment later.

import { createContext, useContext } from "react";

/** How long a lock waits for drafts: two strict writes on a slow tablet. */
export const DRAFT_TIME = 400;

export interface DraftKeeper {
  /** A form says how its draft is put away; the answer takes it off the list. */
  add(flush: () => Promise<void>): () => void;
  /** Resolves when every draft is put away, or after `most` milliseconds: a lock never waits for a slow disk. */
  flush(most: number): Promise<void>;
  /** True while some form is open. */
  busy(): boolean;
}

export function createDraftKeeper(): DraftKeeper {
  const flushers = new Set<() => Promise<void>>();
  return {
    add(flush) {
      flushers.add(flush);
      return () => {
        flushers.delete(flush);
      };
    },
    async flush(most) {
      const all = Promise.allSettled([...flushers].map((flush) => flush()));
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, most))]);
    },
    busy: () => flushers.size > 0,
  };
}

export const DraftKeeperContext = createContext<DraftKeeper | null>(null);

export function useDraftKeeper(): DraftKeeper {
  const keeper = useContext(DraftKeeperContext);
  if (keeper === null) throw new Error("useDraftKeeper stands outside its provider");
  return keeper;
}
