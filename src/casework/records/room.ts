// A room where IAP happens, with its buttons in the order the school chose.

import { defineRecord } from "#ledger/definition.ts";
import { line, links, whole, yesNo } from "#ledger/field.ts";

export const room = defineRecord({
  type: "room",
  label: "Room",
  plural: "Rooms",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  fields: {
    name: line({ label: "Name", max: 60, required: true, hint: "The Bridge, The Base" }),
    extension: line({ label: "Phone extension", max: 20 }),
    chips: links({
      label: "Buttons of the quick log, in this order",
      to: "category",
      hint: "Eight at most. Leave empty for the school’s own order.",
    }),
    order: whole({ label: "Place in the order", least: 1, most: 50 }),
    retired: yesNo({ label: "No longer used" }),
  },
  layout: [{ title: "Room", fields: ["name", "extension", "chips", "order", "retired"] }],
  slim: { fields: ["name", "extension", "chips", "order", "retired"], keep: 30 },
});
