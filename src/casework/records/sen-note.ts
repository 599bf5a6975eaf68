// One note of the graduated approach: assess, plan, do, review. The room carries out what was planned, so a shared
// tablet may hold it; type of need and provision stage stand in circumstances, which it may not.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, line, prose } from "#ledger/field.ts";
import { apdrSteps, areasOfNeed, senOutcomes } from "../codes/sen.ts";

export const senNote = defineRecord({
  type: "sen-note",
  label: "SEN note",
  plural: "SEN notes",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "sen-file",
  disclosure: "yes",
  when: "on",
  fields: {
    on: date({ label: "Date", required: true }),
    step: choice({ label: "Step", codes: apdrSteps }),
    area: choice({ label: "Area of need", codes: areasOfNeed }),
    note: prose({ label: "Note", required: true }),
    provision: line({ label: "What is put in place", hint: "What, how often, by whom" }),
    expected: prose({ label: "What we expect", max: 2_000 }),
    outcome: choice({ label: "What came of it", codes: senOutcomes, hint: "Against what we expected" }),
    pupilView: prose({ label: "What the pupil thinks", max: 2_000 }),
    homeView: prose({ label: "What home thinks", max: 2_000 }),
    reviewOn: date({ label: "Look at this again on" }),
  },
  layout: [
    { title: "Note", fields: ["on", "step", "area", "note"] },
    { title: "Support", fields: ["provision", "expected", "outcome"] },
    { title: "Views", fields: ["pupilView", "homeView"] },
    { title: "Next", fields: ["reviewOn"] },
  ],
  slim: { fields: ["on", "step", "area", "provision", "outcome", "reviewOn"], keep: 8 },
});
