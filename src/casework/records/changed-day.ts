// A day that is not like the others: closed, or over early; and a holiday, which is closed from its first day to its last.

import { defineRecord } from "#ledger/definition.ts";
import { choice, clock, date, line, yesNo } from "#ledger/field.ts";
import { changedDayKinds } from "../codes/room.ts";

export const changedDay = defineRecord({
  type: "changed-day",
  label: "Closed day or early closure",
  plural: "Closed days and early closures",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  when: "on",
  fields: {
    on: date({ label: "Day", required: true }),
    kind: choice({ label: "What is different", codes: changedDayKinds, required: true }),
    until: date({ label: "Last day", hint: "For a holiday. Leave it empty for one day." }),
    ends: clock({ label: "Lessons end at", hint: "Only for a day that closes early" }),
    why: line({ label: "Why", max: 80, hint: "Staff training, open evening" }),
    retired: yesNo({ label: "A day like any other after all" }),
  },
  layout: [{ title: "Changed day", fields: ["on", "kind", "until", "ends", "why", "retired"] }],
  slim: { fields: ["on", "kind", "until", "ends", "why", "retired"], keep: 60 },
});
