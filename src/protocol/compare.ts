// Device and server compare what they hold, scope by scope: one number for all records and their histories, made of
// what stands in the store at that moment. It is asked apart from the pull, so a server that does not know it answers
// that there is no such address, and a device that does not ask is served as ever.

import * as v from "valibot";
import { type Json, canonicalJson } from "#base/json.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { id, scope } from "./envelope.ts";
import type { Entry } from "./pull.ts";

/** A scope is read whole to be compared, on both sides. */
export const MOST_COMPARED = 10;

const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,60}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const compareRequestShape = v.strictObject({
  wire: v.number(),
  epoch: id,
  /** Where the device stands, and above which horizon its histories are whole. */
  cursor: count,
  horizon: count,
  /** The version of the grants it keeps to. */
  grants: v.pipe(v.string(), v.maxLength(60)),
  scopes: v.pipe(v.array(v.strictObject({ scope, digest })), v.minLength(1), v.maxLength(MOST_COMPARED)),
});
export type CompareRequest = v.InferOutput<typeof compareRequestShape>;

/** What is in neither list could not be compared at this moment: it has changed since, or was too much at once. */
export const compareAnswerShape = v.object({
  waymark: v.literal("compare"),
  wire: v.number(),
  epoch: id,
  same: v.array(scope),
  differs: v.array(scope),
});
export type CompareAnswer = v.InferOutput<typeof compareAnswerShape>;

export interface ToDigest {
  readonly rows: readonly RecordRow[];
  readonly entries: readonly Entry[];
}

/**
 * One text for all that is held of a scope, in whatever order it comes: each record and each entry hashed, and their
 * hashes hashed. Up to the horizon a server has let go what changes said, and devices may have it still: those entries
 * are left out. `hash`: SHA-256 of UTF-8, in base64url.
 */
export function digestOf({ rows, entries }: ToDigest, horizon: number, hash: (text: string) => string): string {
  const whole = [...rows, ...entries.filter(({ seq }) => seq > horizon)];
  const hashes = whole.map((one) => hash(canonicalJson(one as unknown as Json)));
  return hash(hashes.sort().join("\n"));
}
