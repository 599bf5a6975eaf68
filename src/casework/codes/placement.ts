// The way of a placement, from referral to the checks after return.

import { defineCodes } from "#ledger/code-list.ts";

export const placementStages = defineCodes("placement-stage", [
  { code: "referred", label: "Referred" },
  { code: "settling", label: "Settling" },
  { code: "in-iap", label: "In IAP" },
  { code: "part-time-return", label: "Part-time return" },
  { code: "full-return", label: "Full return monitored" },
  { code: "completed", label: "Completed" },
]);

/** A kind of support base. An internal suspension is a sanction and is never a placement. */
export const supportBases = defineCodes("support-base", [
  { code: "support-base", label: "Support base" },
  { code: "inclusion-base", label: "Inclusion base" },
  { code: "nurture", label: "Nurture group" },
  { code: "transition", label: "Bridge to lessons" },
  { code: "other", label: "Another kind of support base" },
]);

export const placementGoals = defineCodes("placement-goal", [
  { code: "full-return", label: "Back to all lessons" },
  { code: "part-return", label: "Back to some lessons" },
  { code: "sustained", label: "Sustained placement", hint: "Staying is the plan, for example to the end of Year 11" },
  { code: "move-on", label: "A good move to other provision" },
]);

export const referralDecisions = defineCodes("referral-decision", [
  { code: "accepted", label: "Accepted" },
  { code: "waiting", label: "Accepted, waiting for a place" },
  { code: "other-support", label: "Other support instead" },
  { code: "not-now", label: "Not now" },
]);

export const exitReasons = defineCodes("exit-reason", [
  { code: "criteria-met", label: "Criteria to leave were met" },
  { code: "planned-end", label: "Planned end reached" },
  { code: "more-support", label: "More or other support was needed" },
  { code: "family-choice", label: "The family's choice" },
  { code: "left-school", label: "Left the school" },
  { code: "other", label: "Another reason" },
]);

export const destinations = defineCodes("exit-destination", [
  { code: "full-timetable", label: "Full timetable in this school" },
  { code: "supported-timetable", label: "Lessons in this school with support" },
  { code: "specialist", label: "Special school or specialist place" },
  { code: "other-ap", label: "Alternative provision elsewhere" },
  { code: "managed-move", label: "Managed move" },
  { code: "other-school", label: "Another school" },
  { code: "home-education", label: "Elective home education" },
  { code: "post-16", label: "College, training or work" },
  { code: "excluded", label: "Permanent exclusion" },
]);

export const returnChecks = defineCodes("return-check", [
  { code: "held", label: "The return holds" },
  { code: "wobble", label: "A wobble, with support" },
  { code: "not-held", label: "The return did not hold" },
]);

export const baselineSources = defineCodes("baseline-source", [
  { code: "mis", label: "The school's MIS" },
  { code: "previous-school", label: "The previous school" },
  { code: "staff", label: "What adults remember" },
  { code: "paper", label: "Paper records" },
]);

export const milestoneStatuses = defineCodes("milestone-status", [
  { code: "not-started", label: "Not started" },
  { code: "started", label: "Started" },
  { code: "met", label: "Met" },
  { code: "paused", label: "Paused" },
  { code: "not-needed", label: "Not needed" },
]);

export const riskLevels = defineCodes("risk-level", [
  { code: "lower", label: "Lower", hint: "Usual care" },
  { code: "some", label: "Some", hint: "Read the risk notes before you work with this pupil" },
  { code: "higher", label: "Higher", hint: "A second adult within call" },
]);
