// How the school speaks and works. One record a school.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, formatted, line, link, links, whole, yesNo } from "#ledger/field.ts";
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
    deputyDsls: links({ label: "Deputy DSLs", to: "adult" }),
    dslExtension: line({ label: "Extension for a safety worry", max: 20, hint: "Leave empty for the DSL’s own" }),
    allegationsTo: link({
      label: "Who hears an allegation against an adult",
      to: "adult",
      hint: "Usually the headteacher",
    }),
    onCall: link({ label: "On call", to: "adult" }),
    onCallExtension: line({ label: "On-call extension", max: 20 }),
    ownSystem: line({
      label: "The school’s own system",
      max: 60,
      hint: "Where behaviour is kept as well: SIMS, Arbor",
    }),
    lockAfter: whole({
      label: "A tablet locks after",
      least: 2,
      most: 15,
      unit: "minutes without a touch",
      hint: "5 unless told",
    }),
    leaseDays: whole({
      label: "A tablet without a connection shows its pupils for",
      least: 1,
      most: 30,
      unit: "school days",
      hint: "7 unless told. After that it takes notes, and shows nothing until it is connected.",
    }),
    namesHidden: yesNo({
      label: "Names are hidden when a tablet is opened",
      hint: "Initials stand for people until somebody taps “Show names”, and again after each lock.",
    }),
    abWeeks: yesNo({ label: "The timetable has weeks A and B" }),
    weekAStarts: date({ label: "A Monday that starts a week A" }),
  },
  layout: [
    { title: "School", fields: ["name", "roomName", "timeZone", "ownSystem"] },
    { title: "Safeguarding", fields: ["dsl", "deputyDsls", "dslExtension", "allegationsTo"] },
    { title: "On call", fields: ["onCall", "onCallExtension"] },
    { title: "Weeks", fields: ["abWeeks", "weekAStarts"] },
    { title: "Words", fields: ["pupilWord"] },
    { title: "Privacy", fields: ["namesHidden", "lockAfter", "leaseDays"] },
  ],
  slim: {
    fields: [
      "name",
      "roomName",
      "pupilWord",
      "timeZone",
      "ownSystem",
      "dsl",
      "deputyDsls",
      "dslExtension",
      "allegationsTo",
      "onCall",
      "onCallExtension",
      "lockAfter",
      "leaseDays",
      "namesHidden",
      "abWeeks",
      "weekAStarts",
    ],
    keep: 1,
  },
});
