// Which pupils an adult works with, and from when to when. What an adult may see follows from it; a room's tablet
// follows the placements instead.

import { defineRecord } from "#ledger/definition.ts";
import { choices, date, line, link, links } from "#ledger/field.ts";
import { yearGroups } from "../codes/school.ts";

export const caseload = defineRecord({
  type: "caseload",
  label: "Caseload",
  plural: "Caseloads",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: false,
  retention: "staff",
  disclosure: "no",
  when: "from",
  fields: {
    adult: link({ label: "Adult", to: "adult", required: true }),
    pupils: links({ label: "Pupils", to: "pupil" }),
    years: choices({ label: "All pupils of these years", codes: yearGroups }),
    from: date({ label: "From", required: true }),
    until: date({ label: "Last day", hint: "Leave empty while it goes on" }),
    reason: line({ label: "Why", max: 200, hint: "Head of Year 9; covers for Mr Patel" }),
  },
  layout: [{ title: "Caseload", fields: ["adult", "pupils", "years", "from", "until", "reason"] }],
  slim: { fields: ["adult", "pupils", "years", "from", "until"], keep: 300 },
});
