// What is written while the vault is shut (V30): sealed to a public key, so that whoever holds the device can put in and
// not take out. The same text is sealed twice: to the vault of the device, whose private half only an open vault has,
// and to the server. The form is that of protocol/jot.ts.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64ToBytes, bytesToBase64, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import { JOT_INFO, type JotBox } from "#protocol/jot.ts";
import type { Sealer } from "../ports.ts";

const NONCE_BYTES = 24;
const KEY_BYTES = 32;
/** What the private half is sealed to under the row key. */
const KEY_CONTEXT = "waymark/jot-key/1";

export interface JotKeys {
  /** X25519, base64url: anybody at the device can seal to it. */
  readonly publicKey: string;
  /** Its private half, sealed under the row key, base64url. */
  readonly box: string;
}

/** New keys for the jots of a device; needs the open vault. */
export function makeJotKeys(sealer: Sealer, randomBytes: RandomBytes): JotKeys {
  const secret = Uint8Array.from(randomBytes(KEY_BYTES));
  const keys = {
    publicKey: bytesToBase64(x25519.getPublicKey(secret)),
    box: bytesToBase64(sealer.seal(KEY_CONTEXT, secret)),
  };
  secret.fill(0);
  return keys;
}

/** The private half, to be zeroed; undefined where the keys were altered, or the public half is not its own. */
export function openJotKeys(keys: JotKeys, sealer: Sealer): Uint8Array | undefined {
  let secret: Uint8Array;
  try {
    secret = sealer.open(KEY_CONTEXT, base64ToBytes(keys.box)).slice();
  } catch {
    return undefined;
  }
  if (secret.length === KEY_BYTES && bytesToBase64(x25519.getPublicKey(secret)) === keys.publicKey) return secret;
  secret.fill(0);
  return undefined;
}

function keyBetween(secret: Uint8Array, theirs: Uint8Array, salt: Uint8Array): Uint8Array {
  const shared = x25519.getSharedSecret(secret, theirs);
  const key = hkdf(sha256, shared, salt, utf8ToBytes(JOT_INFO), KEY_BYTES);
  shared.fill(0);
  return key;
}

/** `to`: an X25519 public key, base64url. Throws when it is none. */
export function sealJot(to: string, context: string, text: Uint8Array, randomBytes: RandomBytes): JotBox {
  const theirs = base64ToBytes(to);
  const secret = Uint8Array.from(randomBytes(KEY_BYTES));
  const ours = x25519.getPublicKey(secret);
  const key = keyBetween(secret, theirs, concatBytes(ours, theirs));
  const nonce = Uint8Array.from(randomBytes(NONCE_BYTES));
  const box = xchacha20poly1305(key, nonce, utf8ToBytes(context)).encrypt(text);
  secret.fill(0);
  key.fill(0);
  return { cipher: 1, senderKey: bytesToBase64(ours), nonce: bytesToBase64(nonce), box: bytesToBase64(box) };
}

/** What is in it, or undefined when it was altered or sealed to somebody else. */
export function openJot(secret: Uint8Array, context: string, jot: JotBox): Uint8Array | undefined {
  try {
    const theirs = base64ToBytes(jot.senderKey);
    const key = keyBetween(secret, theirs, concatBytes(theirs, x25519.getPublicKey(secret)));
    const text = xchacha20poly1305(key, base64ToBytes(jot.nonce), utf8ToBytes(context)).decrypt(base64ToBytes(jot.box));
    key.fill(0);
    return text;
  } catch {
    return undefined;
  }
}
