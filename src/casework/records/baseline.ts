// How things stood in the 12 school weeks before a placement. It cannot be collected later: "not known" is an answer.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, line, link, percent, whole } from "#ledger/field.ts";
import { baselineSources } from "../codes/placement.ts";

export const baseline = defineRecord({
  type: "baseline",
  label: "Baseline",
  plural: "Baselines",
  mode: "case",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  when: "windowTo",
  fields: {
    placement: link({ label: "Placement", to: "placement", required: true }),
    windowFrom: date({ label: "From", hint: "12 school weeks before the first day" }),
    windowTo: date({ label: "To", hint: "The last school day before the first day" }),
    suspensions: whole({ label: "Suspensions", most: 100, notKnown: true }),
    sessionsLost: whole({
      label: "Half-day sessions lost to suspension",
      most: 400,
      unit: "half-day sessions",
      notKnown: true,
    }),
    attendance: percent({
      label: "Attendance",
      notKnown: true,
      hint: "Per cent of half-day sessions, from the register",
    }),
    incidents: whole({ label: "Behaviour incidents", most: 1_000, notKnown: true }),
    source: choice({ label: "Where the figures come from", codes: baselineSources }),
    sourceNote: line({ label: "About the source", hint: "Report name and the day it was run" }),
  },
  layout: [
    { title: "Window", fields: ["placement", "windowFrom", "windowTo"] },
    { title: "Figures", fields: ["suspensions", "sessionsLost", "attendance", "incidents"] },
    { title: "Source", fields: ["source", "sourceNote"] },
  ],
  slim: { fields: ["placement", "suspensions", "sessionsLost", "attendance", "incidents"], keep: 3 },
});
