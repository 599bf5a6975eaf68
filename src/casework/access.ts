// Who may read, write and take away what: one table, reviewed as a whole (test/golden/access.txt is its reviewed
// text). Push, pull, search and export ask here and nowhere else (A2).
//
// A right reaches nobody, what the adult wrote themselves, their caseload, or the whole school. Of a role a rule for the
// type goes before the rule for its tier. What stands in no rule is not allowed: reads fail closed.

import type { RecordDefinition, Tier } from "#ledger/definition.ts";
import type { Role } from "./roles.ts";

/** own: what the adult wrote themselves; to write: something new about anybody, and what they wrote before. */
export type Reach = "none" | "own" | "caseload" | "school";
/** take: to carry a record out of the app, printed or in a file. */
export const accessActions = ["read", "write", "take"] as const;
export type AccessAction = (typeof accessActions)[number];
export type Rule = { readonly [Action in AccessAction]: Reach };

interface RoleRules {
  /** Records in a pupil's scope, by tier: 1 general pastoral, 2 SEN and behaviour detail, 3 restricted. */
  readonly tiers: { readonly [T in Tier]: Rule };
  /** What belongs to the school as a whole: adults, periods, categories, templates. */
  readonly ofSchool: Rule;
  readonly types: { readonly [type: string]: Rule };
}

const rule = (read: Reach, write: Reach, take: Reach): Rule => ({ read, write, take });
const NOTHING = rule("none", "none", "none");
const READ_SCHOOL = rule("school", "none", "none");
const KEEP_SCHOOL = rule("school", "school", "none");
const CASELOAD = rule("caseload", "caseload", "none");
/** Whoever knows a pupil may refer them, with the baseline of before: from then on they are on a caseload. */
const REFER_ANYBODY = rule("caseload", "school", "none");
/** What was seen is written down about whoever came through the door; it is read where the pupil is known. */
const LOG_ANYBODY = rule("caseload", "school", "none");
/** The same, by somebody who is here for the day: what others wrote is neither shown to them nor theirs to change. */
const LOG_AND_SEE_OWN = rule("own", "own", "none");
/** What an adult has to put on record about any pupil, whoever may read it afterwards. */
const MUST_TELL: { readonly [type: string]: Rule } = {
  "force-notice": LOG_ANYBODY,
  "force-record": LOG_ANYBODY,
  "force-account": LOG_ANYBODY,
  "told-dsl": LOG_ANYBODY,
};

/**
 * The directory (names, years, tutor groups) reaches whoever works with pupils: a room takes in a pupil nobody
 * expected. Identifiers and circumstances reach whoever answers for them. What is restricted (tier 3) reaches the DSL
 * and the leaders. A trust analyst never reads a record: figures come from the server, with small counts held back.
 */
