// When a damaged store is mended (S23): as soon as damage is met, what waits is made deliverable; when it has been
// delivered, what the server told is fetched anew. Once while somebody is here: storage that goes on breaking is told
// like any other trouble.

import { isHollow, mendOutbox, mendState } from "./mend.ts";
import type { Store } from "./ports.ts";
import { StoreTrouble } from "./store/store-trouble.ts";

export interface MendingDeps {
  readonly store: Store;
  readonly isOpen: () => boolean;
  readonly now: () => number;
  readonly onMended: (delivered: number, lost: number) => void;
  readonly onTrouble: (sentence: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface Mending {
  /** Somebody has opened the device: is everything there? */
  opened(): void;
  /** Something did not open. */
  found(): void;
  /** What waited has been sent. */
  sent(): Promise<void>;
}

export function createMending({ store, isOpen, now, onMended, onTrouble, onError }: MendingDeps): Mending {
  let mended = false;
  /** It is known what is damaged, and the server has not been reached since. */
  let toFetch = false;

  async function mend(): Promise<void> {
    mended = true;
    toFetch = true;
    const { delivered, lost } = await mendOutbox(store, now());
    onMended(delivered, lost);
  }

  const found = (): void => {
    if (!isOpen()) return;
    if (!mended) void mend().catch(onError);
    else if (!toFetch) onTrouble(new StoreTrouble("damaged").sentence);
  };

  return {
    opened() {
      mended = false;
      void store.read(isHollow).then((hollow) => (hollow ? found() : undefined), onError);
    },
    found,
    async sent() {
      if (!isOpen()) return;
      await mendState(store);
      toFetch = false;
    },
  };
}
