// A small schema for the tests of this room: an owner, what it owns in every mode, and what a shared device never holds.

import { type RecordDefinition, defineRecord } from "#ledger/definition.ts";
import { items, line, moment, prose } from "#ledger/field.ts";
import { caseload } from "./caseload.fixture.ts";
import { defineSchema } from "#ledger/schema.ts";

const common = { tier: 1, retention: "pupil-file", disclosure: "yes", slim: { fields: [], keep: 5 } } as const;

const pupil = defineRecord({
  ...common,
  type: "pupil",
  label: "Pupil",
  plural: "Pupils",
  mode: "case",
  scope: "owner",
  onSharedDevice: true,
  fields: { name: line({ label: "Name", required: true }), helps: items({ label: "What helps" }) },
  layout: [{ title: "Pupil", fields: ["name", "helps"] }],
});
const plan = defineRecord({
  ...common,
  type: "plan",
  label: "Plan",
  plural: "Plans",
  mode: "case",
  scope: "owned",
  onSharedDevice: true,
  fields: {
    goal: prose({ label: "Goal" }),
    review: line({ label: "Review" }),
    risk: line({ label: "Risk", guarded: true }),
  },
  layout: [{ title: "Plan", fields: ["goal", "review", "risk"] }],
});
const note = defineRecord({
  ...common,
  type: "note",
  label: "Note",
  plural: "Notes",
  mode: "log",
  scope: "owned",
  onSharedDevice: true,
  fields: { occurred: moment({ label: "When" }), text: prose({ label: "What happened", required: true }) },
  layout: [{ title: "Note", fields: ["occurred", "text"] }],
});
const circumstances = defineRecord({
  ...common,
  type: "circumstances",
  label: "Circumstances",
  plural: "Circumstances",
  mode: "case",
  scope: "owned",
  onSharedDevice: false,
  fields: { number: line({ label: "Number" }) },
  layout: [{ title: "Circumstances", fields: ["number"] }],
});
const adult = defineRecord({
  ...common,
  type: "adult",
  label: "Adult",
  plural: "Adults",
  mode: "case",
  scope: "school",
  onSharedDevice: true,
  fields: {
    givenName: line({ label: "First name" }),
    familyName: line({ label: "Last name" }),
    role: line({ label: "Role" }),
  },
  layout: [{ title: "Adult", fields: ["givenName", "familyName", "role"] }],
});

export const TOY_DEFINITIONS: readonly RecordDefinition[] = [pupil, plan, note, circumstances, adult, caseload];
export const toySchema = defineSchema(1, TOY_DEFINITIONS);
