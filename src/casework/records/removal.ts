// A removal from a lesson: a serious sanction with a record of its own. Never part of the support placement.

import { defineRecord } from "#ledger/definition.ts";
import { choice, line, link, moment, prose, yesNo } from "#ledger/field.ts";
import { contactWays } from "../codes/home.ts";

export const removal = defineRecord({
  type: "removal",
  label: "Removal from lesson",
  plural: "Removals from lessons",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes-others-redacted",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    period: link({ label: "Period", to: "school-period" }),
    lesson: line({ label: "Lesson", max: 60 }),
    teacher: link({ label: "Teacher", to: "adult" }),
    teacherName: line({ label: "Teacher, if not in the list", max: 80 }),
    reason: prose({ label: "Reason", max: 2_000, hint: "What was seen and heard in the lesson" }),
    work: line({ label: "Work sent with them", max: 200 }),
    couldLeave: yesNo({ label: "Could the pupil leave?", hint: "No, or believed not to: it may be seclusion" }),
    parentToldAt: moment({ label: "Parents told" }),
    parentToldHow: choice({ label: "How", codes: contactWays }),
    backAt: moment({ label: "Back in the lesson at" }),
    backTalk: prose({ label: "What was said before going back", max: 2_000 }),
  },
  layout: [
    { title: "Removal", fields: ["when", "period", "lesson", "teacher", "teacherName", "reason"] },
    { title: "In the meantime", fields: ["work", "couldLeave"] },
    { title: "Parents", fields: ["parentToldAt", "parentToldHow"] },
    { title: "Back", fields: ["backAt", "backTalk"] },
  ],
  slim: { fields: ["when", "period", "lesson", "teacher", "couldLeave", "parentToldAt", "backAt"], keep: 6 },
});
