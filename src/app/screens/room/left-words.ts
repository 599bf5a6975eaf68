// How urgent it is that somebody left the room, in words that grow plainer with time. A school has its own plan for a
// missing pupil; these say when to go to it and never what to do instead.

import { minutesBetween } from "#casework/day.ts";
import { ageWords } from "../../text/dates.ts";

/** A walk to the toilets and back: by then an adult who is not in the room should be looking. */
const LOOK_MINUTES = 5;
/** By then the school's plan for a missing pupil stands, and home hears of it. */
const MISSING_MINUTES = 15;

export interface LeftWords {
  /** "left the room 8 min ago" */
  readonly since: string;
  readonly advice: string;
  readonly urgent: boolean;
}

/** `told`: somebody outside the room knows. Moments are local ("2026-06-09T11:08"). */
export function leftWords(when: string, now: string, told: boolean): LeftWords {
  const minutes = minutesBetween(when, now);
  const since = `left the room ${ageWords(when, now)}`;
  if (minutes >= MISSING_MINUTES)
    return {
      since,
      advice: "Follow the school’s plan for a missing pupil now. Ring home. If you fear for their safety, ring 999.",
      urgent: true,
    };
  if (minutes >= LOOK_MINUTES)
    return {
      since,
      advice: told ? "Not found yet. Ask whoever was told what they know." : "Not found yet. Tell on-call now.",
      urgent: true,
    };
  return { since, advice: told ? "" : "Tell somebody outside the room.", urgent: false };
}
