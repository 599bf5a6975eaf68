// What all slots have in common: a wrapped secret and the parameters that are sealed to it [V5, V8].

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64ToBytes, bytesToBase64, utf8ToBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import { canonicalJson } from "#base/json.ts";
import type { Slot } from "../ports.ts";
import { type Boxes, createBoxes } from "./box.ts";

/** A slot before it has its box. */
export type EmptySlot = Omit<Slot, "box">;

/**
 * Everything that decides how the slot opens and for whom. The label is left out: it is a name on the lock screen,
 * and an adult whose name changes has not lost the way in.
 */
function contextOf({ id, kind, wraps, adult, params }: EmptySlot): string {
  return `waymark/slot/1|${canonicalJson({ id, kind, wraps, adult, params })}`;
}

/** `secret`: what only the one who may enter can bring; 32 bytes or more of it that nobody can guess. */
function boxesOf(secret: Uint8Array, kind: Slot["kind"]): Boxes {
  const key = hkdf(sha256, secret, undefined, utf8ToBytes(`waymark/slot/1/${kind}`), 32);
  const boxes = createBoxes(key);
  key.fill(0);
  return boxes;
}

export function fillSlot(slot: EmptySlot, secret: Uint8Array, wrapped: Uint8Array, randomBytes: RandomBytes): Slot {
  const boxes = boxesOf(secret, slot.kind);
  const box = bytesToBase64(boxes.seal(contextOf(slot), wrapped, randomBytes));
  boxes.shut();
  return { ...slot, box };
}

/** Undefined when the secret is another, or when any of the slot was altered. */
export function emptySlot(slot: Slot, secret: Uint8Array): Uint8Array | undefined {
  const boxes = boxesOf(secret, slot.kind);
  try {
    return boxes.open(contextOf(slot), base64ToBytes(slot.box)).slice();
  } catch {
    // The one expected failure: wrong words, a share that was changed, a slot that was tampered with.
    return undefined;
  } finally {
    boxes.shut();
  }
}
