import { describe, expect, test } from "vitest";
import { noWords, takeWordBack, typeWords } from "./words-typed.ts";

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
    expect(type("candleapple")).toMatchObject({ words: ["candle", "apple"], typing: "" });
    expect(type("candle apple ")).toMatchObject({ words: ["candle", "apple"], typing: "" });
  });
  test("the next word may begin with a letter of the rest of the last one", () => {
    expect(type("candoc").words).toEqual(["candle", "doctor"]);
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
