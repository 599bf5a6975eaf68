// Half-written work: kept sealed, private to its author, never sent [V23].

import type { JsonObject } from "#base/json.ts";
import type { Opened } from "./opened.ts";
import { Locked, type Store } from "./ports.ts";
import { StoreTrouble } from "./store/store-trouble.ts";

const TOUCHED = { scopes: [], parts: ["drafts"] } as const;

export function createDrafts(deps: {
  readonly store: Store;
  readonly now: () => number;
  readonly opened: () => Opened | undefined;
  /** Hears a sentence when a draft could not be kept. */
  readonly onTrouble: (sentence: string) => void;
}) {
  const { store, now, opened, onTrouble } = deps;
  return {
    async saveDraft(id: string, body: JsonObject): Promise<void> {
      const author = opened()?.adult;
      if (author === undefined) throw new Locked();
      try {
        await store.write("strict", (tx) => tx.putDraft({ id, author, at: now(), body }), TOUCHED);
      } catch (error) {
        if (error instanceof StoreTrouble) onTrouble(error.sentence);
        throw error;
      }
    },
    async dropDraft(id: string): Promise<void> {
      await store.write("relaxed", (tx) => tx.deleteDraft(id), TOUCHED);
    },
  };
}
