// The list that five words are drawn from, handed in by the root. No two of its words begin with the same three
// letters, so three letters are enough to type.

import { createContext, useContext } from "react";

export const WordListContext = createContext<readonly string[] | null>(null);

export function useWordList(): readonly string[] {
  const words = useContext(WordListContext);
  if (words === null) throw new Error("useWordList stands outside its provider");
  return words;
}

const LETTERS = 3;

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
export function typeWords(before: WordsTyped, text: string, list: readonly string[], most = 5): WordsTyped {
  const parts = text.toLowerCase().split(/[^a-z]+/);
  const finished = /[^a-z]$/i.test(text);
  let state: WordsTyped = { ...before, typing: "", unknown: false };
  parts.forEach((part, at) => {
    if (part === "") return;
    state = typePart(state, part, at < parts.length - 1 || finished, list, most);
  });
  return state;
}

function typePart(
  state: WordsTyped,
  part: string,
  finished: boolean,
  list: readonly string[],
  most: number,
): WordsTyped {
  if (state.tail.startsWith(part)) {
    const over = part === state.tail || finished;
    return { ...state, typing: over ? "" : part, tail: over ? "" : state.tail };
  }
  if (state.words.length >= most) return { ...state, typing: "", tail: "" };
  if (part.length < LETTERS) return { ...state, typing: part };
  const word = list.find((one) => one.startsWith(part.slice(0, LETTERS)));
  if (word === undefined) return { ...state, typing: part, unknown: true };
  const rest = part.slice(LETTERS);
  const more = word.slice(LETTERS);
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
