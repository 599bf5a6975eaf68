// TEMPORARY stand-in for the vault's slots.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64ToBytes, bytesToBase64, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { Slot, SlowHash } from "../ports.ts";
import { openBox, sealBox } from "../vault/box.ts";

export const drawWords = (randomBytes: RandomBytes): readonly string[] => [...randomBytes(5)].map((b) => `word${b}`);
type Head = Omit<Slot, "params" | "box" | "kind">;
const ctx = (h: { id: string }) => utf8ToBytes(`slot|${h.id}`);
const onlineKey = (share: Uint8Array, secret: Uint8Array) =>
  hkdf(sha256, concatBytes(share, secret), undefined, utf8ToBytes("online"), 32);
export function makeOnlineSlot(
  h: Head,
  share: Uint8Array,
  secret: Uint8Array,
  key: Uint8Array,
  randomBytes: RandomBytes,
): Slot {
  return {
    ...h,
    kind: "online",
    params: {},
    box: bytesToBase64(sealBox(onlineKey(share, secret), ctx(h), key, randomBytes)),
  };
}
export function openOnlineSlot(slot: Slot, share: Uint8Array, secret: Uint8Array): Uint8Array | undefined {
  try {
    return openBox(onlineKey(share, secret), ctx(slot), base64ToBytes(slot.box));
  } catch {
    return undefined;
  }
}
export async function makePhraseSlot(
  h: Head,
  words: readonly string[],
  keys: { vaultKey: Uint8Array; seed: Uint8Array },
  slowHash: SlowHash,
  cost: { memoryKib: number; passes: number },
  randomBytes: RandomBytes,
): Promise<Slot> {
  const salt = randomBytes(16);
  const key = await slowHash.derive(words.join(" "), salt, cost);
  return {
    ...h,
    kind: "phrase",
    params: { salt: bytesToBase64(salt), ...cost },
    box: bytesToBase64(sealBox(key, ctx(h), concatBytes(keys.vaultKey, keys.seed), randomBytes)),
  };
}
export async function openPhraseSlot(
  slot: Slot,
  words: readonly string[],
  slowHash: SlowHash,
): Promise<{ vaultKey: Uint8Array; seed: Uint8Array } | undefined> {
  const { salt, memoryKib, passes } = slot.params as unknown as { salt: string; memoryKib: number; passes: number };
  const key = await slowHash.derive(words.join(" "), base64ToBytes(salt), { memoryKib, passes });
  try {
    const plain = openBox(key, ctx(slot), base64ToBytes(slot.box));
    return { vaultKey: plain.slice(0, 32), seed: plain.slice(32) };
  } catch {
    return undefined;
  }
}
