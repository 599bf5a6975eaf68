// Where a pupil is, out of today's entries; and the whole room at once, for a fire alarm. It is the room's own list and
// never the register.

import { dayOf } from "../day.ts";
import { type Readable, compare, factsInOrder, textIn } from "./record-facts.ts";

export type RoomState = "here" | "in-lesson" | "late" | "not-in-school" | "dont-know" | "left" | "not-said";

export interface WhereNow {
  readonly state: RoomState;
  /** The local moment it was said; "" for "not-said". */
  readonly since: string;
  /** Said in this period, or something that holds all day. Otherwise it is the last that was known. */
  readonly sure: boolean;
  /** The entry it stands on. */
  readonly record?: string;
  /** The left-room entry that is still open, whatever was tapped since. */
  readonly leftOpen?: string;
}

const STATES: readonly RoomState[] = ["here", "in-lesson", "late", "not-in-school", "dont-know"];

/**
 * The newest entry of today by what happened when says where they are [C19]. `periodStart` is the start of the period
 * that is on ("2026-06-09T10:55"): what was said before it is the last that was known, except that somebody is not in
 * school today. Having left the room stands until found, or until somebody sees them.
 */
export function whereNow(records: readonly Readable[], now: string, periodStart?: string): WhereNow {
  const today = factsInOrder(records)
    .filter((one) => dayOf(one.when) === dayOf(now) && one.when <= now)
    // A wrong tap is put right within the minute: of two in one minute the one that was written last stands.
    .sort((a, b) => compare(a.when, b.when) || compare(a.written, b.written));
  const entry = today.findLast((one) => one.type === "whereabouts");
  const left = today.findLast((one) => one.type === "left-room" && textIn(one, "foundAt") === "");
  const open = left ? { leftOpen: left.id } : {};
  // In the same minute having left goes before what was tapped: somebody looks for a pupil rather than not.
  if (left && left.when >= (entry?.when ?? ""))
    return { state: "left", since: left.when, sure: true, record: left.id, ...open };
  const state = STATES.find((one) => entry && one === textIn(entry, "state"));
  if (!entry || !state) return { state: "not-said", since: "", sure: false, ...open };
  return {
    state,
    since: entry.when,
    sure: state === "not-in-school" || periodStart === undefined || entry.when >= periodStart,
    record: entry.id,
    ...open,
  };
}

export interface RollCall {
  /** Seen here in this period. */
  readonly here: readonly string[];
  /** Whom somebody has to look for: left, not known, or not seen in this period. */
  readonly lookFor: readonly string[];
  /** In a lesson or not in school, as the room knows it. */
  readonly elsewhere: readonly string[];
}

/** Who is here, in one tap: every pupil of the room stands in exactly one of the three. */
export function rollCall(
  room: readonly { readonly pupil: string; readonly records: readonly Readable[] }[],
  now: string,
  periodStart?: string,
): RollCall {
  const call = { here: [] as string[], lookFor: [] as string[], elsewhere: [] as string[] };
  for (const { pupil, records } of [...room].sort((a, b) => compare(a.pupil, b.pupil))) {
    const { state, sure, leftOpen } = whereNow(records, now, periodStart);
    if (sure && state === "here") call.here.push(pupil);
    else if (leftOpen === undefined && sure && (state === "in-lesson" || state === "not-in-school"))
      call.elsewhere.push(pupil);
    else call.lookFor.push(pupil);
  }
  return call;
}
