// Who saw and changed what, for those who answer for it: the school's audit, a page at a time, newest first. Asked
// while online only; nothing of it is kept on a device.

import * as v from "valibot";
import { id } from "./envelope.ts";

/** Lines on a page; of a copy that is taken away, so many at most. */
export const AUDIT_PAGE = 50;
export const AUDIT_COPY = 5_000;

const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));

/** POST /api/audit, in the session of an administrator or of the designated safeguarding lead. Asking is noted too. */
export const auditRequestShape = v.strictObject({
  /** The number of the last line of the page before. */
  before: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  pupil: v.optional(id),
  /** What this adult did, and what was done about them. */
  adult: v.optional(id),
  /** Days of the school, both included. */
  from: v.optional(day),
  until: v.optional(day),
  /** To be carried away in a file: more lines at once, and noted as taken. */
  copy: v.optional(v.boolean()),
});
export type AuditRequest = v.InferOutput<typeof auditRequestShape>;

export const auditAnswerShape = v.object({
  waymark: v.literal("audit"),
  lines: v.array(
    v.object({
      number: v.number(),
      /** ISO 8601 UTC, by the school's clock. */
      at: v.string(),
      what: v.string(),
      /** The adult, where one is known; empty otherwise. */
      who: v.string(),
      device: v.string(),
      /** What its device is called; empty where the school has no such device any more. */
      deviceName: v.string(),
      about: v.string(),
      /** What the device is called that it was done to: locked, taken out of use. Empty for anything else. */
      aboutDevice: v.optional(v.string(), ""),
      facts: v.record(v.string(), v.any()),
    }),
  ),
  more: v.boolean(),
  /** True: only what was done to accounts, devices and the school's own lists. Whoever asked sees no pupils' notes. */
  ofSchool: v.optional(v.boolean(), false),
});
export type AuditAnswer = v.InferOutput<typeof auditAnswerShape>;
