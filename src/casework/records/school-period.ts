// One period of the school day.

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, clock, line, yesNo } from "#ledger/field.ts";
import { periodKinds, timetableWeeks, weekdays } from "../codes/school.ts";

export const schoolPeriod = defineRecord({
  type: "school-period",
  label: "Period",
  plural: "Periods",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  fields: {
    name: line({ label: "Name", max: 40, required: true, hint: "Period 3" }),
    start: clock({ label: "Starts", required: true }),
    end: clock({ label: "Ends", required: true }),
    weekdays: choices({ label: "On", codes: weekdays, hint: "Leave empty for every school day" }),
    week: choice({ label: "Week", codes: timetableWeeks, hint: "Leave empty if your timetable has one week" }),
    kind: choice({ label: "Kind", codes: periodKinds }),
    retired: yesNo({ label: "No longer used" }),
  },
  layout: [
    { title: "Period", fields: ["name", "kind", "start", "end"] },
    { title: "Days", fields: ["weekdays", "week", "retired"] },
  ],
  slim: { fields: ["name", "start", "end", "weekdays", "week", "kind", "retired"], keep: 200 },
});
