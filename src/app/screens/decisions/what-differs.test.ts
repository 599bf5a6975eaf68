import fc from "fast-check";
import { expect, test } from "vitest";
import { whatDiffers } from "./what-differs.ts";

test("one word among many is what differs", () => {
  expect(whatDiffers("Friday 12 June 2026", "Friday 14 June 2026")).toEqual({
    before: "Friday ",
    differs: "12",
    after: " June 2026",
  });
});

test("words that only one of them has are marked there, and nothing in the other", () => {
  const long = whatDiffers("Sit near the door. Ask twice.", "Sit near the door.");
  expect(long).toEqual({ before: "Sit near the door.", differs: " Ask twice.", after: "" });
  expect(whatDiffers("Sit near the door.", "Sit near the door. Ask twice.").differs).toBe("");
});

test("a word said twice is not taken for the beginning and the end at once", () => {
  expect(whatDiffers("no no", "no")).toEqual({ before: "no", differs: " no", after: "" });
});

test("whatever is written, nothing of it is left out and nothing is added", () => {
  const words = fc.array(fc.constantFrom("a", "b", " ", "\n", "cd"), { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(words, words, (one, other) => {
      const { before, differs, after } = whatDiffers(one, other);
      expect(before + differs + after).toBe(one);
      if (one === other) expect(differs).toBe("");
    }),
  );
});
