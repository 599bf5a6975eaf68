// A pupil left the room. Open until somebody has found them; what happened next is added to the same entry.

import { defineRecord } from "#ledger/definition.ts";
import { choice, line, link, moment, prose } from "#ledger/field.ts";
import { places } from "../codes/day.ts";
import { toldWays } from "../codes/room.ts";

export const leftRoom = defineRecord({
  type: "left-room",
  label: "Left the room",
  plural: "Left the room",
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
    told: link({ label: "Who was told", to: "adult" }),
    toldWho: line({ label: "Told somebody else", max: 80, hint: "Reception, on-call" }),
    toldHow: choice({ label: "How", codes: toldWays }),
    toldAt: moment({ label: "Told at" }),
    foundAt: moment({ label: "Found at" }),
    foundWhere: choice({ label: "Found where", codes: places }),
    foundBy: link({ label: "Found by", to: "adult" }),
    before: prose({ label: "What happened before" }),
    note: prose({ label: "Note" }),
  },
  layout: [
    { title: "Left", fields: ["when", "period", "before"] },
    { title: "Told", fields: ["told", "toldWho", "toldHow", "toldAt"] },
    { title: "Found", fields: ["foundAt", "foundWhere", "foundBy", "note"] },
  ],
  slim: { fields: ["when", "period", "told", "toldWho", "toldAt", "foundAt", "foundWhere"], keep: 6 },
});
