import { ed25519 } from "@noble/curves/ed25519.js";
import { base64ToBytes, utf8ToBytes } from "#base/bytes.ts";
import { expect, test } from "vitest";
import { Locked } from "../ports.ts";
import { createSigningKey, SEED_BYTES } from "./signing-key.ts";

const seed = new Uint8Array(SEED_BYTES).fill(7);
const text = utf8ToBytes("two of three calm starts");

test("[V3] what it signs is proven by its public key, whichever of the two is asked for first", () => {
  const signed = createSigningKey(seed);
  const signature = signed.sign(text);
  expect(ed25519.verify(signature, text, base64ToBytes(signed.publicKey))).toBe(true);
  const asked = createSigningKey(seed);
  expect(asked.publicKey).toBe(signed.publicKey);
  expect(asked.sign(text)).toEqual(signature);
});

test("[V20] a key that is shut signs nothing, and never tells the public key of a seed of zeroes", () => {
  const asked = createSigningKey(seed);
  const { publicKey } = asked;
  asked.shut();
  expect(asked.publicKey).toBe(publicKey);
  expect(() => asked.sign(text)).toThrow(Locked);
  const never = createSigningKey(seed);
  never.shut();
  expect(() => never.publicKey).toThrow(Locked);
});
