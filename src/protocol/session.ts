// Everything before and beside sync: what the server is, setting up, enrolling a device, signing in, the demo.

import * as v from "valibot";
import { base64, id, plain } from "./envelope.ts";

/** One line that can be seen: a name that turns the text round makes one tablet look like another in a list. */
const shortText = v.pipe(
  plain,
  v.trim(),
  v.minLength(1),
  v.maxLength(100),
  v.regex(/^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$/),
);
const publicKey = v.pipe(base64, v.length(43));

/** GET /api/start: what a visitor can do here. */
export const startAnswerShape = v.strictObject({
  waymark: v.literal("start"),
  wire: v.number(),
  version: v.string(),
  /** True once a real school exists. */
  school: v.boolean(),
  /** True while the demo may be entered. */
  demo: v.boolean(),
});
export type StartAnswer = v.InferOutput<typeof startAnswerShape>;

/** What a device tells of itself when it is enrolled. Keys: raw 32 bytes in base64url. */
const deviceShape = v.strictObject({
  name: shortText,
  kind: v.picklist(["shared", "personal"]),
  publicKey,
});

/** What a device needs to know of its school. */
export const enrolledShape = v.strictObject({
  school: id,
  schoolName: v.string(),
  device: id,
  kind: v.picklist(["shared", "personal"]),
  epoch: id,
  /** The server's X25519 key that envelopes are sealed to. */
  serverKey: publicKey,
  demo: v.boolean(),
  /** Demo only: what to add to the device's clock, in milliseconds. */
  clockOffset: v.number(),
});
export type Enrolled = v.InferOutput<typeof enrolledShape>;

/** POST /api/setup: the first administrator, with the code from the terminal. */
export const setupRequestShape = v.strictObject({
  code: v.pipe(v.string(), v.trim(), v.maxLength(40)),
  schoolName: shortText,
  givenName: shortText,
  familyName: shortText,
  login: v.pipe(plain, v.trim(), v.toLowerCase(), v.minLength(3), v.maxLength(100)),
  password: v.pipe(v.string(), v.maxLength(200)),
  device: deviceShape,
});
export type SetupRequest = v.InferOutput<typeof setupRequestShape>;

/** POST /api/devices/enrol: with a short-lived code from an administrator. */
export const enrolRequestShape = v.strictObject({
  code: v.pipe(v.string(), v.trim(), v.maxLength(40)),
  device: deviceShape,
});
export type EnrolRequest = v.InferOutput<typeof enrolRequestShape>;

/**
 * POST /api/devices/readmit: a device that this server does not know any more comes back under its own name and key,
 * as after a restore from a backup that is older than it. `school` is known only to who was there. With a code from an
 * administrator, or in the name of an adult whom the server knows. Answered like enrolment.
 */
export const readmitRequestShape = v.strictObject({
  school: id,
  id,
  device: deviceShape,
  code: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40))),
  login: v.optional(v.pipe(plain, v.trim(), v.toLowerCase(), v.maxLength(100))),
  password: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
export type ReadmitRequest = v.InferOutput<typeof readmitRequestShape>;

/**
 * POST /api/devices/renew, signed by the device as it was: its numbers were used by something else, so it goes on under
 * a new name and key. What opens on it opens as before.
 */
export const renewRequestShape = v.strictObject({
  publicKey,
  /** The device sequence of its last commit: the next one is numbered from there, so that no number means two things. */
  lastSeq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type RenewRequest = v.InferOutput<typeof renewRequestShape>;
export const renewAnswerShape = v.object({
  waymark: v.literal("renewed"),
  enrolled: enrolledShape,
  /** The adults' keys: what they were called, and what they are called from now on. */
  authorKeys: v.array(v.object({ adult: id, former: v.string(), name: v.string() })),
});
export type RenewAnswer = v.InferOutput<typeof renewAnswerShape>;

/**
 * POST /api/devices/lost, by a browser that finds its storage empty: what it was, if a cookie of this server says that
 * it was something. Told of real schools only.
 */
export const lostAnswerShape = v.object({
  waymark: v.literal("lost"),
  was: v.optional(
    v.object({
      schoolName: v.string(),
      name: v.string(),
      /** ISO 8601 UTC. */
      lastContact: v.string(),
      /** How many commits it then said it still held. What was written later it never told. */
      unsent: v.number(),
      revoked: v.boolean(),
    }),
  ),
});
export type LostAnswer = v.InferOutput<typeof lostAnswerShape>;

/** POST /api/sign-in, signed by the device. `invitation` instead of a login: an adult's first time, choosing a password. */
export const signInRequestShape = v.strictObject({
  login: v.pipe(plain, v.trim(), v.toLowerCase(), v.maxLength(100)),
  password: v.pipe(v.string(), v.maxLength(200)),
  invitation: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40))),
});
export type SignInRequest = v.InferOutput<typeof signInRequestShape>;

