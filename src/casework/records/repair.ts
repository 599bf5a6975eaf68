// Putting things right after something went wrong: both sides' view, and what was agreed. The other side is told
// without a name; the other pupil has a record of their own.

import { defineRecord } from "#ledger/definition.ts";
import { date, link, links, moment, prose, yesNo } from "#ledger/field.ts";

export const repair = defineRecord({
  type: "repair",
  label: "Putting it right",
  plural: "Putting it right",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes-others-redacted",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    about: link({ label: "After", to: "behaviour-log" }),
    ledBy: link({ label: "Led by", to: "adult" }),
    pupilView: prose({ label: "This pupil’s view", hint: "In their own words where you can" }),
    otherView: prose({ label: "The other side’s view", hint: "Without a name" }),
    others: links({ label: "Other pupils", to: "pupil" }),
    agreed: prose({ label: "What was agreed", max: 2_000 }),
    bothCame: yesNo({ label: "Did both sides come?" }),
    lookAgainOn: date({ label: "Look at it again on" }),
    held: yesNo({ label: "Has it held?" }),
  },
  layout: [
    { title: "Meeting", fields: ["when", "about", "ledBy", "bothCame", "others"] },
    { title: "Both sides", fields: ["pupilView", "otherView"] },
    { title: "What comes next", fields: ["agreed", "lookAgainOn", "held"] },
  ],
  slim: { fields: ["when", "about", "lookAgainOn", "held"], keep: 3 },
});
