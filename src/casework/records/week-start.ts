// From this Monday the weeks of the timetable go on with this letter: holidays put every school's count out.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, yesNo } from "#ledger/field.ts";
import { timetableWeeks } from "../codes/school.ts";

export const weekStart = defineRecord({
  type: "week-start",
  label: "Start of week A or B",
  plural: "Weeks A and B",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  when: "monday",
  fields: {
    monday: date({ label: "Monday", required: true }),
    week: choice({ label: "Week", codes: timetableWeeks, required: true }),
    retired: yesNo({ label: "No longer used" }),
  },
  layout: [{ title: "Week", fields: ["monday", "week", "retired"] }],
  slim: { fields: ["monday", "week", "retired"], keep: 40 },
});
