// What was seen, when. Two taps make one; the rest may follow. About one pupil: others are links that can be redacted.

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, line, link, links, moment, prose, whole } from "#ledger/field.ts";
import { functions, helpedBy, intensities, places } from "../codes/day.ts";
import { pupilRoles } from "../codes/room.ts";

export const behaviourLog = defineRecord({
  type: "behaviour-log",
  label: "Behaviour log",
  plural: "Behaviour logs",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes-others-redacted",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    category: link({ label: "What", to: "category", required: true }),
    period: link({ label: "Period", to: "school-period" }),
    intensity: choice({ label: "How strong", codes: intensities }),
    tried: choices({ label: "What was tried", codes: helpedBy, hint: "Also what did not help this time" }),
    helped: choices({ label: "What helped", codes: helpedBy }),
    place: choice({ label: "Where", codes: places }),
    lesson: line({ label: "Lesson", max: 60, hint: "The lesson it happened in, or the one they came from" }),
    before: prose({ label: "What happened before" }),
    behaviour: prose({ label: "What was seen", hint: "What a camera would show. No motives." }),
    after: prose({ label: "What happened next" }),
    settledAfter: whole({ label: "Settled after", most: 400, unit: "minutes" }),
    role: choice({ label: "This pupil’s part", codes: pupilRoles }),
    lasted: whole({ label: "How long it lasted", most: 400, unit: "minutes" }),
    functions: choices({ label: "What it may have been for", codes: functions }),
    others: links({
      label: "Other pupils",
      to: "pupil",
      hint: "Each has a log of their own. Leave names out of the words.",
    }),
    note: prose({ label: "Note" }),
    forHome: prose({
      label: "What home may read",
      max: 2_000,
      hint: "Nothing else of this log is shown to home. Plain words, and no other pupil.",
    }),
  },
  layout: [
    { title: "What and when", fields: ["category", "when", "period", "place", "lesson"] },
    { title: "How it went", fields: ["intensity", "tried", "helped", "settledAfter", "note"] },
    { title: "Before, during, after", fields: ["before", "behaviour", "after", "lasted", "functions"] },
    { title: "Others", fields: ["role", "others"] },
    { title: "For home", fields: ["forHome"] },
  ],
  slim: { fields: ["when", "category", "period", "intensity", "helped", "lesson"], keep: 20 },
});
