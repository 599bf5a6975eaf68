// The school's own words for the four levels of a scale. The levels stay 1 to 4, so that schools compare.

import { defineRecord } from "#ledger/definition.ts";
import { choice, line } from "#ledger/field.ts";
import { scaleNames } from "../codes/room.ts";

export const scale = defineRecord({
  type: "scale",
  label: "Words of a scale",
  plural: "Words of the scales",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  fields: {
    of: choice({ label: "Scale", codes: scaleNames, required: true }),
    level1: line({ label: "Level 1", max: 30 }),
    level2: line({ label: "Level 2", max: 30 }),
    level3: line({ label: "Level 3", max: 30 }),
    level4: line({ label: "Level 4", max: 30 }),
  },
  layout: [{ title: "Scale", fields: ["of", "level1", "level2", "level3", "level4"] }],
  slim: { fields: ["of", "level1", "level2", "level3", "level4"], keep: 10 },
});
