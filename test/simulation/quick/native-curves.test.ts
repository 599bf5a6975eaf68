import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type * as Curves from "@noble/curves/ed25519.js";
import { expect, test } from "vitest";
import { createChance } from "../chance.ts";
import { ed25519, x25519 } from "./native-curves.ts";
import { SLOW_CURVES } from "./slow-curves.ts";

test("the simulation's curves are the app's curves, to the byte", async () => {
  // By its address: under its name the simulation gets the quick one.
  const address = pathToFileURL(createRequire(import.meta.url).resolve(SLOW_CURVES)).href;
  const slow = (await import(/* @vite-ignore */ address)) as typeof Curves;
  expect(slow.ed25519.sign).not.toBe(ed25519.sign);
  const { bytes } = createChance(5);
  for (let length = 0; length < 40; length += 1) {
    const [seed, other, text] = [bytes(32), bytes(32), bytes(length * 7)];
    const signature = ed25519.sign(text, seed);
    expect(signature).toEqual(slow.ed25519.sign(text, seed));
    expect(ed25519.getPublicKey(seed)).toEqual(slow.ed25519.getPublicKey(seed));
    expect(ed25519.verify(signature, text, slow.ed25519.getPublicKey(seed))).toBe(true);
    expect(x25519.getPublicKey(seed)).toEqual(slow.x25519.getPublicKey(seed));
    const theirs = slow.x25519.getPublicKey(other);
    expect(x25519.getSharedSecret(seed, theirs)).toEqual(slow.x25519.getSharedSecret(seed, theirs));
  }
});
