// What the next adult should know about one pupil. About one pupil each: a note about three would stand in no file.

import { defineRecord } from "#ledger/definition.ts";
import { moment, prose } from "#ledger/field.ts";

export const handoverNote = defineRecord({
  type: "handover-note",
  label: "Hand-over note",
  plural: "Hand-over notes",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes-others-redacted",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    note: prose({ label: "For the next adult", max: 1_000, required: true }),
    seenAt: moment({ label: "Read at" }),
  },
  layout: [{ title: "Hand-over", fields: ["note", "when", "seenAt"] }],
  slim: { fields: ["when", "note", "seenAt"], keep: 4 },
});
