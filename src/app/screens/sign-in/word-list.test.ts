import { describe, expect, test } from "vitest";
import { noWords, takeWordBack, typeWords } from "./word-list.ts";

const list = ["candle", "dog", "dlanguage", "apple", "river", "stone"];
const type = (text: string, from = noWords) => {
  // Letter by letter, as a keyboard does.
  let state = from;
  for (const letter of text) state = typeWords(state, state.typing + letter, list);
  return state;
};

describe("five words", () => {
  test("three letters make a word", () => {
    expect(type("can").words).toEqual(["candle"]);
    expect(type("candogappriv").words).toEqual(["candle", "dog", "apple", "river"]);
  });
  test("fingers that type the whole word do no harm", () => {
    expect(type("candle").words).toEqual(["candle"]);
    expect(type("candleriver")).toMatchObject({ words: ["candle", "river"], typing: "" });
    expect(type("candle river ")).toMatchObject({ words: ["candle", "river"], typing: "" });
  });
  test("the next word may begin with a letter of the rest of the last one", () => {
    expect(type("candog").words).toEqual(["candle", "dog"]);
  });
  test("a beginning that is no word's stays in the box and is told", () => {
    expect(type("xyz")).toMatchObject({ words: [], typing: "xyz", unknown: true });
    expect(typeWords(type("xyz"), "xy", list)).toMatchObject({ typing: "xy", unknown: false });
  });
  test("five can be pasted at once, in any case and with any spaces", () => {
    const pasted = typeWords(noWords, "Candle dog  APPLE river, stone", list);
    expect(pasted.words).toEqual(["candle", "dog", "apple", "river", "stone"]);
    expect(typeWords(pasted, "dog", list).words).toHaveLength(5);
  });
  test("the last word can be taken back", () => {
    expect(takeWordBack(type("candog")).words).toEqual(["candle"]);
  });
});
