// Sealed boxes: what every key of the vault makes and opens.
//
//   box  cipher(1) nonce(24) sealed text, its tag (16) last
//
// The cipher byte is there from the first day, so that another cipher can stand beside this one in the same table.
//
// XChaCha20-Poly1305 is put together here as RFC 8439 section 2.8 and draft-irtf-cfrg-xchacha say, from the library's
// stream, its key step and its MAC, each run once over memory that is used again. The library's own, which comes to
// the same bytes (box.test.ts holds the two together), runs the key step and the stream twice and makes a dozen
// buffers; for a small row that is more than half of what opening costs, and a screen opens fifty.

import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20, hchacha } from "@noble/ciphers/chacha.js";
import { bytesEqual } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";

/** Its nonce is long enough to be drawn at random under one key for a device's whole life. */
export const XCHACHA20_POLY1305 = 1;

const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;
/** The shortest a box can be: it seals an empty text. */
const LEAST_BOX_BYTES = HEAD_BYTES + TAG_BYTES;

/** The first block of the stream is the MAC's key; the text begins with the second. */
const BLOCK_BYTES = 64;
const MAC_KEY_BYTES = 32;
const MAC_BLOCK_BYTES = 16;

/** "expand 32-byte k", as four words, low byte first. */
const SIGMA = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);

export interface Boxes {
  /** `context` is authenticated with the text and not kept in the box. */
  seal(context: string, plain: Uint8Array, randomBytes: RandomBytes): Uint8Array<ArrayBuffer>;
  /**
   * Throws when the box is of another cipher, was altered, or was sealed under another key or context. The bytes are
   * lent: they stand until the next call.
   */
  open(context: string, box: Uint8Array): Uint8Array;
  /** Zeroes the key and what stands in memory of texts. Not to be used afterwards. */
  shut(): void;
}

/** `key`: 32 bytes, copied. */
export function createBoxes(key: Uint8Array): Boxes {
  if (key.length !== 32) throw new TypeError("a key has 32 bytes");
  const keyWords = wordsOf(key, 8);
  const subkey = new Uint8Array(32);
  const subkeyWords = new Uint32Array(8);
  const shortNonce = new Uint8Array(12);
  const encoder = new TextEncoder();
  // One block of stream and the text; context, sealed text and their lengths.
  let stream = new Uint8Array(4096);
  let macText = new Uint8Array(4096);

  /** Turns the text in `stream` into the sealed one, or back, and puts the MAC's key before it. */
  const runStream = (nonce: Uint8Array, text: Uint8Array): Uint8Array => {
    const length = BLOCK_BYTES + text.length;
    if (stream.length < length) stream = grown(stream, length);
    stream.fill(0, 0, BLOCK_BYTES);
    stream.set(text, BLOCK_BYTES);
    hchacha(SIGMA, keyWords, wordsOf(nonce, 4), subkeyWords);
    putWords(subkeyWords, subkey);
    shortNonce.set(nonce.subarray(16), 4);
    const used = stream.subarray(0, length);
    chacha20(subkey, shortNonce, used, used);
    return used.subarray(BLOCK_BYTES);
  };

  /** Over context and sealed text, each filled up with zeroes to whole blocks, and their lengths in 64 bits each. */
  const tagOf = (context: string, sealed: Uint8Array): Uint8Array => {
    // A character is three bytes at the most.
    const most = context.length * 3 + sealed.length + 4 * MAC_BLOCK_BYTES;
    if (macText.length < most) macText = grown(macText, most);
    const contextLength = encoder.encodeInto(context, macText).written;
    const sealedAt = wholeBlocks(contextLength);
    const lengthsAt = sealedAt + wholeBlocks(sealed.length);
    const end = lengthsAt + MAC_BLOCK_BYTES;
    macText.fill(0, contextLength, sealedAt);
    macText.set(sealed, sealedAt);
    macText.fill(0, sealedAt + sealed.length, end);
    putNumber(macText, lengthsAt, contextLength);
    putNumber(macText, lengthsAt + 8, sealed.length);
    return poly1305(macText.subarray(0, end), stream.subarray(0, MAC_KEY_BYTES));
  };

  return {
    seal(context, plain, randomBytes) {
      const box = new Uint8Array(LEAST_BOX_BYTES + plain.length);
      box[0] = XCHACHA20_POLY1305;
      box.set(randomBytes(NONCE_BYTES), 1);
      const sealed = runStream(box.subarray(1, HEAD_BYTES), plain);
      box.set(sealed, HEAD_BYTES);
      box.set(tagOf(context, sealed), HEAD_BYTES + plain.length);
      return box;
    },
    open(context, box) {
      if (box.length < LEAST_BOX_BYTES || box[0] !== XCHACHA20_POLY1305) throw new Error("not a box of a known cipher");
      const end = box.length - TAG_BYTES;
      const sealed = box.subarray(HEAD_BYTES, end);
      const plain = runStream(box.subarray(1, HEAD_BYTES), sealed);
      // Nothing of it is handed out before the tag is found right.
      if (!bytesEqual(tagOf(context, sealed), box.subarray(end))) throw new Error("the box was altered");
      return plain;
    },
    shut() {
      for (const memory of [keyWords, subkeyWords, subkey, stream, macText]) memory.fill(0);
    },
  };
}

const wholeBlocks = (length: number): number => (length + MAC_BLOCK_BYTES - 1) & -MAC_BLOCK_BYTES;

/** What is left behind held a text. */
function grown(old: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  old.fill(0);
  return new Uint8Array(length * 2);
}

function wordsOf(bytes: Uint8Array, count: number): Uint32Array {
  const words = new Uint32Array(count);
  for (let i = 0, at = 0; i < count; i += 1, at += 4) {
    for (let byte = 3; byte >= 0; byte -= 1) words[i] = ((words[i] as number) << 8) | (bytes[at + byte] as number);
  }
  return words;
}

function putWords(words: Uint32Array, bytes: Uint8Array): void {
  for (let i = 0; i < words.length; i += 1) putNumber(bytes, i * 4, words[i] as number);
}

/** 32 bits, low byte first. */
function putNumber(bytes: Uint8Array, at: number, number: number): void {
  for (let i = 0; i < 4; i += 1) bytes[at + i] = number >>> (8 * i);
}
