// Five words as they are typed: three letters complete a word, and fingers that go on typing it do no harm.

import { completeWord, LETTERS_THAT_TELL, WORDS_IN_A_PHRASE } from "#device/device.ts";

export interface WordsTyped {
  readonly words: readonly string[];
  /** What is in the box. */
  readonly typing: string;
  /** What is left of the last word: fingers that go on typing it do no harm. */
  readonly tail: string;
  /** True when three letters begin no word. */
  readonly unknown: boolean;
}

export const noWords: WordsTyped = { words: [], typing: "", tail: "", unknown: false };

/** The next state after the box holds `text`. Spaces part words, so that five can be pasted at once. */
export function typeWords(before: WordsTyped, text: string): WordsTyped {
  const parts = text.toLowerCase().split(/[^a-z]+/);
  const finished = /[^a-z]$/i.test(text);
  let state: WordsTyped = { ...before, typing: "", unknown: false };
  parts.forEach((part, at) => {
    if (part === "") return;
    state = typePart(state, part, at < parts.length - 1 || finished);
  });
  return state;
}

function typePart(state: WordsTyped, part: string, finished: boolean): WordsTyped {
  const letters = part.slice(0, LETTERS_THAT_TELL);
  const enough = part.length >= LETTERS_THAT_TELL;
  if (state.tail.startsWith(part)) {
    // A rest shorter than a beginning may as well be how the next word begins: the letters after it tell.
    const over = finished || (part === state.tail && enough);
    const begun = finished && part !== state.tail && completeWord(letters) !== undefined;
    if (!begun) return { ...state, typing: over ? "" : part, tail: over ? "" : state.tail };
  }
  if (state.words.length >= WORDS_IN_A_PHRASE) return { ...state, typing: "", tail: "" };
  if (!enough) return { ...state, typing: part };
  const word = completeWord(letters);
  if (word === undefined) {
    // What began the next word was the rest of the last one after all.
    const after = state.tail !== "" && part.startsWith(state.tail) ? part.slice(state.tail.length) : undefined;
    if (after !== undefined) return typePart({ ...state, tail: "" }, after, finished);
    return { ...state, typing: part, unknown: true };
  }
  const rest = part.slice(LETTERS_THAT_TELL);
  const more = word.slice(LETTERS_THAT_TELL);
  return {
    words: [...state.words, word],
    typing: "",
    tail: finished || !more.startsWith(rest) ? "" : more.slice(rest.length),
    unknown: false,
  };
}

/** Backspace in an empty box takes the last word out again. */
export function takeWordBack(state: WordsTyped): WordsTyped {
  return { words: state.words.slice(0, -1), typing: "", tail: "", unknown: false };
}
