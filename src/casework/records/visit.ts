// That a pupil came to the room who was not expected, and why. For that day the room's tablets hold what is written
// about them there (A35), whoever they are: what an adult wrote about a child in front of them does not vanish.

import { defineRecord } from "#ledger/definition.ts";
import { choice, moment } from "#ledger/field.ts";
import { arrivalReasons } from "../codes/room.ts";

export const visit = defineRecord({
  type: "visit",
  label: "Visit to the room",
  plural: "Visits to the room",
  mode: "log",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    why: choice({ label: "Why they came", codes: arrivalReasons, required: true }),
  },
  layout: [{ title: "Visit", fields: ["when", "why"] }],
  slim: { fields: ["when", "why"], keep: 6 },
});