/**
 * POST /api/step-up, in an adult's session: the password once more, before something that cannot be taken back. Asked for
 * by the refusal "stepUp". Answered with "done".
 */
export const stepUpRequestShape = v.strictObject({ password: v.pipe(v.string(), v.maxLength(200)) });
export type StepUpRequest = v.InferOutput<typeof stepUpRequestShape>;

export const signedInShape = v.strictObject({
  waymark: v.literal("signed-in"),
  adult: id,
  givenName: v.string(),
  familyName: v.string(),
  role: v.string(),
  /** Released while the device and the adult are in good standing; with the device's own secret it opens the vault. */
  vaultShare: publicKey,
  /** The same for this adult's author key. */
  authorShare: publicKey,
});
export type SignedIn = v.InferOutput<typeof signedInShape>;

/** POST /api/author-keys, signed by the device, in a session: the key this adult signs with on this device. */
export const authorKeyRequestShape = v.strictObject({ key: publicKey });
export type AuthorKeyRequest = v.InferOutput<typeof authorKeyRequestShape>;
export const authorKeyAnswerShape = v.strictObject({ waymark: v.literal("author-key"), name: v.string() });

export const setupAnswerShape = v.strictObject({
  waymark: v.literal("setup"),
  enrolled: enrolledShape,
  signedIn: signedInShape,
});
export type SetupAnswer = v.InferOutput<typeof setupAnswerShape>;
export const enrolAnswerShape = v.strictObject({ waymark: v.literal("enrolled"), enrolled: enrolledShape });
export type EnrolAnswer = v.InferOutput<typeof enrolAnswerShape>;

const persona = v.picklist(["room", "reintegration", "senco", "leader"]);
/**
 * POST /api/demo/enter: one of the demo's adults, no password; only while no real school exists. Answered by a
 * SetupAnswer. Signed by a device that is in the demo already, it signs the other persona in on that device.
 */
export const demoEnterRequestShape = v.strictObject({
  persona,
  device: deviceShape,
  /** A colleague who is to be known on the same tablet, with the key they will sign with there: nobody is real. */
  beside: v.optional(v.strictObject({ persona, key: publicKey })),
});
export type DemoEnterRequest = v.InferOutput<typeof demoEnterRequestShape>;
export const demoEnteredShape = v.strictObject({
  ...setupAnswerShape.entries,
  /** The colleague who was asked for, and what their key is called. */
  beside: v.optional(v.strictObject({ signedIn: signedInShape, authorKey: v.string() })),
});
export type DemoEntered = v.InferOutput<typeof demoEnteredShape>;

/** POST /api/demo/leave, signed by the device: forgets this device; `startAgain` forgets the whole demo school. */
export const demoLeaveRequestShape = v.strictObject({ startAgain: v.optional(v.boolean()) });
export type DemoLeaveRequest = v.InferOutput<typeof demoLeaveRequestShape>;

/** POST /api/devices/codes, signed by the device, in an administrator's session: a code to enrol one more device. */
export const deviceCodeRequestShape = v.strictObject({});
/** POST /api/invitations, likewise: a code with which this adult of the school chooses a login and a password. */
export const invitationRequestShape = v.strictObject({ adult: id, administrator: v.optional(v.boolean()) });
export type InvitationRequest = v.InferOutput<typeof invitationRequestShape>;

/** The answer to both: told once, kept only as a hash, works once. */
export const codeAnswerShape = v.strictObject({
  waymark: v.literal("code"),
  code: v.string(),
  /** ISO 8601 UTC. */
  expires: v.string(),
});
export type CodeAnswer = v.InferOutput<typeof codeAnswerShape>;

/** The answer of sign-out and of leaving the demo. */
export const doneAnswerShape = v.strictObject({ waymark: v.literal("done") });

/** An answer that says no, with a sentence for a person. Any route may give it, with a 4xx or a 503. */
export const problemShape = v.strictObject({
  waymark: v.literal("problem"),
  code: v.string(),
  sentence: v.string(),
  field: v.optional(v.string()),
  /** With the code "counter": the number of the device's next proof must be above this one (device-proof.ts). */
  counter: v.optional(v.number()),
  /** With the code "notOpen": the epoch that stands, so that a device whose keys a restored server forgot offers them. */
  epoch: v.optional(id),
});
export type Problem = v.InferOutput<typeof problemShape>;
