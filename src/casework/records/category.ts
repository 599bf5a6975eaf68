// A kind of behaviour log, in the school's own neutral words. Retired, never deleted: old logs keep their words.

import { defineRecord } from "#ledger/definition.ts";
import { choice, line, whole, yesNo } from "#ledger/field.ts";
import { tones } from "../codes/school.ts";

export const category = defineRecord({
  type: "category",
  label: "Behaviour category",
  plural: "Behaviour categories",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  fields: {
    label: line({ label: "Words", max: 40, required: true, hint: "What was seen: Calm start, Raised voice" }),
    tone: choice({ label: "Tone", codes: tones }),
    order: whole({
      label: "Place among the buttons",
      least: 1,
      most: 200,
      hint: "1 to 8 stand as buttons; the others under More",
    }),
    meaning: line({ label: "When to use it", max: 200 }),
    retired: yesNo({ label: "No longer used" }),
  },
  layout: [{ title: "Category", fields: ["label", "tone", "order", "meaning", "retired"] }],
  slim: { fields: ["label", "tone", "order", "meaning", "retired"], keep: 300 },
});
