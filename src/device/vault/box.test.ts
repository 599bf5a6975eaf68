import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBox, sealBox } from "./box.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const text = fc.uint8Array({ maxLength: 700 });

describe("box", () => {
  test("[V11] it is XChaCha20-Poly1305: the published vector", () => {
    // draft-irtf-cfrg-xchacha-03, A.3.1
    const key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
    const context = hex("50515253c0c1c2c3c4c5c6c7");
    const plain = new TextEncoder().encode(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const box = sealBox(key, context, plain, () => nonce);
    expect([...box.subarray(0, 25)]).toEqual([1, ...nonce]);
    expect([...box.subarray(25)]).toEqual([
      ...hex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c670" +
          "8c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9" +
          "768812f615c68b13b52e",
      ),
      ...hex("c0875924c1c7987947deafd8780acf49"),
    ]);
    expect(openBox(key, context, box)).toEqual(plain);
  });

  test("[V11] it comes to the same bytes as the library's own, both ways", () => {
    fc.assert(
      fc.property(bytes(32), bytes(24), text, text, (key, nonce, context, plain) => {
        const own = sealBox(key, context, plain, () => nonce);
        const theirs = xchacha20poly1305(key, nonce, context).encrypt(plain);
        expect(own.subarray(25)).toEqual(theirs);
        expect(openBox(key, context, Uint8Array.from([1, ...nonce, ...theirs]))).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  test("[V12] it does not open when any bit of it, its key or its context is another", () => {
    fc.assert(
      fc.property(bytes(32), text, text, fc.nat(), fc.nat(7), (key, context, plain, at, bit) => {
        const box = sealBox(key, context, plain, (n) => new Uint8Array(n).fill(5));
        const flip = (original: Uint8Array): Uint8Array => {
          const changed = Uint8Array.from(original);
          const place = at % Math.max(1, changed.length);
          changed[place] = (changed[place] ?? 0) ^ (1 << bit);
          return changed;
        };
        expect(() => openBox(key, context, flip(box))).toThrow();
        expect(() => openBox(flip(key), context, box)).toThrow();
        expect(() => openBox(key, context.length > 0 ? flip(context) : new Uint8Array(1), box)).toThrow();
        expect(() => openBox(key, context, box.subarray(0, at % box.length))).toThrow();
        expect(openBox(key, context, box)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });
});
