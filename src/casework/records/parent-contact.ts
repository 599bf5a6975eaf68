// What passed between school and home. A call still to make is written down too, and completed by an amendment.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, line, link, moment, prose } from "#ledger/field.ts";
import { contactOutcomes, contactWays, startedBy } from "../codes/home.ts";

export const parentContact = defineRecord({
  type: "parent-contact",
  label: "Parent contact",
  plural: "Parent contacts",
  mode: "log",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes-others-redacted",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    contact: link({ label: "With", to: "contact" }),
    way: choice({ label: "How", codes: contactWays }),
    startedBy: choice({ label: "Who got in touch", codes: startedBy }),
    outcome: choice({ label: "What came of it", codes: contactOutcomes }),
    about: line({ label: "About", max: 120 }),
    note: prose({ label: "What was said" }),
    homeView: prose({ label: "What home thinks" }),
    followUp: line({ label: "What we promised to do" }),
    followUpBy: date({ label: "By when" }),
  },
  layout: [
    { title: "Contact", fields: ["when", "contact", "way", "startedBy", "outcome"] },
    { title: "What was said", fields: ["about", "note", "homeView"] },
    { title: "Next", fields: ["followUp", "followUpBy"] },
  ],
  slim: { fields: ["when", "way", "outcome", "about", "followUp", "followUpBy"], keep: 5 },
});
