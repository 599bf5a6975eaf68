// What was written on a locked device, sealed to the server's key without anybody's signature: nobody is there who could
// sign. It stays on the device until an adult files it; a device that is taken out of use hands it to the server first.
//
//   text      canonical JSON of { kind, body, at, author, scope }, in UTF-8, filled up with spaces
//   sealed    X25519 (a fresh sender key for each) → HKDF-SHA256 → XChaCha20-Poly1305 over the text
//             key: as of an envelope (envelope.ts), with info "waymark/jot/1"
//             associated data: "waymark/jot/1|" school "|" device "|" id

import * as v from "valibot";
import { base64, id, scope } from "./envelope.ts";

export const MOST_JOTS = 50;

/** One sealed box: to the server, or to the vault of the device itself. */
export const jotBoxShape = v.strictObject({
  /** 1: X25519, HKDF-SHA256, XChaCha20-Poly1305. */
  cipher: v.literal(1),
  senderKey: v.pipe(base64, v.length(43)),
  nonce: v.pipe(base64, v.length(32)),
  box: v.pipe(base64, v.minLength(22), v.maxLength(200_000)),
});
export type JotBox = v.InferOutput<typeof jotBoxShape>;

export const sealedJotShape = v.strictObject({ id, school: id, device: id, ...jotBoxShape.entries });
export type SealedJot = v.InferOutput<typeof sealedJotShape>;

/** The text inside. `kind` is the type of record it is meant to become, `body` its fields as far as they are known. */
export const jotTextShape = v.strictObject({
  kind: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/)),
  body: v.record(
    v.string(),
    v.custom<unknown>((value) => value !== undefined),
  ),
  /** "2026-06-09T10:42:00+01:00", by the device's clock. */
  at: v.pipe(v.string(), v.maxLength(40)),
  /** Who said that they write it; nobody has checked. */
  author: v.nullable(id),
  /** Whom it is about, where the screen that took it down knew. */
  scope: v.nullable(scope),
});
export type JotText = v.InferOutput<typeof jotTextShape>;

export const JOT_INFO = "waymark/jot/1";

/** The associated data of a jot, for whomever it is sealed to. */
export function jotContext(jot: Pick<SealedJot, "school" | "device" | "id">): string {
  return `${JOT_INFO}|${jot.school}|${jot.device}|${jot.id}`;
}

/** POST /api/sync/jots, signed by the device, also by one that was taken out of use. Answered with the ids it has now. */
export const jotsRequestShape = v.strictObject({
  jots: v.pipe(v.array(sealedJotShape), v.minLength(1), v.maxLength(MOST_JOTS)),
});
export type JotsRequest = v.InferOutput<typeof jotsRequestShape>;
export const jotsAnswerShape = v.object({ waymark: v.literal("jots"), kept: v.array(id) });
export type JotsAnswer = v.InferOutput<typeof jotsAnswerShape>;
