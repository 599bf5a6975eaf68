import { describe, expect, test } from "vitest";
import { WORD_COUNT, WORDS } from "./word-list.ts";
import { completeWord, drawWords, wordsIn } from "./words.ts";

/** As chance would: every pair of bytes once, in order. */
function everyPair(): (length: number) => Uint8Array {
  let next = 0;
  return () => {
    const pair = Uint8Array.of(next >> 8, next & 255);
    next += 1;
    return pair;
  };
}

describe("the word list", () => {
  test("[V6] it has 1,296 plain words, and three letters tell each from all others", () => {
    expect(WORDS).toHaveLength(WORD_COUNT);
    expect(WORDS.filter((word) => !/^[a-z]{3,11}$/.test(word))).toEqual([]);
    expect(new Set(WORDS.map((word) => word.slice(0, 3))).size).toBe(WORD_COUNT);
  });

  test("[V6] its words and their order do not change: phrases in use stand on them", async () => {
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(WORDS.join(" ")));
    const text = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    expect(text).toBe("822afca0cd615a4a8abd8a79968eb40f0f930f4f474f12e8af558e5ac5dbdbb5");
  });

  test("[V6] every word is drawn equally often", () => {
    const randomBytes = everyPair();
    const times = new Map<string, number>();
    // 50 × 1,296 pairs are used of 65,536; the rest are drawn again.
    for (let i = 0; i < (50 * WORD_COUNT) / 5; i += 1)
      for (const word of drawWords(randomBytes)) times.set(word, (times.get(word) ?? 0) + 1);
    expect(times.size).toBe(WORD_COUNT);
    expect(new Set(times.values())).toEqual(new Set([50]));
  });

  test("[V6] pairs beyond the last whole round are drawn again", () => {
    const bytes = [255, 255, 254, 64, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4];
    expect(drawWords((n) => Uint8Array.from(bytes.splice(0, n)))).toEqual(WORDS.slice(0, 5));
  });

  test("[V6] three letters complete a word; fewer, or others, do not", () => {
    for (const word of WORDS) {
      expect(completeWord(word.slice(0, 3))).toBe(word);
      expect(completeWord(` ${word.toUpperCase()} `)).toBe(word);
    }
    expect([completeWord("xy"), completeWord("qqq"), completeWord(""), completeWord("rabbits")]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("[V6] five words are found in what was typed, however it is spaced", () => {
    const five = ["rabbit", "kettle", "mountain", "yellow", "zoom"];
    expect(wordsIn(" Rab ket,mou\n yel-ZOOM ")).toEqual(five);
    expect(wordsIn("rab ket mou yel")).toBeUndefined();
    expect(wordsIn("rab ket mou yel zoo zoo")).toBeUndefined();
    expect(wordsIn("rab ket mou yel qqq")).toBeUndefined();
  });
});
