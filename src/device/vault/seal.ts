// Seals the rows of a device and blinds the names its indexes stand on, under keys that come from the vault key [V2].

import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToBase64 } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import { Locked, type Sealer } from "../ports.ts";
import { createBoxes } from "./box.ts";

export const VAULT_KEY_BYTES = 32;

/** Half of the HMAC: 128 bits are beyond chance, and each name stands in two indexes of every row. */
const BLIND_BYTES = 16;

/** Names asked for again and again (a scope at every read) are not computed again and again. */
const MOST_NAMES_KEPT = 4096;

export interface VaultSealer extends Sealer {
  /** Lends the vault key itself, to seal it for another way in. Not to be kept. */
  withVaultKey<T>(work: (vaultKey: Uint8Array) => T): T;
  /** What a cover adult who was let in as this signs with: 32 bytes, the same for the same words (A34). */
  coverSeed(said: string): Uint8Array;
  /** Zeroes the keys. From then on every call throws `Locked`: nothing is ever sealed under a key of zeroes [V20]. */
  shut(): void;
}

/** `vaultKey` is copied: whoever holds it zeroes it. */
export function createSealer(vaultKey: Uint8Array, randomBytes: RandomBytes): VaultSealer {
  if (vaultKey.length !== VAULT_KEY_BYTES) throw new TypeError("a vault key has 32 bytes");
  const encoder = new TextEncoder();
  const derive = (use: string): Uint8Array =>
    hkdf(sha256, vaultKey, undefined, encoder.encode(`waymark/vault/1/${use}`), 32);
  const rowKey = derive("rows");
  const boxes = createBoxes(rowKey);
  rowKey.fill(0);
  const indexKey = derive("index");
  const namer = hmac.create(sha256, indexKey);
  const coverKey = derive("cover");
  const kept = Uint8Array.from(vaultKey);
  const names = new Map<string, string>();
  let open = true;

  const mustBeOpen = (): void => {
    if (!open) throw new Locked();
  };

  return {
    seal(context, plain) {
      mustBeOpen();
      return boxes.seal(context, plain, randomBytes);
    },
    open(context, box) {
      mustBeOpen();
      return boxes.open(context, box);
    },
    blind(text) {
      mustBeOpen();
      const known = names.get(text);
      if (known !== undefined) return known;
      const name = bytesToBase64(namer.clone().update(encoder.encode(text)).digest().subarray(0, BLIND_BYTES));
      if (names.size >= MOST_NAMES_KEPT) names.clear();
      names.set(text, name);
      return name;
    },
    withVaultKey(work) {
      mustBeOpen();
      return work(kept);
    },
    coverSeed(said) {
      mustBeOpen();
      return hmac(sha256, coverKey, encoder.encode(said));
    },
    shut() {
      open = false;
      coverKey.fill(0);
      kept.fill(0);
      boxes.shut();
      indexKey.fill(0);
      namer.destroy();
      names.clear();
    },
  };
}
