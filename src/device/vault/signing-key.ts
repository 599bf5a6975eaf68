// The key an adult signs with on this device [V3]: what is committed under their name carries this signature.

import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToBase64 } from "#base/bytes.ts";
import { Locked } from "../ports.ts";

export const SEED_BYTES = 32;

export interface SigningKey {
  /** Ed25519 public key, base64url. */
  readonly publicKey: string;
  /** 64 bytes over `text`. Synchronous: it runs inside the transaction that gives the envelope its number. */
  sign(text: Uint8Array): Uint8Array;
  /** Lends the seed, to seal it for another way in. Not to be kept. */
  withSeed<T>(work: (seed: Uint8Array) => T): T;
  /** Zeroes the seed; signing afterwards throws `Locked` [V20]. */
  shut(): void;
}

/** `seed` is copied. Working out the public key also warms the curve's tables, so that the first commit is not slow. */
export function createSigningKey(seed: Uint8Array): SigningKey {
  if (seed.length !== SEED_BYTES) throw new TypeError("an Ed25519 seed has 32 bytes");
  const kept = Uint8Array.from(seed);
  const publicKey = bytesToBase64(ed25519.getPublicKey(kept));
  let open = true;
  return {
    publicKey,
    sign(text) {
      if (!open) throw new Locked();
      return ed25519.sign(text, kept);
    },
    withSeed(work) {
      if (!open) throw new Locked();
      return work(kept);
    },
    shut() {
      open = false;
      kept.fill(0);
    },
  };
}
