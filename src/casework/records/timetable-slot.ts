// One place in a pupil's own timetable: in this period they are in the room, or in this lesson. What the room needs to
// know which lesson is missed.

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, date, line, link } from "#ledger/field.ts";
import { whereabouts } from "../codes/day.ts";
import { timetableWeeks, weekdays } from "../codes/school.ts";

export const timetableSlot = defineRecord({
  type: "timetable-slot",
  label: "Place in the timetable",
  plural: "Timetable",
  mode: "case",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  when: "from",
  fields: {
    period: link({ label: "Period", to: "school-period", required: true }),
    weekdays: choices({ label: "On", codes: weekdays, hint: "Leave empty for every school day" }),
    week: choice({ label: "Week", codes: timetableWeeks }),
    lesson: line({ label: "Lesson", max: 60, hint: "The lesson of this period, also when it is missed" }),
    teacher: line({ label: "Teacher", max: 80 }),
    place: line({ label: "Room", max: 40 }),
    where: choice({ label: "Where the pupil is", codes: whereabouts }),
    from: date({ label: "From" }),
    until: date({ label: "Until" }),
  },
  layout: [
    { title: "When", fields: ["period", "weekdays", "week", "from", "until"] },
    { title: "What", fields: ["lesson", "teacher", "place", "where"] },
  ],
  slim: {
    fields: ["period", "weekdays", "week", "lesson", "teacher", "place", "where", "from", "until"],
    keep: 60,
  },
});
