// One sealed box: what every key of the vault makes and opens.
//
//   box  cipher(1) nonce(24) sealed text, its tag (16) last
//
// The cipher byte is there from the first day, so that another cipher can stand beside this one in the same table.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { RandomBytes } from "#base/id.ts";

/** XChaCha20-Poly1305: its nonce is long enough to be drawn at random under one key for a device's whole life. */
export const XCHACHA20_POLY1305 = 1;

export const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** The shortest a box can be: it seals an empty text. */
export const LEAST_BOX_BYTES = HEAD_BYTES + TAG_BYTES;

export function sealBox(
  key: Uint8Array,
  context: Uint8Array,
  plain: Uint8Array,
  randomBytes: RandomBytes,
): Uint8Array<ArrayBuffer> {
  const box = new Uint8Array(HEAD_BYTES + plain.length + TAG_BYTES);
  box[0] = XCHACHA20_POLY1305;
  box.set(randomBytes(NONCE_BYTES), 1);
  xchacha20poly1305(key, box.subarray(1, HEAD_BYTES), context).encrypt(plain, box.subarray(HEAD_BYTES));
  return box;
}

/** Throws when the box is of another cipher, was altered, or was sealed under another key or context. */
export function openBox(key: Uint8Array, context: Uint8Array, box: Uint8Array): Uint8Array {
  if (box.length < LEAST_BOX_BYTES || box[0] !== XCHACHA20_POLY1305) throw new Error("not a box of a known cipher");
  return xchacha20poly1305(key, box.subarray(1, HEAD_BYTES), context).decrypt(box.subarray(HEAD_BYTES));
}
