// What a parent may read of a behaviour log: the words written for home, and when. Everything else of it is internal,
// and no screen or print for home reads the log in another way [C33].

import { type Readable, factsOf, textIn } from "./record-facts.ts";

export interface HomeWords {
  readonly when: string;
  readonly words: string;
}

/** Undefined where nothing was written for home. */
export function homeWordsOf(log: Readable): HomeWords | undefined {
  const facts = factsOf(log);
  const words = facts?.type === "behaviour-log" ? textIn(facts, "forHome") : "";
  return facts && words !== "" ? { when: facts.when, words } : undefined;
}
