// The words of the daily logs. Neutral and factual: a pupil may see the tablet.

import { defineCodes } from "#ledger/code-list.ts";

export const intensities = defineCodes("intensity", [
  { code: "1", label: "Slight", hint: "Back on track by themselves" },
  { code: "2", label: "Some", hint: "Needed a word or a prompt" },
  { code: "3", label: "Strong", hint: "Needed an adult's time" },
  { code: "4", label: "Very strong", hint: "The room had to stop or move" },
]);

export const engagements = defineCodes("engagement", [
  { code: "1", label: "Not yet", hint: "Did not take part" },
  { code: "2", label: "A little", hint: "With much help" },
  { code: "3", label: "Mostly", hint: "With some help" },
  { code: "4", label: "Fully", hint: "By themselves" },
]);

export const regulations = defineCodes("regulation", [
  { code: "1", label: "Overwhelmed", hint: "Could not settle in this period" },
  { code: "2", label: "Unsettled", hint: "Settled with an adult" },
  { code: "3", label: "Mostly calm", hint: "Settled with a prompt" },
  { code: "4", label: "Calm", hint: "Calm throughout" },
]);

export const helpedBy = defineCodes("helped-by", [
  { code: "time", label: "Time and space" },
  { code: "quiet-place", label: "A quiet place" },
  { code: "movement", label: "A movement break" },
  { code: "trusted-adult", label: "A trusted adult" },
  { code: "choice", label: "A choice of two" },
  { code: "break-card", label: "Break card" },
  { code: "first-then", label: "First this, then that" },
  { code: "smaller-steps", label: "Work in smaller steps" },
  { code: "words-before", label: "Words taught before" },
  { code: "food-drink", label: "Food or a drink" },
  { code: "humour", label: "A bit of humour" },
  { code: "restorative", label: "Restorative talk" },
  { code: "call-home", label: "A call home" },
  { code: "nothing-yet", label: "Nothing yet" },
]);

export const places = defineCodes("place", [
  { code: "iap-room", label: "IAP room" },
  { code: "quiet-room", label: "Quiet room" },
  { code: "classroom", label: "Classroom" },
  { code: "corridor", label: "Corridor" },
  { code: "dinner-hall", label: "Dinner hall" },
  { code: "outside", label: "Yard or field" },
  { code: "toilets", label: "Toilets" },
  { code: "gate", label: "Gate or reception" },
  { code: "off-site", label: "Off site" },
]);

/** The four heads of functional assessment; more than one is possible. */
export const functions = defineCodes("function", [
  { code: "sensory", label: "A feeling in the body", hint: "Sensory" },
  { code: "escape", label: "Getting away from something", hint: "Escape" },
  { code: "attention", label: "Being noticed", hint: "Attention" },
  { code: "tangible", label: "Getting something", hint: "Tangible" },
]);

/** Presence in an IAP period. The statutory register is kept elsewhere. */
export const presences = defineCodes("presence", [
  { code: "here", label: "Here" },
  { code: "late", label: "Late" },
  { code: "absent", label: "Absent" },
  { code: "not-expected", label: "Not expected" },
]);

export const whereabouts = defineCodes("whereabouts", [
  { code: "base", label: "In the IAP room" },
  { code: "supported-lesson", label: "In a lesson with an IAP adult" },
  { code: "lesson", label: "In a lesson" },
  { code: "elsewhere", label: "Somewhere else" },
]);

export const workReturned = defineCodes("work-returned", [
  { code: "none", label: "Not yet" },
  { code: "some", label: "Some of it" },
  { code: "all", label: "All of it" },
  { code: "no-work", label: "No work was set" },
]);
