import { describe, expect, test } from "vitest";
import { completeWord } from "#device/device.ts";
import { noWords, takeWordBack, typeWords } from "./words-typed.ts";

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const WORDS = LETTERS.flatMap((a) => LETTERS.flatMap((b) => LETTERS.map((c) => completeWord(a + b + c)))).filter(
  (word) => word !== undefined,
);

const type = (text: string) => {
  // Letter by letter, as a keyboard does.
  let state = noWords;
  for (const letter of text) state = typeWords(state, state.typing + letter);
  return state;
};

describe("five words", () => {
  test("three letters make a word", () => {
    expect(type("can").words).toEqual(["candle"]);
    expect(type("candocapp").words).toEqual(["candle", "doctor", "apple"]);
  });
  test("fingers that type the whole word do no harm", () => {
    expect(type("candle").words).toEqual(["candle"]);
    expect(type("candleapple").words).toEqual(["candle", "apple"]);
    expect(type("candle apple ")).toMatchObject({ words: ["candle", "apple"], typing: "" });
  });
  test("the next word may begin with a letter of the rest of the last one", () => {
    expect(type("candoc").words).toEqual(["candle", "doctor"]);
  });
  test("three letters of each are enough, whatever the rest of the word before is", () => {
    const words = WORDS.filter((_, at) => at % 11 === 0);
    const lost: string[] = [];
    expect(WORDS.length).toBeGreaterThan(1_000);
    for (const first of words)
      for (const next of WORDS) {
        // Three letters that are the rest of the last word go on with it; a space tells them apart.
        const same = first.slice(3).startsWith(next.slice(0, 3)) && first.length > 6;
        const text = first.slice(0, 3) + next.slice(0, 3) + (same ? " " : "");
        if (first.slice(3) === next.slice(0, 3)) continue;
        if (type(text).words.join(" ") !== `${first} ${next}`) lost.push(text);
      }
    expect(lost).toEqual([]);
  });
  test("each of them whole, with a space between, is as good", () => {
    for (const [at, word] of WORDS.entries()) {
      const next = WORDS[(at * 31 + 7) % WORDS.length] ?? word;
      expect(type(`${word} ${next} `)).toMatchObject({ words: [word, next], typing: "" });
    }
  });
  test("a beginning that is no word's stays in the box and is told", () => {
    expect(type("xyz")).toMatchObject({ words: [], typing: "xyz", unknown: true });
    expect(typeWords(type("xyz"), "xy")).toMatchObject({ typing: "xy", unknown: false });
  });
  test("five can be pasted at once, in any case and with any spaces, and no more than five", () => {
    const pasted = typeWords(noWords, "Candle doctor  APPLE candle, doctor");
    expect(pasted.words).toEqual(["candle", "doctor", "apple", "candle", "doctor"]);
    expect(typeWords(pasted, "app").words).toHaveLength(5);
  });
  test("the last word can be taken back", () => {
    expect(takeWordBack(type("candoc")).words).toEqual(["candle"]);
  });
});
