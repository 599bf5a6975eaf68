// That force, seclusion or restraint was used and a record of it is due the same day. It says nothing of what
// happened: it stands on the room's tablet, so that a leader sees what is unfinished while the record itself does not.

import { defineRecord } from "#ledger/definition.ts";
import { link, links, moment } from "#ledger/field.ts";

export const forceNotice = defineRecord({
  type: "force-notice",
  label: "Force record due",
  plural: "Force records due",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "restrictive-intervention",
  disclosure: "yes",
  when: "when",
  fields: {
    when: moment({ label: "When it happened", required: true }),
    adults: links({ label: "Adults who were there", to: "adult", hint: "Each writes their own account" }),
    finishedAt: moment({ label: "Record written" }),
    record: link({ label: "The record", to: "force-record" }),
    parentToldAt: moment({ label: "Parents told" }),
  },
  layout: [
    { title: "What is due", fields: ["when", "adults"] },
    { title: "Done", fields: ["finishedAt", "record", "parentToldAt"] },
  ],
  slim: { fields: ["when", "adults", "finishedAt", "parentToldAt"], keep: 6 },
});
