// That the DSL was told: who, when, how. Open until acknowledged. What was said is never written here: there is no
// field for it, on purpose.

import { defineRecord } from "#ledger/definition.ts";
import { choice, line, link, moment } from "#ledger/field.ts";
import { toldWays } from "../codes/room.ts";

export const toldDsl = defineRecord({
  type: "told-dsl",
  label: "DSL told",
  plural: "DSL told",
  mode: "log",
  scope: "owned",
  tier: 3,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "no",
  when: "when",
  fields: {
    when: moment({ label: "Told at", required: true }),
    told: link({ label: "Who was told", to: "adult", required: true }),
    how: choice({ label: "How", codes: toldWays, required: true }),
    acknowledgedAt: moment({ label: "Acknowledged at" }),
    acknowledgedBy: link({ label: "Acknowledged by", to: "adult" }),
    reference: line({ label: "Reference", max: 40, hint: "The number in the safeguarding file, nothing else" }),
  },
  layout: [
    { title: "Told", fields: ["when", "told", "how"] },
    { title: "Acknowledged", fields: ["acknowledgedAt", "acknowledgedBy", "reference"] },
  ],
  slim: { fields: ["when", "told", "how", "acknowledgedAt"], keep: 4 },
});
