import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesEqual } from "#base/bytes.ts";
import { createBoxes } from "./box.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const text = fc.uint8Array({ maxLength: 700, size: "max" });
const context = fc.string({ unit: "grapheme", maxLength: 60 });
const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words);

describe("box", () => {
  test("[V11] it is XChaCha20-Poly1305: the published vector, and the library's own where contexts are text", () => {
    // draft-irtf-cfrg-xchacha-03, A.3.1. Its context is not UTF-8, so the tag is compared below, by the library.
    const key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
    const plain = utf8(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const sealed =
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c670" +
      "8c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9" +
      "768812f615c68b13b52e";
    const box = createBoxes(key).seal("", plain, () => nonce);
    expect([...box.subarray(0, 25)]).toEqual([1, ...nonce]);
    expect([...box.subarray(25, -16)]).toEqual([...hex(sealed)]);
    const library = xchacha20poly1305(key, nonce, hex("50515253c0c1c2c3c4c5c6c7")).encrypt(plain);
    expect([...library]).toEqual([...hex(`${sealed}c0875924c1c7987947deafd8780acf49`)]);
  });

  test("[V11] it comes to the same bytes as the library's own, both ways, one after another", () => {
    fc.assert(
      fc.property(
        bytes(32),
        fc.array(fc.tuple(bytes(24), context, text), { minLength: 1, maxLength: 6 }),
        (key, many) => {
          // One key's boxes share their memory: a long text must leave nothing behind for a short one.
          const boxes = createBoxes(key);
          for (const [nonce, about, plain] of many) {
            const theirs = xchacha20poly1305(key, nonce, utf8(about)).encrypt(plain);
            expect(boxes.seal(about, plain, () => nonce).subarray(25)).toEqual(theirs);
            expect(boxes.open(about, Uint8Array.from([1, ...nonce, ...theirs]))).toEqual(plain);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("[V11] also for texts longer than the memory it begins with", () => {
    const key = new Uint8Array(32).fill(7);
    const nonce = new Uint8Array(24).fill(9);
    const boxes = createBoxes(key);
    for (const length of [4000, 4033, 5000, 100_000, 20, 100_001]) {
      const plain = new Uint8Array(length).map((_, i) => i * 31);
      const theirs = xchacha20poly1305(key, nonce, utf8("ü".repeat(length % 3000))).encrypt(plain);
      const box = boxes.seal("ü".repeat(length % 3000), plain, () => nonce);
      expect(bytesEqual(box.subarray(25), theirs)).toBe(true);
      expect(bytesEqual(boxes.open("ü".repeat(length % 3000), box), plain)).toBe(true);
    }
  });

  test("[V12] it does not open when any bit of it, its key or its context is another", () => {
    fc.assert(
      fc.property(bytes(32), context, text, fc.nat(), fc.nat(7), (key, about, plain, at, bit) => {
        const boxes = createBoxes(key);
        const box = boxes.seal(about, plain, (n) => new Uint8Array(n).fill(5));
        const flip = (original: Uint8Array): Uint8Array => {
          const changed = Uint8Array.from(original);
          const place = at % changed.length;
          changed[place] = (changed[place] as number) ^ (1 << bit);
          return changed;
        };
        expect(() => boxes.open(about, flip(box))).toThrow();
        expect(() => createBoxes(flip(key)).open(about, box)).toThrow();
        expect(() => boxes.open(`${about}!`, box)).toThrow();
        expect(() => boxes.open(about, box.subarray(0, at % box.length))).toThrow();
        expect(boxes.open(about, box)).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  test("[V20] shut, nothing of what was opened is left in memory", () => {
    const boxes = createBoxes(new Uint8Array(32).fill(7));
    const lent = boxes.open(
      "note",
      boxes.seal("note", utf8("walked in calmly"), (n) => new Uint8Array(n).fill(3)),
    );
    expect(lent).toEqual(utf8("walked in calmly"));
    boxes.shut();
    expect(new Uint8Array(lent.buffer).every((byte) => byte === 0)).toBe(true);
  });

  test("a key of another length is none", () => {
    expect(() => createBoxes(new Uint8Array(31))).toThrow(/32 bytes/);
  });
});
