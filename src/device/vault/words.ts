// The five words of a phrase: drawn once, completed as they are typed.

import type { RandomBytes } from "#base/id.ts";
import { WORD_COUNT, WORDS } from "./word-list.ts";

export const WORDS_IN_A_PHRASE = 5;

/** No two words begin with the same so many letters. */
export const LETTERS_THAT_TELL = 3;

/** Two random bytes at a time; above the last whole multiple of the list they are drawn again, so that no word is likelier. */
const LEVEL = 65_536 - (65_536 % WORD_COUNT);

/** Five words, each as likely as any other. They are shown once and kept nowhere. */
export function drawWords(randomBytes: RandomBytes): readonly string[] {
  const drawn: string[] = [];
  while (drawn.length < WORDS_IN_A_PHRASE) {
    const [high = 0, low = 0] = randomBytes(2);
    const number = high * 256 + low;
    if (number < LEVEL) drawn.push(WORDS[number % WORD_COUNT] as string);
  }
  return drawn;
}

/**
 * The word that is meant by what was typed so far, or undefined: too few letters, or letters that no word begins
 * with. Capitals and spaces around it are forgiven.
 */
export function completeWord(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  if (text.length < LETTERS_THAT_TELL) return undefined;
  return WORDS.find((word) => word.startsWith(text));
}

/** The five words in a text with anything between them, each completed; undefined when that is not what it holds. */
export function wordsIn(text: string): readonly string[] | undefined {
  const words = text
    .split(/[^a-zA-Z]+/)
    .filter((typed) => typed !== "")
    .map(completeWord);
  return words.length === WORDS_IN_A_PHRASE && words.every((word) => word !== undefined) ? words : undefined;
}
