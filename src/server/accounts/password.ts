// Passwords: kept as argon2id with a salt of their own, and refused while they are easy to guess. No rules about
// kinds of character: they make passwords that are hard to remember and easy to guess.

import { argon2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { base64ToBytes, bytesToBase64 } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import { COMMON_WORDS } from "./common-words.ts";

export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** 64 MiB and 3 passes: what OWASP and RFC 9106 ask of a server with memory to spare. */
export const PASSWORD_COST: PasswordCost = { memoryKib: 65_536, passes: 3 };
export const SHORTEST_PASSWORD = 12;

const derive = promisify(argon2);

async function hash(password: string, salt: Uint8Array, cost: PasswordCost): Promise<Buffer> {
  const { memoryKib: memory, passes } = cost;
  // The same letters typed on two keyboards can be different characters; NFKC makes them one.
  const message = password.normalize("NFKC");
  return derive("argon2id", { message, nonce: salt, parallelism: 1, tagLength: 32, memory, passes });
}

/** "argon2id$memory$passes$salt$hash". */
export async function hashPassword(password: string, randomBytes: RandomBytes, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(16);
  const made = await hash(password, salt, cost);
  return `argon2id$${cost.memoryKib}$${cost.passes}$${bytesToBase64(salt)}$${bytesToBase64(made)}`;
}

export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, memory, passes, salt, expected] = kept.split("$") as [string, string, string, string, string];
  const made = await hash(password, base64ToBytes(salt), { memoryKib: Number(memory), passes: Number(passes) });
  return timingSafeEqual(made, base64ToBytes(expected));
}

/** For a login nobody has: checking against it takes as long as a real one, and never succeeds. */
export function nobodysPassword(cost: PasswordCost): string {
  return `argon2id$${cost.memoryKib}$${cost.passes}$${"A".repeat(22)}$${"A".repeat(43)}`;
}

/**
 * The sentence that says why a password will not do, and which words of it are to blame; undefined for a good one.
 * `context`: words a guesser would try first for this person (school, names, login).
 */
export function weaknessOf(password: string, context: readonly string[]): string | undefined {
  const length = Array.from(password.normalize("NFKC")).length;
  if (length < SHORTEST_PASSWORD)
    return `A password has at least ${SHORTEST_PASSWORD} characters; this one has ${length}. ${BETTER}`;
  const plain = plainForm(password);
  if (new Set(plain).size < 5 || isRun(plain))
    return `This password is easy to guess: it is the same piece again and again, or a row of keys. ${BETTER}`;
  // What is left when every word a guesser knows is taken out must still be worth guessing.
  const words = [...COMMON_WORDS, ...context.flatMap(wordsOf)].sort((a, b) => b.length - a.length);
  const found = new Set<string>();
  let left = plain;
  for (const word of words) {
    if (left.includes(word)) found.add(word);
    left = left.replaceAll(word, " ");
  }
  const rest = left.replace(/[^\p{L}]+/gu, "");
  if (rest.length >= 5) return undefined;
  const blamed = [...found].map((word) => `“${word}”`).join(" and ");
  return found.size === 0
    ? `This password is easy to guess: it has hardly any letters. ${BETTER}`
    : `This password is easy to guess: ${blamed} ${found.size === 1 ? "is" : "are"} among the first words somebody would try here. ${BETTER}`;
}

const BETTER = "Four unrelated words do well.";

/** Lower case, with the usual replacements of letters undone. */
function plainForm(text: string): string {
  const letters: { readonly [sign: string]: string } = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "@": "a",
    $: "s",
  };
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[01345@$]/g, (sign) => letters[sign] ?? sign);
}

function wordsOf(text: string): string[] {
  return plainForm(text)
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length >= 3);
}

/** The same piece again and again, or one row of the keyboard or the alphabet. */
function isRun(text: string): boolean {
  for (let piece = 1; piece <= text.length / 2; piece += 1)
    if (
      text ===
      text
        .slice(0, piece)
        .repeat(Math.ceil(text.length / piece))
        .slice(0, text.length)
    )
      return true;
  const rows = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", plainForm("12345678901234567890")];
  return rows.some((row) => row.includes(text) || Array.from(row).reverse().join("").includes(text));
}
