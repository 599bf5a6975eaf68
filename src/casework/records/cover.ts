// An adult who is here for the day and has no account. The record's id is the name their entries stand under, its author
// the adult who let them in. It holds the key they sign with on this tablet, and is itself signed by whoever let them
// in: that is what the server believes them by (A34). Its first words count; nothing amends a key.

import { defineRecord } from "#ledger/definition.ts";
import { date, line } from "#ledger/field.ts";

export const cover = defineRecord({
  type: "cover",
  label: "Cover adult",
  plural: "Cover adults",
  mode: "log",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "staff",
  disclosure: "no",
  when: "day",
  fields: {
    givenName: line({ label: "First name", max: 80, required: true }),
    familyName: line({ label: "Last name", max: 80, required: true }),
    day: date({ label: "Here on", required: true }),
    key: line({ label: "What they sign with", max: 60, required: true }),
  },
  layout: [{ title: "Cover", fields: ["givenName", "familyName", "day", "key"] }],
  // A year of them: every name in a history must be readable.
  slim: { fields: ["givenName", "familyName", "day", "key"], keep: 400 },
});
