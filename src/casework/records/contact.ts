// A person to ring about a pupil. "Do not contact" keeps a child safe: two accounts of it are always looked at.

import { defineRecord } from "#ledger/definition.ts";
import { choice, formatted, line, prose, whole, yesNo } from "#ledger/field.ts";
import { relationships } from "../codes/home.ts";
import { checkPhone } from "./phone.ts";

export const contact = defineRecord({
  type: "contact",
  label: "Contact",
  plural: "Contacts",
  mode: "case",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  // Another person's number: the disclosure shows it only to that person.
  disclosure: "yes-others-redacted",
  fields: {
    name: line({ label: "Name", max: 120, required: true, hint: "As you would greet them: Mrs Begum" }),
    relationship: choice({ label: "Relationship to the pupil", codes: relationships }),
    priority: whole({ label: "Order to ring", least: 1, most: 20, hint: "1 is rung first" }),
    phone: formatted({ label: "Phone", max: 60, check: checkPhone }),
    otherPhone: formatted({ label: "Other phone", max: 60, check: checkPhone }),
    email: line({ label: "Email", max: 200 }),
    parentalResponsibility: yesNo({ label: "Has parental responsibility", guarded: true }),
    doNotContact: yesNo({
      label: "Do not contact",
      guarded: true,
      hint: "Yes means: nobody rings, writes to or hands over to this person",
    }),
    doNotContactWhy: prose({ label: "Why, and who decided", max: 1_000, guarded: true }),
    language: line({ label: "Language they like to speak", max: 80, hint: "Say if an interpreter is needed" }),
    note: prose({ label: "Good to know", max: 2_000, hint: "Works nights, best after 2pm" }),
  },
  layout: [
    { title: "Who", fields: ["name", "relationship", "priority"] },
    { title: "How to reach them", fields: ["phone", "otherPhone", "email", "language", "note"] },
    { title: "Responsibility", fields: ["parentalResponsibility", "doNotContact", "doNotContactWhy"] },
  ],
  slim: { fields: ["name", "relationship", "phone", "priority", "doNotContact"], keep: 6 },
});
