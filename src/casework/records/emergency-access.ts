// An adult opened the notes of this pupil, whom they do not work with, in an emergency (A42). Written by the server when
// it happens, in that adult's name, and by nobody else: it is what the safeguarding lead hears at once.

import { defineRecord } from "#ledger/definition.ts";
import { link, moment, prose } from "#ledger/field.ts";

export const emergencyAccess = defineRecord({
  type: "emergency-access",
  label: "Emergency access",
  plural: "Emergency access",
  mode: "case",
  scope: "owned",
  tier: 3,
  onSharedDevice: false,
  retention: "pupil-file",
  disclosure: "no",
  when: "when",
  fields: {
    adult: link({ label: "Who", to: "adult", required: true }),
    reason: prose({ label: "Why", max: 500, required: true }),
    when: moment({ label: "When", required: true }),
    seenBy: link({ label: "Looked at by", to: "adult" }),
  },
  layout: [{ title: "Emergency access", fields: ["adult", "reason", "when", "seenBy"] }],
  slim: { fields: ["adult", "when", "seenBy"], keep: 5 },
});
