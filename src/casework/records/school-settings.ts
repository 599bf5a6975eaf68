// How the school speaks and works. One record a school.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, formatted, line, link, yesNo } from "#ledger/field.ts";
import { pupilWords } from "../codes/school.ts";
import { checkTimeZone } from "./time-zone.ts";

export const schoolSettings = defineRecord({
  type: "school-settings",
  label: "School settings",
  plural: "School settings",
  mode: "case",
  scope: "school",
  tier: 1,
  onSharedDevice: true,
  retention: "settings",
  disclosure: "no",
  fields: {
    name: line({ label: "School", max: 120, required: true }),
    roomName: line({ label: "What the room is called", max: 60, hint: "The Bridge, The Base, the IAP room" }),
    pupilWord: choice({ label: "Word for a pupil", codes: pupilWords }),
    timeZone: formatted({ label: "Time zone", max: 60, check: checkTimeZone, hint: "Europe/London unless told" }),
    dsl: link({ label: "Designated safeguarding lead (DSL)", to: "adult" }),
    abWeeks: yesNo({ label: "The timetable has weeks A and B" }),
    weekAStarts: date({ label: "A Monday that starts a week A" }),
  },
  layout: [
    { title: "School", fields: ["name", "roomName", "pupilWord", "timeZone"] },
    { title: "Safeguarding", fields: ["dsl"] },
    { title: "Weeks", fields: ["abWeeks", "weekAStarts"] },
  ],
  slim: { fields: ["name", "roomName", "pupilWord", "timeZone", "dsl", "abWeeks", "weekAStarts"], keep: 1 },
});
