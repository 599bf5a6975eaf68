// One sealed box: what every key of the vault makes and opens.
//
//   box  cipher(1) nonce(24) sealed text, its tag (16) last
//
// The cipher byte is there from the first day, so that another cipher can stand beside this one in the same table.
//
// XChaCha20-Poly1305 is put together here as RFC 8439 section 2.8 says, from the library's stream and its MAC: one
// pass of each. The library's own, which comes to the same bytes (box.test.ts holds the two together), starts the
// stream twice and pads piece by piece; for small rows that is half of what opening costs, and a screen opens fifty.

import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { xchacha20 } from "@noble/ciphers/chacha.js";
import { bytesEqual } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";

/** Its nonce is long enough to be drawn at random under one key for a device's whole life. */
export const XCHACHA20_POLY1305 = 1;

export const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** The first block of the stream is the MAC's key; the text begins with the second. */
const BLOCK_BYTES = 64;
const MAC_KEY_BYTES = 32;

/** The shortest a box can be: it seals an empty text. */
const LEAST_BOX_BYTES = HEAD_BYTES + TAG_BYTES;

export function sealBox(
  key: Uint8Array,
  context: Uint8Array,
  plain: Uint8Array,
  randomBytes: RandomBytes,
): Uint8Array<ArrayBuffer> {
  const box = new Uint8Array(LEAST_BOX_BYTES + plain.length);
  box[0] = XCHACHA20_POLY1305;
  box.set(randomBytes(NONCE_BYTES), 1);
  const stream = new Uint8Array(BLOCK_BYTES + plain.length);
  stream.set(plain, BLOCK_BYTES);
  xchacha20(key, box.subarray(1, HEAD_BYTES), stream, stream);
  const sealed = stream.subarray(BLOCK_BYTES);
  box.set(sealed, HEAD_BYTES);
  box.set(tagOf(stream, context, sealed), HEAD_BYTES + plain.length);
  return box;
}

/** Throws when the box is of another cipher, was altered, or was sealed under another key or context. */
export function openBox(key: Uint8Array, context: Uint8Array, box: Uint8Array): Uint8Array {
  if (box.length < LEAST_BOX_BYTES || box[0] !== XCHACHA20_POLY1305) throw new Error("not a box of a known cipher");
  const end = box.length - TAG_BYTES;
  const sealed = box.subarray(HEAD_BYTES, end);
  const stream = new Uint8Array(BLOCK_BYTES + sealed.length);
  stream.set(sealed, BLOCK_BYTES);
  xchacha20(key, box.subarray(1, HEAD_BYTES), stream, stream);
  // Nothing of it is handed out before the tag is found right.
  if (!bytesEqual(tagOf(stream, context, sealed), box.subarray(end))) throw new Error("the box was altered");
  return stream.subarray(BLOCK_BYTES);
}

/** Over context and sealed text, each filled up to whole blocks of 16, and their lengths (64 bits, low byte first). */
function tagOf(stream: Uint8Array, context: Uint8Array, sealed: Uint8Array): Uint8Array {
  const sealedAt = (context.length + 15) & ~15;
  const lengthsAt = sealedAt + ((sealed.length + 15) & ~15);
  const text = new Uint8Array(lengthsAt + 16);
  text.set(context);
  text.set(sealed, sealedAt);
  const view = new DataView(text.buffer, lengthsAt);
  view.setUint32(0, context.length, true);
  view.setUint32(8, sealed.length, true);
  return poly1305(text, stream.subarray(0, MAC_KEY_BYTES));
}
