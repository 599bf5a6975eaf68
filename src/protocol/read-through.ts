// What an adult may see beyond the device in their hand: asked of the server, answered once, kept nowhere (A41). And
// the way to one pupil's notes in an emergency (A42).

import * as v from "valibot";
import { id, plain } from "./envelope.ts";
import { rowShape } from "./pull.ts";

/** ISO 8601 UTC. */
const moment = v.string();

/** POST /api/pupils/read, in an adult's session. What nobody may see and what is not there have one answer: 404. */
export const pupilRequestShape = v.strictObject({ pupil: id });
export type PupilRequest = v.InferOutput<typeof pupilRequestShape>;
export const pupilAnswerShape = v.object({
  waymark: v.literal("pupil"),
  /** Every record of the pupil that this adult may read, withdrawn ones among them. */
  rows: v.array(rowShape),
  /** Until when more is readable than on any other day, by the school's clock; null: nothing more is. */
  emergencyUntil: v.nullable(moment),
  /** May this adult ask for more in an emergency? */
  mayOpen: v.boolean(),
});
export type PupilAnswer = v.InferOutput<typeof pupilAnswerShape>;

export const SHORTEST_REASON = 10;

/**
 * POST /api/emergency/open, in an adult's session, the password given a short while ago: one pupil's notes, to be read
 * for half an hour. Answered with "done".
 */
export const emergencyRequestShape = v.strictObject({
  pupil: id,
  reason: v.pipe(plain, v.trim(), v.maxLength(500)),
});
export type EmergencyRequest = v.InferOutput<typeof emergencyRequestShape>;

/** POST /api/emergency/seen: the designated safeguarding lead has looked at it. Answered with "done". */
export const emergencySeenShape = v.strictObject({ id });
export type EmergencySeen = v.InferOutput<typeof emergencySeenShape>;

/** GET /api/emergency, for those who may read of it: newest first. */
export const emergencyAnswerShape = v.object({
  waymark: v.literal("emergency"),
  opened: v.array(
    v.object({
      id,
      adult: id,
      pupil: id,
      reason: v.string(),
      at: moment,
      until: moment,
      /** Who of those who answer for it has looked at it; null: nobody yet. */
      seenBy: v.nullable(id),
    }),
  ),
});
export type EmergencyAnswer = v.InferOutput<typeof emergencyAnswerShape>;
