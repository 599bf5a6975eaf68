// One adult's own account of a use of force: each is written apart from the others, and none takes another's place.

import { defineRecord } from "#ledger/definition.ts";
import { link, moment, prose } from "#ledger/field.ts";

export const forceAccount = defineRecord({
  type: "force-account",
  label: "An adult’s account",
  plural: "Adults’ accounts",
  mode: "log",
  scope: "owned",
  tier: 3,
  onSharedDevice: false,
  retention: "restrictive-intervention",
  disclosure: "yes-others-redacted",
  when: "when",
  fields: {
    when: moment({ label: "When it happened", required: true }),
    notice: link({ label: "About", to: "force-notice" }),
    adult: link({ label: "Whose account", to: "adult", required: true }),
    account: prose({ label: "What I saw and did", required: true, hint: "In your own words, before you read others’" }),
  },
  layout: [{ title: "Account", fields: ["when", "notice", "adult", "account"] }],
  slim: { fields: ["when", "notice", "adult"], keep: 6 },
});
