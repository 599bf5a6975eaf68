// A suspension or exclusion as the school reports it. Its length counts half-day sessions (a day is two).

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, date, moment, prose, whole } from "#ledger/field.ts";
import { halfDays, suspensionCategories, suspensionReasons } from "../codes/suspension.ts";

export const suspension = defineRecord({
  type: "suspension",
  label: "Suspension",
  plural: "Suspensions",
  mode: "case",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes-others-redacted",
  when: "start",
  fields: {
    category: choice({ label: "Category", codes: suspensionCategories, required: true }),
    reasons: choices({ label: "Reasons", codes: suspensionReasons, most: 3, hint: "Up to three, the main one first" }),
    start: date({ label: "First day", required: true }),
    startsIn: choice({ label: "Starts in the", codes: halfDays }),
    end: date({ label: "Last day", hint: "A permanent exclusion has none" }),
    sessions: whole({ label: "Half-day sessions", most: 90, unit: "half-day sessions", hint: "A day is two" }),
    account: prose({ label: "What happened", hint: "What was seen and heard. Other pupils without names." }),
    parentTold: moment({ label: "Parent told" }),
    meetingOn: date({ label: "Reintegration meeting" }),
    strategy: prose({ label: "What will help on return" }),
  },
  layout: [
    { title: "Suspension", fields: ["category", "reasons", "account"] },
    { title: "Length", fields: ["start", "startsIn", "end", "sessions"] },
    { title: "Home and return", fields: ["parentTold", "meetingOn", "strategy"] },
  ],
  slim: { fields: ["category", "reasons", "start", "end", "sessions", "meetingOn"], keep: 5 },
});
