import { expect, test } from "vitest";
import { hashPassword, isPassword, nobodysPassword, weaknessOf } from "./password.ts";

const CHEAP = { memoryKib: 8, passes: 1 };
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(7);

test("a password is known again, also typed on another keyboard, and nothing else is", async () => {
  const kept = await hashPassword("Zoë's four tall herons", bytes, CHEAP);
  expect(await isPassword("Zoë's four tall herons", kept)).toBe(true);
  expect(await isPassword("Zoe\u0308's four tall herons", kept)).toBe(true);
  expect(await isPassword("zoë's four tall herons", kept)).toBe(false);
  expect(await isPassword("", kept)).toBe(false);
});

test("the cost is kept with the hash: a cheaper one still opens after the cost is raised", async () => {
  const kept = await hashPassword("four tall herons wade", bytes, { memoryKib: 16, passes: 2 });
  expect(kept).toMatch(/^argon2id\$16\$2\$/);
  expect(await isPassword("four tall herons wade", kept)).toBe(true);
});

test("nobody's password is never right", async () => {
  expect(await isPassword("", nobodysPassword(CHEAP))).toBe(false);
});

test.each([
  "eleven char",
  "password1234",
  "P@ssw0rd2026!",
  "Liverpool2026!",
  "Summer2026Summer",
  "hollowbrookhollowbrook",
  "Hollowbrook Academy",
  "welcome to school",
  "aaaaaaaaaaaa",
  "123456789012",
  "qwertyuiopas",
  "abcdefghijklm",
  "abcabcabcabcabc",
  "ada.holt.2026",
])("%s is easy to guess", (password) => {
  expect(weaknessOf(password, ["Hollowbrook Academy", "Ada", "Holt", "ada.holt"])).toMatch(/^(This|A) password .+\.$/);
});

test.each([
  "four unrelated tall herons",
  "kettle brave ninety plum",
  "x7!kQ29#mWz4",
  "моя бабушка печёт блины",
  "my school bus smells of oranges",
])("%s will do", (password) => {
  expect(weaknessOf(password, ["Hollowbrook Academy", "Ada", "Holt", "ada.holt"])).toBeUndefined();
});

test.each([
  ["Hollowbrook2026!", "“hollowbrook” is among the first words"],
  ["ada.holt.2026", "“holt” and “ada” are among the first words"],
  ["welcome to leeds", "“welcome” and “leeds” are among the first words"],
  ["aaaaaaaaaaaa", "the same piece again and again"],
  ["2992-6277-9882", "hardly any letters"],
  ["eleven char", "this one has 11"],
])("of %s it is said what is wrong with it", (password, words) => {
  expect(weaknessOf(password, ["Hollowbrook Academy", "Ada", "Holt", "ada.holt"])).toContain(words);
});
