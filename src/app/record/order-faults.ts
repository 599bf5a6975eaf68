// What two dates of a form tell together: something that ends before it begins. A sentence beside the later of the two,
// where it is put right.

import type { JsonObject } from "#base/json.ts";

interface Order {
  readonly from: string;
  readonly to: string;
  readonly sentence: string;
}

const LAST_DAY = "The last day is before the first.";

const ORDERS: { readonly [type: string]: readonly Order[] } = {
  suspension: [
    { from: "start", to: "end", sentence: LAST_DAY },
    { from: "start", to: "meetingOn", sentence: "The meeting about coming back is before the suspension began." },
  ],
  "internal-suspension": [{ from: "from", to: "until", sentence: "It ends before it begins." }],
  placement: [
    { from: "start", to: "plannedEnd", sentence: "The planned last day is before the first." },
    { from: "start", to: "endedOn", sentence: LAST_DAY },
    { from: "referredOn", to: "decidedOn", sentence: "The decision is before the referral." },
  ],
  plan: [
    { from: "startsOn", to: "reviewDate", sentence: "The review is before the plan starts." },
    { from: "startsOn", to: "endedOn", sentence: "The plan ended before it started." },
  ],
  "timetable-slot": [{ from: "from", to: "until", sentence: LAST_DAY }],
  caseload: [{ from: "from", to: "until", sentence: LAST_DAY }],
  baseline: [{ from: "windowFrom", to: "windowTo", sentence: LAST_DAY }],
  "sen-note": [{ from: "on", to: "reviewOn", sentence: "That is before the day of the note." }],
  "parent-contact": [{ from: "when", to: "followUpBy", sentence: "That is before home was spoken to." }],
  repair: [{ from: "when", to: "lookAgainOn", sentence: "That is before the meeting." }],
};

/**
 * `fields`: all values of a record, asked for or standing; `asked`: what its form shows, so that nobody is told of what
 * they cannot change here. Undefined where nothing is wrong.
 */
export function orderFault(
  type: string,
  fields: JsonObject,
  asked: readonly string[],
): { readonly field: string; readonly sentence: string } | undefined {
  for (const { from, to, sentence } of ORDERS[type] ?? []) {
    const [first, last] = [fields[from], fields[to]];
    if (typeof first !== "string" || typeof last !== "string" || first === "" || last === "") continue;
    // A day beside a moment: the same day is no fault.
    const length = Math.min(first.length, last.length);
    if (last.slice(0, length) >= first.slice(0, length)) continue;
    const field = [to, from].find((name) => asked.includes(name));
    if (field !== undefined) return { field, sentence };
  }
  return undefined;
}
