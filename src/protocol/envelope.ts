// An envelope on the wire: the signed text of a commit, sealed to the server's key.
//
//   text      canonical JSON of the ledger's Envelope, in UTF-8
//   signature Ed25519 by the author's key over  "waymark/envelope/1\n" + text
//   sealed    X25519 (fresh or per-unlock sender key) → HKDF-SHA256 → XChaCha20-Poly1305 over  signature(64) + text
//             key: HKDF-SHA256(secret: X25519 result, salt: sender's public key + server's public key,
//             info: "waymark/wire/1"), 32 bytes; one key for all envelopes of one sender key
//             nonce: 24 random bytes; the tag (16) stands at the end of the box
//             associated data: "waymark/wire/1|" school "|" device "|" deviceSeq "|" id
//
// What stands in clear beside it (school, device, deviceSeq, id) is what the server needs before it can open
// anything: order, and whether it has been here already. It is authenticated, and checked against the inside.

import * as v from "valibot";
import type { Change, Envelope } from "#ledger/change.ts";
import type { Json } from "#base/json.ts";

const ID = /^[0-9a-hjkmnp-tv-z]{26}$/;
export const id = v.pipe(v.string(), v.regex(ID));
/** One owner's records, or "school". */
export const scope = v.pipe(v.string(), v.regex(/^(school|[0-9a-hjkmnp-tv-z]{26})$/));
export const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/));
/** A text that every database stores: PostgreSQL has no character of number nought. */
export const plain = v.pipe(v.string(), v.regex(/^[^\u0000]*$/));
/** 1, 2, 3 … as far as a number is exact. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** A type or a field. Names every object has ("constructor") would be found in any record and any schema. */
const name = v.pipe(
  v.string(),
  v.regex(/^[a-zA-Z][a-zA-Z0-9-]{0,59}$/),
  v.check((text) => !(text in Object.prototype), "a name no record can use"),
);
/** Any JSON: the ledger checks values against their fields. */
const json = v.custom<Json>((value) => value !== undefined);
const fields = v.record(name, json);
const ids = v.pipe(v.array(id), v.maxLength(5000));

const head = {
  id,
  record: id,
  type: name,
  scope,
  group: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000))),
};

export const changeShape = v.variant("kind", [
  v.strictObject({ kind: v.literal("create"), ...head, fields }),
  v.strictObject({ kind: v.literal("set"), ...head, field: name, to: json, from: json, base: id }),
  v.strictObject({ kind: v.literal("add"), ...head, field: name, item: id, value: json }),
  v.strictObject({ kind: v.literal("remove"), ...head, field: name, item: id, from: json, base: ids }),
  v.strictObject({
    kind: v.literal("amend"),
    ...head,
    fields,
    how: v.picklist(["completed", "amended"]),
    reason: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  }),
  v.strictObject({ kind: v.literal("withdraw"), ...head, reason: v.pipe(v.string(), v.maxLength(2000)), seen: ids }),
  v.strictObject({ kind: v.literal("restore"), ...head, base: ids }),
  v.strictObject({ kind: v.literal("settle"), ...head, decision: id, to: json, base: ids }),
  v.strictObject({ kind: v.literal("reopen"), ...head, decision: id, base: id }),
]);

export const MOST_CHANGES = 250;

/** Stands for the name of a key where a cover adult signs: theirs is in the record that let them in (A34). */
export const COVER_KEY = "cover";

export const envelopeShape = v.strictObject({
  format: v.literal(1),
  id,
  school: id,
  device: id,
  deviceSeq: count,
  author: id,
  authorKey: v.pipe(plain, v.minLength(1), v.maxLength(60)),
  at: v.pipe(v.string(), v.regex(/^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/)),
  schema: count,
  app: v.pipe(plain, v.maxLength(60)),
  changes: v.pipe(v.array(changeShape), v.minLength(1), v.maxLength(MOST_CHANGES)),
});

/** The envelope in an opened text, or the sentence that says why it is none. */
export function parseEnvelope(value: unknown): Envelope | { readonly sentence: string } {
  const parsed = v.safeParse(envelopeShape, value);
  if (parsed.success) return parsed.output as unknown as Envelope;
  const issue = parsed.issues[0];
  return {
    sentence: `The envelope is not in a form this server reads: ${v.getDotPath(issue) ?? "whole"}: ${issue.message}`,
  };
}

export type ChangeOnWire = Change;

export const sealedEnvelopeShape = v.strictObject({
  id,
  school: id,
  device: id,
  deviceSeq: count,
  /** The cipher (1: X25519, HKDF-SHA256, XChaCha20-Poly1305), then what it needs. */
  cipher: v.literal(1),
  senderKey: base64,
  nonce: base64,
  box: v.pipe(base64, v.maxLength(4_000_000)),
});

export type SealedEnvelope = v.InferOutput<typeof sealedEnvelopeShape>;

/** What the author's key signs. */
export const SIGNED_PREFIX = "waymark/envelope/1\n";

/** The `info` from which both sides derive the key of a sender (see the head of this file). */
export const WIRE_KEY_INFO = "waymark/wire/1";

/** The associated data of a sealed envelope. */
export function sealedContext(e: Pick<SealedEnvelope, "school" | "device" | "deviceSeq" | "id">): string {
  return `waymark/wire/1|${e.school}|${e.device}|${e.deviceSeq}|${e.id}`;
}
