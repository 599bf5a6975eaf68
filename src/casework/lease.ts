// How long a tablet that never reaches its server may go on showing what it holds: so many school days after the last
// contact, then it takes down and shows nothing (docs/spec/vault.md, V35). The school says how many.

import type { Summary } from "#ledger/slim.ts";
import { addDays, weekdayOf } from "./day.ts";
import { isClosedOn } from "./school-day.ts";

export const LEASE_DAYS = 7;
/** Nobody looks further: what is longer ago is over. */
const FARTHEST = 200;

export interface LeaseFacts {
  /** The day of the last contact, "2026-06-09". */
  readonly since: string;
  readonly today: string;
  /** The records of the school itself, in brief; undefined where none has come. */
  readonly school: Summary | undefined;
}

/** Is it over? */
export function leaseIsOver(facts: LeaseFacts): boolean {
  return leaseDaysLeft(facts) < 0;
}

/**
 * How many more school days it may go without a contact: below nought it is over. School days are weekdays the school
 * has not called closed; the day of the contact does not count.
 */
export function leaseDaysLeft({ since, today, school }: LeaseFacts): number {
  const slims = school?.slims ?? [];
  const chosen = slims.find(({ type }) => type === "school-settings")?.fields["leaseDays"];
  const most = typeof chosen === "number" && chosen >= 1 ? chosen : LEASE_DAYS;
  const changedDays = slims.filter(({ type }) => type === "changed-day");
  // A contact that lies ahead: the clock was put right, or back, since. By a day it may be another time zone.
  if (since > addDays(today, 1)) return -1;
  let passed = 0;
  for (let day = addDays(since, 1), looked = 0; day <= today; day = addDays(day, 1), looked += 1) {
    if (looked > FARTHEST) return -1;
    const weekday = weekdayOf(day);
    if (weekday !== 0 && weekday !== 6 && !isClosedOn(changedDays, day)) passed += 1;
  }
  return most - passed;
}
