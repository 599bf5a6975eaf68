// How it is going and what would help, in the pupil's own taps and words. Nobody corrects it.

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, link, moment, prose } from "#ledger/field.ts";
import { feelings, wishes } from "../codes/room.ts";

export const checkIn = defineRecord({
  type: "check-in",
  label: "Check-in",
  plural: "Check-ins",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    period: link({ label: "Period", to: "school-period" }),
    feeling: choice({ label: "How is it going?", codes: feelings, required: true }),
    wishes: choices({ label: "What would help?", codes: wishes }),
    words: prose({ label: "Anything else?", max: 1_000 }),
  },
  layout: [{ title: "Check-in", fields: ["feeling", "wishes", "words", "when", "period"] }],
  slim: { fields: ["when", "feeling", "wishes"], keep: 2 },
});
