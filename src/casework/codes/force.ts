// Significant use of force, seclusion or restraint. A record of each is a legal duty since 1 April 2026 (Education and
// Inspections Act 2006, section 93A); the words are ours.

import { defineCodes } from "#ledger/code-list.ts";

export const interventions = defineCodes("intervention", [
  { code: "force", label: "Force", hint: "A hand used to guide, block or move" },
  { code: "restraint", label: "Restraint", hint: "Held so that they could not move freely" },
  { code: "seclusion", label: "Seclusion", hint: "Kept apart and not free to leave, or made to believe it" },
  { code: "other", label: "Another restriction" },
]);

export const forceDegrees = defineCodes("force-degree", [
  { code: "light", label: "Light", hint: "A guiding hand" },
  { code: "firm", label: "Firm", hint: "Held, and could not pull away" },
  { code: "strong", label: "Strong", hint: "More than one adult, or on the floor" },
  { code: "no-contact", label: "No contact", hint: "A door or a way was blocked" },
]);

export const deescalations = defineCodes("de-escalation", [
  { code: "space", label: "Space and time" },
  { code: "calm-voice", label: "Few words, calm voice" },
  { code: "choice", label: "A choice of two" },
  { code: "known-adult", label: "An adult they know" },
  { code: "quiet-place", label: "A quiet place" },
  { code: "others-moved", label: "Others moved away" },
  { code: "distraction", label: "Something else to do" },
  { code: "plan", label: "What the plan says" },
  { code: "no-time", label: "There was no time" },
]);

export const injuries = defineCodes("injury", [
  { code: "none", label: "None seen" },
  { code: "mark", label: "A mark or soreness" },
  { code: "first-aid", label: "First aid was given" },
  { code: "hospital", label: "A doctor or hospital" },
]);

/** The duty to report to parents has narrow exceptions. */
export const notToldReasons = defineCodes("parents-not-told", [
  { code: "not-yet", label: "Not yet reached" },
  {
    code: "serious-harm",
    label: "Telling them would be likely to cause serious harm",
    hint: "The DSL decides, and the local authority is told instead",
  },
]);
