// Device to server: envelopes in device order. The answer is 200 for every batch that was processed; a verdict
// for each envelope and each of its changes. HTTP errors speak of transport only.

import * as v from "valibot";
import { envelopeShape, id, MOST_CHANGES, sealedEnvelopeShape } from "./envelope.ts";

/** A tablet that comes back after a day of a room sends it in a few requests; how much is filed at a time is accept.ts's. */
export const MOST_ENVELOPES = 250;

export const pushRequestShape = v.strictObject({
  wire: v.number(),
  /** The epoch the device last saw; null on the first contact. */
  epoch: v.nullable(id),
  /** How many envelopes the device still holds unsent, these included. */
  unsent: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /**
   * The number of the first of these envelopes, where the device no longer keeps the ones before it that the server
   * asked for: the server goes on from here and writes down which numbers it never saw.
   */
  kept: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  envelopes: v.pipe(v.array(sealedEnvelopeShape), v.maxLength(MOST_ENVELOPES)),
  /** Those of them that the device keeps as sent and cannot open: what cannot be filed of these is handed back. */
  closed: v.optional(v.pipe(v.array(id), v.maxLength(MOST_ENVELOPES))),
  /** Changes in them that were refused before, and that their author let go: they are not filed, whatever stands now. */
  letGo: v.optional(v.pipe(v.array(id), v.maxLength(MOST_ENVELOPES * MOST_CHANGES))),
});
export type PushRequest = v.InferOutput<typeof pushRequestShape>;

/**
 * accepted: it is in the record, at `seq`; decision: it is in the record beside another value, at `seq`;
 * refused: it can never be accepted as it stands, and its author is told why;
 * quarantined: kept for a responsible adult, because its author may not (or no longer) write here;
 * parked: kept on the server until it can be filed: read (a newer schema), or put to a record that has not come yet.
 */
export const changeVerdictShape = v.strictObject({
  change: id,
  verdict: v.picklist(["accepted", "decision", "refused", "quarantined", "parked"]),
  seq: v.optional(v.number()),
  decision: v.optional(id),
  code: v.optional(v.string()),
  sentence: v.optional(v.string()),
  field: v.optional(v.string()),
});
export type ChangeVerdict = v.InferOutput<typeof changeVerdictShape>;

export const envelopeVerdictShape = v.strictObject({
  envelope: id,
  deviceSeq: v.number(),
  /** unreadable: nothing inside could be opened or believed; `sentence` says why, the body is kept in quarantine. */
  result: v.picklist(["processed", "unreadable"]),
  sentence: v.optional(v.string()),
  /**
   * Of what is unreadable, where the device can do something about it. number: this device sent something else under
   * the same number before, so it was put back to an older state, or copied; key: its author's key is not known here.
   */
  why: v.optional(v.string()),
  changes: v.array(changeVerdictShape),
  /** Of an envelope that was sent as closed: what could not be filed of it. */
  inside: v.optional(envelopeShape),
});
export type EnvelopeVerdict = v.InferOutput<typeof envelopeVerdictShape>;

export const pushAnswerShape = v.object({
  waymark: v.literal("push"),
  wire: v.number(),
  epoch: id,
  /** Verdicts in the order of the request, up to a gap. */
  verdicts: v.array(envelopeVerdictShape),
  /** The device sequence the server wants next; envelopes before it have their verdict. */
  next: v.number(),
  /** "revoked": the device was taken out of use. What it brings is kept for the designated lead; it is told nothing more. */
  standing: v.optional(v.string()),
  /** The device is locked from afar (A49): it opens for nobody. What it brings is filed as ever. */
  locked: v.optional(v.boolean()),
});
export type PushAnswer = v.InferOutput<typeof pushAnswerShape>;