const RULES: { readonly [R in Role]: RoleRules } = {
  "iap-adult": {
    tiers: { 1: CASELOAD, 2: CASELOAD, 3: NOTHING },
    ofSchool: READ_SCHOOL,
    types: {
      pupil: rule("school", "caseload", "none"),
      circumstances: NOTHING,
      placement: REFER_ANYBODY,
      baseline: REFER_ANYBODY,
      suspension: rule("caseload", "none", "none"),
      "behaviour-log": LOG_ANYBODY,
      "session-log": LOG_ANYBODY,
      whereabouts: LOG_ANYBODY,
      visit: LOG_ANYBODY,
      "left-room": LOG_ANYBODY,
      removal: LOG_ANYBODY,
      // A sanction that a leader decides: the room reads it and does not give it.
      "internal-suspension": rule("caseload", "none", "none"),
      "check-in": LOG_ANYBODY,
      "handover-note": LOG_ANYBODY,
      ...MUST_TELL,
      "room-note": KEEP_SCHOOL,
      cover: KEEP_SCHOOL,
    },
  },
  "pastoral-lead": {
    tiers: {
      1: rule("caseload", "caseload", "caseload"),
      2: rule("caseload", "caseload", "caseload"),
      3: NOTHING,
    },
    ofSchool: READ_SCHOOL,
    types: {
      pupil: rule("school", "caseload", "caseload"),
      placement: rule("caseload", "school", "caseload"),
      baseline: rule("caseload", "school", "caseload"),
      circumstances: rule("caseload", "none", "none"),
      whereabouts: rule("caseload", "school", "caseload"),
      visit: rule("caseload", "school", "caseload"),
      "left-room": rule("caseload", "school", "caseload"),
      removal: rule("caseload", "school", "caseload"),
      ...MUST_TELL,
      category: KEEP_SCHOOL,
      "milestone-template": KEEP_SCHOOL,
      room: KEEP_SCHOOL,
      "room-note": KEEP_SCHOOL,
      cover: KEEP_SCHOOL,
      scale: KEEP_SCHOOL,
    },
  },
  senco: {
    tiers: { 1: rule("school", "school", "school"), 2: rule("school", "school", "school"), 3: NOTHING },
    ofSchool: READ_SCHOOL,
    types: { ...MUST_TELL, "room-note": KEEP_SCHOOL, cover: KEEP_SCHOOL },
  },
  dsl: {
    tiers: {
      1: rule("school", "school", "school"),
      2: rule("school", "school", "school"),
      3: rule("school", "school", "school"),
    },
    ofSchool: READ_SCHOOL,
    types: {
      circumstances: rule("school", "none", "school"),
      // The server alone writes it.
      "emergency-access": rule("school", "none", "school"),
      "room-note": KEEP_SCHOOL,
      cover: KEEP_SCHOOL,
    },
  },
  "school-leader": {
    tiers: { 1: rule("school", "school", "school"), 2: rule("school", "school", "school"), 3: READ_SCHOOL },
    ofSchool: KEEP_SCHOOL,
    types: {
      placement: rule("school", "school", "school"),
      suspension: rule("school", "school", "school"),
      removal: rule("school", "school", "school"),
      "internal-suspension": rule("school", "school", "school"),
      "left-room": KEEP_SCHOOL,
      "force-notice": rule("school", "school", "school"),
      "force-record": rule("school", "school", "school"),
      "force-account": rule("school", "school", "school"),
      "told-dsl": KEEP_SCHOOL,
    },
  },
  "school-admin": {
    tiers: { 1: NOTHING, 2: NOTHING, 3: NOTHING },
    ofSchool: KEEP_SCHOOL,
    types: {
      pupil: KEEP_SCHOOL,
      contact: KEEP_SCHOOL,
      circumstances: KEEP_SCHOOL,
    },
  },
  "trust-analyst": {
    tiers: { 1: NOTHING, 2: NOTHING, 3: NOTHING },
    ofSchool: NOTHING,
    types: {},
  },
  "class-teacher": {
    tiers: { 1: NOTHING, 2: NOTHING, 3: NOTHING },
    ofSchool: READ_SCHOOL,
    // The lessons a pupil comes back to, and nothing of why the pupil was away.
    types: {
      pupil: rule("caseload", "none", "none"),
      milestone: rule("caseload", "none", "none"),
    },
  },
  cover: {
    tiers: { 1: NOTHING, 2: NOTHING, 3: NOTHING },
    ofSchool: READ_SCHOOL,
    // The room list and what is good to know; what they see they write down. No history, no plan to change. Of a plan
    // and a placement they are shown some fields (cover-view.ts).
    types: {
      pupil: READ_SCHOOL,
      placement: rule("caseload", "none", "none"),
      plan: rule("caseload", "none", "none"),
      "timetable-slot": rule("caseload", "none", "none"),
      // Who is where, which the next adult of the room goes on with.
      whereabouts: LOG_ANYBODY,
      visit: LOG_ANYBODY,
      "left-room": LOG_ANYBODY,
      removal: LOG_ANYBODY,
      "behaviour-log": LOG_AND_SEE_OWN,
      "session-log": LOG_AND_SEE_OWN,
      "check-in": LOG_AND_SEE_OWN,
      "handover-note": LOG_AND_SEE_OWN,
      "force-notice": LOG_AND_SEE_OWN,
      "force-record": LOG_AND_SEE_OWN,
      "force-account": LOG_AND_SEE_OWN,
      "told-dsl": LOG_AND_SEE_OWN,
      "room-note": KEEP_SCHOOL,
      caseload: NOTHING,
    },
  },
};

/**
 * Who may open the notes of a pupil they do not work with, in an emergency: one pupil, half an hour, to be read as if
 * the pupil were on their caseload, and the safeguarding lead hears of it at once (A42). The others either see every
 * pupil's notes or are not with pupils in an emergency.
 */
export const IN_EMERGENCY: ReadonlySet<Role> = new Set(["iap-adult", "pastoral-lead"]);

/** The rule of a role for a type of record. An unknown type (from a newer app) is nobody's. */
export function ruleFor(role: Role, definition: RecordDefinition | undefined): Rule {
  if (!definition) return NOTHING;
  const { types, ofSchool, tiers } = RULES[role];
  return types[definition.type] ?? (definition.scope === "school" ? ofSchool : tiers[definition.tier]);
}

/**
 * May an adult of these roles do this to a record of this type, in their caseload or outside it? `isOwn`: they wrote it,
 * or are writing it now.
 */
export function mayDo(
  held: readonly Role[],
  action: AccessAction,
  definition: RecordDefinition | undefined,
  inCaseload: boolean,
  isOwn = false,
): boolean {
  return held.some((role) => {
    const reach = ruleFor(role, definition)[action];
    return reach === "school" || (reach === "caseload" && inCaseload) || (reach === "own" && isOwn);
  });
}
