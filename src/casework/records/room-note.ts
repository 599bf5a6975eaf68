// A note for the room itself: the key is at reception, the heating is off. No pupil is named in it: what is about a
// pupil stands in that pupil's own record.

import { defineRecord } from "#ledger/definition.ts";
import { link, moment, prose } from "#ledger/field.ts";

export const roomNote = defineRecord({
  type: "room-note",
  label: "Note for the room",
  plural: "Notes for the room",
  mode: "log",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "day-notes",
  disclosure: "no",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    room: link({ label: "Room", to: "room" }),
    note: prose({ label: "For the next adult", max: 1_000, required: true, hint: "No pupil’s name" }),
  },
  layout: [{ title: "Note", fields: ["note", "when", "room"] }],
  slim: { fields: ["when", "room", "note"], keep: 4 },
});
