// What those who answer for a school ask of the server: which devices there are and what they hold, whose right has
// ended, and what was set aside and waits for somebody. Asked while online only; nothing of it is kept on a device.

import * as v from "valibot";
import { heldShape } from "./pull.ts";
import { changeShape, id, plain } from "./envelope.ts";

/** Moments are ISO 8601 UTC. */
const moment = v.string();

/** GET /api/devices, in an administrator's session. */
export const devicesAnswerShape = v.object({
  waymark: v.literal("devices"),
  /** When the last backup of the server was taken, and since when there is something to lose; null: never. */
  backup: v.nullable(moment),
  madeAt: moment,
  devices: v.array(
    v.object({
      id,
      name: v.string(),
      kind: v.picklist(["shared", "personal"]),
      enrolledAt: moment,
      lastContact: moment,
      /** The version of the app it last sent something with; empty before that. */
      app: v.string(),
      /** The number of the last commit the server has from it. */
      lastSeq: v.number(),
      /** How many it said it still held, when it last sent. */
      unsent: v.number(),
      revoked: v.boolean(),
      /** Since when it is locked from afar, and by whom; null: it is not. */
      locked: v.optional(v.nullable(v.object({ at: moment, by: id })), null),
      /** Whether its browser keeps a second copy of what waits, as it said last; null: it never said. */
      secondCopy: v.optional(v.nullable(v.boolean()), null),
      /** When its browser came back without its storage; null: never. */
      lostAt: v.nullable(moment),
      /** The device it was before it went on under a new name; null: it always had this one. */
      former: v.nullable(v.string()),
      /** How many pupils it may hold, null: all of them; and since when it says that it holds no others. */
      pupils: v.nullable(v.number()),
      confirmed: v.nullable(moment),
    }),
  ),
});
export type DevicesAnswer = v.InferOutput<typeof devicesAnswerShape>;

/** POST /api/devices/holdings: everything a device was ever told that it may hold, oldest first. */
export const holdingsRequestShape = v.strictObject({ device: id });
export const holdingsAnswerShape = v.object({
  waymark: v.literal("holdings"),
  holdings: v.array(v.object({ ...heldShape.entries, since: moment, confirmed: v.nullable(moment) })),
});
export type HoldingsAnswer = v.InferOutput<typeof holdingsAnswerShape>;

/** POST /api/devices/revoke: takes a device out of use at its next contact. Answered with "done". */
export const revokeRequestShape = v.strictObject({ device: id });
export type RevokeRequest = v.InferOutput<typeof revokeRequestShape>;

/**
 * POST /api/devices/lock: from its next contact a device opens for nobody, until it is let be opened again. What waits on it
 * is delivered and filed as ever. Answered with "done".
 */
export const lockRequestShape = v.strictObject({ device: id, locked: v.boolean() });
export type LockRequest = v.InferOutput<typeof lockRequestShape>;

/** POST /api/adults/end: ends an adult's right to sign in and to write. Answered with "done". */
export const endAdultRequestShape = v.strictObject({ adult: id });
export type EndAdultRequest = v.InferOutput<typeof endAdultRequestShape>;

/** GET /api/quarantine, in the session of an administrator or of the designated safeguarding lead. */
export const quarantineAnswerShape = v.object({
  waymark: v.literal("quarantine"),
  /** How many more there are, about pupils whose notes whoever asks may not read. */
  others: v.optional(v.number(), 0),
  kept: v.array(
    v.object({
      id: v.string(),
      envelope: v.string(),
      device: v.string(),
      /** What its device is called; empty where the school has no such device. */
      deviceName: v.string(),
      /** Whether that device is out of use now. */
      deviceRevoked: v.boolean(),
      /** Empty where nobody can be believed to have written it. */
      author: v.string(),
      /** Whether their account has ended by now. */
      authorEnded: v.boolean(),
      /** notAllowed waits for a person; the others are filed by themselves when they can be, or never. */
      reason: v.picklist(["unreadable", "notAllowed", "newerSchema", "fault", "waiting", "jot"]),
      received: moment,
      /** When it was written, by the device's clock; empty where it cannot be read. */
      at: v.string(),
      changes: v.array(changeShape),
    }),
  ),
});
export type QuarantineAnswer = v.InferOutput<typeof quarantineAnswerShape>;

/** In characters: what was done about it, in a few lines. */
export const LONGEST_WHY = 1000;

/**
 * POST /api/quarantine/settle: files it as its author wrote it, or marks it as dealt with (it is kept, and on no list).
 * Answered with "done", or refused: with what stands in the way of filing it, or because nobody said why.
 */
export const settleRequestShape = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  how: v.picklist(["file", "dealtWith"]),
  /** Of what is dealt with: why, or what was done about it. Needed there, and kept beside it. */
  why: v.optional(v.pipe(plain, v.maxLength(LONGEST_WHY))),
});
export type SettleRequest = v.InferOutput<typeof settleRequestShape>;
