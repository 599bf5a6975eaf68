// Where a pupil is, as an adult of the room saw it at a moment. Entries are only ever added: the newest by what
// happened when says where the pupil is. Why somebody came whom nobody expected stands in their visit: `why` here is of
// entries that were written before it did [C56].

import { defineRecord } from "#ledger/definition.ts";
import { choice, line, link, moment, whole } from "#ledger/field.ts";
import { arrivalReasons, roomStates, toldWays } from "../codes/room.ts";

export const whereabouts = defineRecord({
  type: "whereabouts",
  label: "Where a pupil is",
  plural: "Where a pupil is",
  mode: "log",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    state: choice({ label: "Where", codes: roomStates, required: true }),
    period: link({ label: "Period", to: "school-period" }),
    lateMinutes: whole({ label: "Late by", most: 400, unit: "minutes" }),
    why: choice({ label: "Why they came", codes: arrivalReasons }),
    fromLesson: line({ label: "From lesson", max: 60 }),
    sentBy: line({ label: "Who sent them", max: 80 }),
    onCallTold: link({ label: "On-call told", to: "adult" }),
    onCallHow: choice({ label: "How", codes: toldWays }),
    note: line({ label: "Note", max: 200 }),
  },
  layout: [
    { title: "Where", fields: ["state", "when", "period", "lateMinutes"] },
    { title: "Arrival", fields: ["why", "fromLesson", "sentBy"] },
    { title: "On call", fields: ["onCallTold", "onCallHow", "note"] },
  ],
  slim: { fields: ["when", "state", "period", "lateMinutes", "why", "fromLesson", "onCallTold"], keep: 8 },
});
