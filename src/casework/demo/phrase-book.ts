// Sentences from patterns, never the same one twice for one pupil: "[came in|arrived] calm" with "{name}" filled in.

import type { SeededRandom } from "./seeded-random.ts";

export type Slots = Readonly<Record<string, string>>;

export interface PhraseBook {
  /** A text nobody wrote about this pupil before, or undefined when the patterns are used up. */
  say(patterns: readonly string[], slots?: Slots): string | undefined;
  /** Takes a text written by hand; throws when one of its sentences was used before. */
  keep(text: string): string;
}

const ALTERNATIVES = /\[([^[\]]*)\]/g;
const SLOT = /\{(\w+)\}/g;
// How often a pattern is filled anew before another one is tried.
const TRIES = 6;

/** The sentences of a text, as they are compared: small letters, single spaces, without their marks. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/[.!?\n]+/)
    .map((sentence) =>
      sentence
        .toLowerCase()
        .replace(/["\s]+/g, " ")
        .trim(),
    )
    .filter((sentence) => sentence !== "");
}

export function createPhraseBook(random: SeededRandom, about: Slots): PhraseBook {
  const said = new Set<string>();
  const timesUsed = new Map<string, number>();

  function fill(pattern: string, slots: Slots): string {
    const chosen = pattern.replace(ALTERNATIVES, (_all, options: string) => random.pick(options.split("|")));
    const filled = chosen.replace(SLOT, (_all, name: string) => {
      const value = name === "n" ? String(random.whole(2, 9)) : (slots[name] ?? about[name]);
      if (value === undefined) throw new Error(`no words for {${name}} in "${pattern}"`);
      return value;
    });
    const tidy = filled
      .replace(/ {2,}/g, " ")
      .replace(/ ([,.!?])/g, "$1")
      .trim();
    return tidy.replace(
      /(^"?|[.!?] )([a-z])/g,
      (_all, before: string, letter: string) => before + letter.toUpperCase(),
    );
  }

  function isNew(text: string): boolean {
    const sentences = sentencesOf(text);
    return new Set(sentences).size === sentences.length && sentences.every((sentence) => !said.has(sentence));
  }

  function take(text: string): string {
    for (const sentence of sentencesOf(text)) said.add(sentence);
    return text;
  }

  return {
    say(patterns, slots = {}) {
      // The least used patterns first: another wording of the same thought comes only when the thoughts run out.
      const order = random
        .some(patterns, patterns.length)
        .map((pattern) => [timesUsed.get(pattern) ?? 0, pattern] as const);
      for (const [used, pattern] of [...order].sort(([a], [b]) => a - b)) {
        for (let attempt = 0; attempt < TRIES; attempt += 1) {
          const text = fill(pattern, slots);
          if (!isNew(text)) continue;
          timesUsed.set(pattern, used + 1);
          return take(text);
        }
      }
      return undefined;
    },
    keep(text) {
      if (!isNew(text)) throw new Error(`said before: ${text}`);
      return take(text);
    },
  };
}
