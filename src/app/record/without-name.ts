// Another pupil's name taken out of words about this one.

import type { FoundName } from "#casework/names-in-text.ts";

/** In the place of every find stands "another pupil", with a capital where a sentence begins. `one`: the school's word. */
export function withoutName(text: string, found: readonly Pick<FoundName, "at" | "words">[], one: string): string {
  let words = text.normalize("NFC");
  for (const { at, words: name } of found.toSorted((a, b) => b.at - a.at)) {
    const before = words.slice(0, at);
    const begins = /(^|[.!?]\s+|\n)["“'‘\s]*$/.test(before);
    words = `${before}${begins ? "Another" : "another"} ${one}${words.slice(at + name.length)}`;
  }
  return words;
}
