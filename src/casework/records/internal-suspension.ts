// An internal suspension: a short sanction on site. Support and sanction are different records: a placement never holds
// one, and what happens during one counts towards no milestone.

import { defineRecord } from "#ledger/definition.ts";
import { line, link, moment, prose, yesNo } from "#ledger/field.ts";

export const internalSuspension = defineRecord({
  type: "internal-suspension",
  label: "Internal suspension",
  plural: "Internal suspensions",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes-others-redacted",
  when: "from",
  fields: {
    from: moment({ label: "From", required: true, ahead: true }),
    until: moment({ label: "Until", hint: "Left empty it ends with its first day", ahead: true }),
    place: line({ label: "Where", max: 80 }),
    reason: prose({ label: "Reason", max: 2_000, hint: "What was seen and heard" }),
    decidedBy: link({ label: "Decided by", to: "adult" }),
    work: prose({ label: "Work", max: 2_000 }),
    couldLeave: yesNo({ label: "Could the pupil leave?", hint: "No, or believed not to: it may be seclusion" }),
    parentToldAt: moment({ label: "Parents told" }),
    pupilView: prose({ label: "What the pupil thinks", max: 2_000 }),
    returnTalk: prose({ label: "The talk before going back", max: 2_000 }),
  },
  layout: [
    { title: "Internal suspension", fields: ["from", "until", "place", "reason", "decidedBy"] },
    { title: "In the meantime", fields: ["work", "couldLeave"] },
    { title: "Home and return", fields: ["parentToldAt", "pupilView", "returnTalk"] },
  ],
  slim: { fields: ["from", "until", "couldLeave", "parentToldAt"], keep: 6 },
});
