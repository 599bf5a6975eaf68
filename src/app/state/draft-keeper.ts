// The forms that hold words nobody has saved yet. Before the tablet locks or the app is replaced each is asked to
// put its draft away: keys are zeroed a moment later.

import { createContext, useContext } from "react";

/**
 * Milliseconds a lock waits for drafts at most. A slow tablet with a full disk takes two or three seconds to seal and
 * write what is in several forms; one whose disk answers nothing any more is not left open for longer than this. The
 * page is covered meanwhile.
 */
export const DRAFT_TIME = 10_000;

export interface DraftKeeper {
  /** A form says how its draft is put away; the answer takes it off the list. */
  add(flush: () => Promise<void>): () => void;
  /** Resolves when every draft is put away, or after `most` milliseconds: a lock does not wait for ever. */
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

/**
 * Covers the page at once, and puts away what is half written [V23]. Whoever waits for this shuts the tablet when it
 * resolves, without waiting for anything else: nothing of the page is drawn in between.
 */
export async function putAwayCovered(drafts: DraftKeeper): Promise<void> {
  const { dataset } = document.documentElement;
  dataset["locking"] = "";
  await drafts.flush(DRAFT_TIME);
  delete dataset["locking"];
}

export const DraftKeeperContext = createContext<DraftKeeper | null>(null);

export function useDraftKeeper(): DraftKeeper {
  const keeper = useContext(DraftKeeperContext);
  if (keeper === null) throw new Error("useDraftKeeper stands outside its provider");
  return keeper;
}
