// A milestone the school often uses: the start of a new one, never a link back to it.

import { defineRecord } from "#ledger/definition.ts";
import { line, link, prose, whole, yesNo } from "#ledger/field.ts";
import { countRuleFields, countRuleLayout, countRuleNames } from "./count-rule-fields.ts";

export const milestoneTemplate = defineRecord({
  type: "milestone-template",
  label: "Milestone template",
  plural: "Milestone templates",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  fields: {
    title: line({ label: "Milestone", max: 120, required: true }),
    criterion: prose({ label: "What counts", max: 600 }),
    evidence: prose({ label: "What would show it", max: 600 }),
    counts: link({ label: "Logs that count", to: "category" }),
    needed: whole({ label: "How many are needed", least: 1, most: 200 }),
    bringsBack: line({ label: "What it brings back", max: 120 }),
    ...countRuleFields,
    order: whole({ label: "Place in the order", least: 1, most: 200 }),
    retired: yesNo({ label: "No longer used" }),
  },
  layout: [
    { title: "Milestone", fields: ["title", "criterion", "evidence", "bringsBack"] },
    { title: "How it is counted", fields: countRuleLayout },
    { title: "In the list", fields: ["order", "retired"] },
  ],
  slim: {
    fields: ["title", "criterion", "evidence", "counts", "needed", "bringsBack", ...countRuleNames, "order", "retired"],
    keep: 200,
  },
});
