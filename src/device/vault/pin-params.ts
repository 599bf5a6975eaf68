// What stands in clear beside the box of a PIN's slot: read at the lock too, before any key can be opened.

import * as v from "valibot";
import { base64 } from "#protocol/envelope.ts";
import type { Slot } from "../ports.ts";
import { PIN_LENGTHS } from "./pin-rules.ts";

/** Sealed to the box [V8]. The upper bounds keep a slot that was tampered with from tying the tablet up for minutes. */
export const pinParamsShape = v.strictObject({
  hash: v.literal("argon2id"),
  memoryKib: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(262_144)),
  passes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  salt: base64,
  /** How many digits: the pad takes the last one for "that is it". */
  digits: v.pipe(v.number(), v.integer(), v.minValue(PIN_LENGTHS.least), v.maxValue(PIN_LENGTHS.most)),
});

/** How many digits the pad waits for; undefined where the slot is none, or was altered beyond use. */
export function digitsOf(slot: Slot): number | undefined {
  const params = v.safeParse(pinParamsShape, slot.params);
  return slot.kind === "pin" && params.success ? params.output.digits : undefined;
}
