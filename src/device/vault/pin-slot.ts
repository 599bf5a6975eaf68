// The quick way in by a PIN [V10], on a page that somebody has opened with more than a PIN since it was loaded.
//
//   at rest   { warm key, author key sealed under the PIN }  sealed under the vault key
//             so a tablet that is switched off has nothing to try PINs on, and one adult's keys do not open another's
//   warm      the vault key, sealed under the warm key: made when the vault is open, in the page's memory and nowhere else
//
// Both come from one slow hash of the PIN, by different names: the warm key, which whoever has the vault open can know
// (it opens nothing they do not have), and the key around the author key, which the PIN alone gives.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as v from "valibot";
import { base64ToBytes, bytesToBase64, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Slot, SlowHash } from "../ports.ts";
import { type Boxes, createBoxes } from "./box.ts";
import { digitsOf, pinParamsShape } from "./pin-params.ts";
import { VAULT_KEY_BYTES } from "./seal.ts";
import { SEED_BYTES } from "./signing-key.ts";
import { emptySlot, fillSlot } from "./slot-box.ts";

const SALT_BYTES = 16;
const KEY_BYTES = 32;

export interface PinSlotInput {
  readonly id: string;
  readonly adult: AdultId;
  readonly label: string;
  readonly pin: string;
  readonly cost: { readonly memoryKib: number; readonly passes: number };
  readonly slowHash: SlowHash;
  readonly randomBytes: RandomBytes;
}

/** In the page's memory only; gone when it is loaded again. */
export interface WarmPin {
  /** As it was when it was found right: what is changed on the disk since changes nothing here. */
  readonly slot: Slot;
  /** The vault key, sealed under the PIN's warm key. */
  readonly box: Uint8Array;
}

const WARM_CONTEXT = "waymark/pin/1/warm";
const AUTHOR_CONTEXT = "waymark/pin/1/author";

function boxesUnder(hash: Uint8Array, use: "warm" | "author"): Boxes {
  const key = hkdf(sha256, hash, undefined, utf8ToBytes(`waymark/pin/1/${use}`), KEY_BYTES);
  const boxes = createBoxes(key);
  key.fill(0);
  return boxes;
}

/** The slow half, before the keys are taken in hand: the slot's head and the hash of the PIN. */
export async function hashPin(
  input: PinSlotInput,
): Promise<{ readonly head: Omit<Slot, "box">; readonly hash: Uint8Array }> {
  const { id, adult, label, pin, cost, slowHash, randomBytes } = input;
  const salt = Uint8Array.from(randomBytes(SALT_BYTES));
  const { memoryKib, passes } = cost;
  const params = { hash: "argon2id", memoryKib, passes, salt: bytesToBase64(salt), digits: pin.length } as const;
  const hash = await slowHash.derive(pin, salt, { memoryKib, passes });
  return { head: { id, kind: "pin", wraps: "author", adult, label, params }, hash };
}

/** The slot. `hash` is zeroed. */
export function pinSlotOf(
  { head, hash }: Awaited<ReturnType<typeof hashPin>>,
  keys: { readonly vaultKey: Uint8Array; readonly authorSeed: Uint8Array },
  randomBytes: RandomBytes,
): Slot {
  const warmKey = hkdf(sha256, hash, undefined, utf8ToBytes("waymark/pin/1/warm"), KEY_BYTES);
  const boxes = boxesUnder(hash, "author");
  const both = concatBytes(warmKey, boxes.seal(AUTHOR_CONTEXT, keys.authorSeed, randomBytes));
  const slot = fillSlot(head, keys.vaultKey, both, randomBytes);
  boxes.shut();
  for (const bytes of [warmKey, both, hash]) bytes.fill(0);
  return slot;
}

/** With the vault open: what lets its adult in by PIN from here on. Undefined where the slot was altered [V8]. */
export function warmPin(slot: Slot, vaultKey: Uint8Array, randomBytes: RandomBytes): WarmPin | undefined {
  if (digitsOf(slot) === undefined) return undefined;
  const both = emptySlot(slot, vaultKey);
  if (!both || both.length <= KEY_BYTES) return undefined;
  const boxes = createBoxes(both.subarray(0, KEY_BYTES));
  const box = boxes.seal(WARM_CONTEXT, vaultKey, randomBytes);
  boxes.shut();
  both.fill(0);
  return { slot, box };
}

/** Both keys, or undefined when this is not the PIN. It takes as long as the slot's cost says. The caller zeroes them. */
export async function openWarmPin(
  { slot, box }: WarmPin,
  pin: string,
  slowHash: SlowHash,
): Promise<{ readonly vaultKey: Uint8Array; readonly authorSeed: Uint8Array } | undefined> {
  const params = v.safeParse(pinParamsShape, slot.params);
  if (!params.success) return undefined;
  const { memoryKib, passes, salt } = params.output;
  const hash = await slowHash.derive(pin, base64ToBytes(salt), { memoryKib, passes });
  const vaultKey = openUnder(boxesUnder(hash, "warm"), WARM_CONTEXT, box);
  const both = vaultKey && emptySlot(slot, vaultKey);
  const authorSeed = both && openUnder(boxesUnder(hash, "author"), AUTHOR_CONTEXT, both.subarray(KEY_BYTES));
  both?.fill(0);
  hash.fill(0);
  if (vaultKey?.length === VAULT_KEY_BYTES && authorSeed?.length === SEED_BYTES) return { vaultKey, authorSeed };
  vaultKey?.fill(0);
  return undefined;
}

function openUnder(boxes: Boxes, context: string, box: Uint8Array): Uint8Array | undefined {
  try {
    return boxes.open(context, box).slice();
  } catch {
    return undefined;
  } finally {
    boxes.shut();
  }
}
