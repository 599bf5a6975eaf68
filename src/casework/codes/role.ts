// The roles an adult can have in a school or its trust.

import { defineCodes } from "#ledger/code-list.ts";

export const roleCodes = defineCodes("role", [
  { code: "iap-adult", label: "IAP adult", hint: "Runs or supports the room" },
  { code: "pastoral-lead", label: "Pastoral lead", hint: "Leads placements and reintegration" },
  { code: "senco", label: "SENCO" },
  { code: "dsl", label: "Designated safeguarding lead (DSL)" },
  { code: "school-leader", label: "School leader" },
  { code: "school-admin", label: "School admin", hint: "Pupils, adults and devices" },
  { code: "trust-analyst", label: "Trust analyst", hint: "Figures only, never a pupil" },
  { code: "class-teacher", label: "Class teacher" },
]);
