// An adult of the school as others see them. The record's id is the adult's id: stamps and links name the same person.
// How an adult signs in stands with the server's accounts, not here.

import { defineRecord } from "#ledger/definition.ts";
import { choice, line, yesNo } from "#ledger/field.ts";
import { roleCodes } from "../codes/role.ts";

export const adult = defineRecord({
  type: "adult",
  label: "Adult",
  plural: "Adults",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "staff",
  disclosure: "no",
  fields: {
    givenName: line({ label: "First name", max: 80, required: true }),
    familyName: line({ label: "Last name", max: 80, required: true }),
    shownAs: line({ label: "Shown as", max: 80, hint: "What pupils call them: Mrs Khan" }),
    initials: line({ label: "Initials", max: 6 }),
    role: choice({ label: "Role", codes: roleCodes, required: true }),
    jobTitle: line({ label: "Job", max: 80, hint: "Head of Year 9" }),
    extension: line({ label: "Phone extension", max: 20 }),
    cover: yesNo({ label: "Here as cover", hint: "Stands beside what they write" }),
    active: yesNo({ label: "Works here now" }),
  },
  layout: [
    { title: "Name", fields: ["givenName", "familyName", "shownAs", "initials"] },
    { title: "Work", fields: ["role", "jobTitle", "extension", "cover", "active"] },
  ],
  // As many as a large school has: every name in a history must be readable.
  slim: {
    fields: ["givenName", "familyName", "shownAs", "initials", "role", "jobTitle", "extension", "cover", "active"],
    keep: 1_000,
  },
});
