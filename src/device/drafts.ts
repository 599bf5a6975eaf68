// Half-written work: kept sealed, private to its author, never sent [V23].

import type { JsonObject } from "#base/json.ts";
import type { Opened } from "./opened.ts";
import { Locked, type Store } from "./ports.ts";

const TOUCHED = { scopes: [], parts: ["drafts"] } as const;

export function createDrafts(deps: {
  readonly store: Store;
  readonly now: () => number;
  readonly opened: () => Opened | undefined;
}) {
  const { store, now, opened } = deps;
  return {
    async saveDraft(id: string, body: JsonObject): Promise<void> {
      const author = opened()?.adult;
      if (author === undefined) throw new Locked();
      await store.write("strict", (tx) => tx.putDraft({ id, author, at: now(), body }), TOUCHED);
    },
    async dropDraft(id: string): Promise<void> {
      await store.write("relaxed", (tx) => tx.deleteDraft(id), TOUCHED);
    },
  };
}
