// The key an adult signs with on this device [V3]: what is committed under their name carries this signature.

import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToBase64 } from "#base/bytes.ts";
import { Locked } from "../ports.ts";

export const SEED_BYTES = 32;

export interface SigningKey {
  /** Ed25519 public key, base64url. After `shut` only where it was asked for before. */
  readonly publicKey: string;
  /** 64 bytes over `text`. Synchronous: it runs inside the transaction that gives the envelope its number. */
  sign(text: Uint8Array): Uint8Array;
  /** Lends the seed, to seal it for another way in. Not to be kept. */
  withSeed<T>(work: (seed: Uint8Array) => T): T;
  /** Zeroes the seed; signing afterwards throws `Locked` [V20]. */
  shut(): void;
}

/** `seed` is copied. The public key is worked out for whoever asks for it: signing needs none, and it costs as much. */
export function createSigningKey(seed: Uint8Array): SigningKey {
  if (seed.length !== SEED_BYTES) throw new TypeError("an Ed25519 seed has 32 bytes");
  const kept = Uint8Array.from(seed);
  let publicKey: string | undefined;
  let open = true;
  return {
    get publicKey() {
      if (!open && publicKey === undefined) throw new Locked();
      return (publicKey ??= bytesToBase64(ed25519.getPublicKey(kept)));
    },
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
