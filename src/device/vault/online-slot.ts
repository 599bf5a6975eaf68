// The online way in [V7]: a share that the server releases to an adult in good standing on a device in good standing,
// together with a secret of the device. Neither opens anything alone; a revoked device gets no share.

import { concatBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Slot } from "../ports.ts";
import { emptySlot, fillSlot } from "./slot-box.ts";

export interface OnlineSlotInput {
  readonly id: string;
  /** "vault": the device's own slot, `adult` null; "author": an adult's own. */
  readonly wraps: "vault" | "author";
  readonly adult: AdultId | null;
  readonly label: string;
  /** The server's, 32 bytes. */
  readonly share: Uint8Array;
  /** The device's, 32 bytes. */
  readonly secret: Uint8Array;
  /** What it opens: the vault key, or the seed of the author key. */
  readonly key: Uint8Array;
  readonly randomBytes: RandomBytes;
}

const HALF_BYTES = 32;

function wholeSecret(share: Uint8Array, secret: Uint8Array): Uint8Array {
  // Of fixed lengths, so that no other pair of halves makes the same whole.
  if (share.length !== HALF_BYTES || secret.length !== HALF_BYTES) throw new TypeError("a share has 32 bytes");
  return concatBytes(share, secret);
}

export function makeOnlineSlot(input: OnlineSlotInput): Slot {
  const { id, wraps, adult, label, share, secret, key, randomBytes } = input;
  const empty = { id, kind: "online", wraps, adult, label, params: {} } as const;
  const whole = wholeSecret(share, secret);
  const slot = fillSlot(empty, whole, key, randomBytes);
  whole.fill(0);
  return slot;
}

/** What it wraps, or undefined when it does not open with these. The caller zeroes it. */
export function openOnlineSlot(
  slot: Slot,
  halves: { readonly share: Uint8Array; readonly secret: Uint8Array },
): Uint8Array | undefined {
  if (slot.kind !== "online") return undefined;
  const whole = wholeSecret(halves.share, halves.secret);
  const key = emptySlot(slot, whole);
  whole.fill(0);
  return key;
}
