// One adult at a time, in all tabs of a browser: who comes in at one tab, or locks it, shuts whoever else still stands
// open in the others [V25]. A tab that shuts because of another says nothing itself.

import type { Opened } from "./opened.ts";
import type { Store } from "./ports.ts";

export interface OneAdultDeps {
  readonly store: Store;
  readonly opened: () => Opened | undefined;
  /** Puts away what is half written, while there are still keys to seal it with. */
  readonly putAway: () => Promise<void>;
  readonly shut: () => void;
}

/** Gives a way to stop listening. */
export function keepOneAdult({ store, opened, putAway, shut }: OneAdultDeps): () => void {
  return store.onWho((here) => {
    const was = opened();
    if (!was || was.adult === here) return;
    const go = (): void => {
      // Opened anew in the meantime: that adult came after the one who was told of. By the keys, for what is known of an
      // adult may have been read anew while drafts were put away.
      if (opened()?.sealer === was.sealer) shut();
    };
    void putAway().then(go, go);
  });
}
