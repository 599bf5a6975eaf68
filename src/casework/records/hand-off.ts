// A tick: these entries stand in the school's own system already. Taking the tick away is a withdrawal.

import { defineRecord } from "#ledger/definition.ts";
import { links, moment } from "#ledger/field.ts";

export const handOff = defineRecord({
  type: "hand-off",
  label: "In the school’s own system",
  plural: "In the school’s own system",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "no",
  when: "when",
  fields: {
    when: moment({ label: "Ticked at", required: true }),
    behaviourLogs: links({ label: "Behaviour logs", to: "behaviour-log" }),
    leftRoom: links({ label: "Left the room", to: "left-room" }),
    removals: links({ label: "Removals from lessons", to: "removal" }),
    internalSuspensions: links({ label: "Internal suspensions", to: "internal-suspension" }),
  },
  layout: [
    {
      title: "Already there",
      fields: ["when", "behaviourLogs", "leftRoom", "removals", "internalSuspensions"],
    },
  ],
  slim: { fields: ["when", "behaviourLogs", "leftRoom", "removals", "internalSuspensions"], keep: 10 },
});
