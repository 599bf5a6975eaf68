// How it is going and what would help, in the pupil's own taps and words. Nobody corrects it.

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, link, moment, prose, yesNo } from "#ledger/field.ts";
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
    // Not there where they had not come so far: what is kept of an answer that was broken off is what they said [C45].
    feeling: choice({ label: "How is it going?", codes: feelings }),
    wishes: choices({ label: "What would help?", codes: wishes }),
    words: prose({ label: "Anything else?", max: 1_000 }),
    unfinished: yesNo({ label: "Broken off before they saved it" }),
  },
  layout: [{ title: "Check-in", fields: ["feeling", "wishes", "words", "unfinished", "when", "period"] }],
  slim: { fields: ["when", "feeling", "wishes", "unfinished"], keep: 2 },
});
