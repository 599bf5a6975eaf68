// The words of a room's day: where a pupil is, why they came, whether work has come, what a pupil says of themselves.

import { defineCodes } from "#ledger/code-list.ts";

/** Where a pupil is, as the room knows it. The statutory register is kept elsewhere. */
export const roomStates = defineCodes("room-state", [
  { code: "here", label: "Here" },
  { code: "in-lesson", label: "In lesson" },
  { code: "late", label: "Late" },
  { code: "not-in-school", label: "Not in school today" },
  { code: "dont-know", label: "Don’t know, tell on-call" },
]);

/** Why a pupil came. "Removed from lesson" is a sanction: it gets a record of its own. */
export const arrivalReasons = defineCodes("arrival-reason", [
  { code: "planned", label: "Planned" },
  { code: "regulate", label: "Came to regulate" },
  { code: "removed", label: "Removed from lesson" },
  { code: "other", label: "Something else" },
]);

export const toldWays = defineCodes("told-way", [
  { code: "in-person", label: "In person" },
  { code: "phone", label: "By phone" },
]);

export const workArrivals = defineCodes("work-arrival", [
  { code: "here", label: "Work is here" },
  { code: "asked", label: "Asked for" },
  { code: "not-yet", label: "Not yet" },
  { code: "not-needed", label: "None needed" },
]);

/** How much of a lesson a pupil was in it for. */
export const stays = defineCodes("stay", [
  { code: "whole", label: "To the end" },
  { code: "part", label: "Part of it" },
  { code: "none", label: "Did not go in" },
]);

/** A pupil's part in what was seen, told without blame. */
export const pupilRoles = defineCodes("pupil-role", [
  { code: "did", label: "Did it" },
  { code: "done-to", label: "It was done to them" },
  { code: "took-part", label: "Took part" },
  { code: "saw", label: "Saw it" },
]);

/** What a pupil taps about themselves: plain words, the picture stands beside them. */
export const feelings = defineCodes("feeling", [
  { code: "good", label: "Good" },
  { code: "ok", label: "OK" },
  { code: "wobbly", label: "Wobbly" },
  { code: "hard", label: "Hard" },
  { code: "not-sure", label: "I’m not sure" },
]);

export const wishes = defineCodes("wish", [
  { code: "quiet", label: "Some quiet" },
  { code: "talk", label: "A talk with an adult" },
  { code: "move", label: "To move about" },
  { code: "food-drink", label: "Something to eat or drink" },
  { code: "work-help", label: "Help with my work" },
  { code: "alone", label: "A bit of time on my own" },
  { code: "nothing", label: "Nothing right now" },
]);

export const changedDayKinds = defineCodes("changed-day", [
  { code: "closed", label: "Closed all day" },
  { code: "early", label: "Closes early" },
]);

export const scaleNames = defineCodes("scale-name", [
  { code: "regulation", label: "Calm" },
  { code: "engagement", label: "Taking part" },
  { code: "intensity", label: "How strong" },
]);
