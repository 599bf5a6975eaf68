// One IAP period of one pupil. (In attendance figures a "session" is half a day; there we say "half-day session".)

import { defineRecord } from "#ledger/definition.ts";
import { choice, line, link, links, moment, prose, whole } from "#ledger/field.ts";
import { engagements, presences, regulations, whereabouts, workReturned } from "../codes/day.ts";
import { stays, workArrivals } from "../codes/room.ts";

export const sessionLog = defineRecord({
  type: "session-log",
  label: "Session log",
  plural: "Session logs",
  mode: "log",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  when: "when",
  fields: {
    when: moment({ label: "Start of the IAP period", required: true }),
    period: link({ label: "Period", to: "school-period" }),
    subject: line({ label: "Subject", max: 60 }),
    where: choice({ label: "Where", codes: whereabouts }),
    presence: choice({ label: "Arrival", codes: presences }),
    lateMinutes: whole({ label: "Late by", most: 400, unit: "minutes" }),
    absentWhy: line({ label: "Why not here", max: 120 }),
    stayed: choice({ label: "How long they stayed in the lesson", codes: stays }),
    engagement: choice({ label: "Taking part", codes: engagements }),
    regulation: choice({ label: "Calm", codes: regulations }),
    workSetBy: line({ label: "Work set by", max: 80 }),
    workArrived: choice({ label: "Has the work come", codes: workArrivals }),
    work: line({ label: "Work", max: 200 }),
    workReturned: choice({ label: "Work returned", codes: workReturned }),
    nextStep: line({ label: "Next step", max: 200 }),
    behaviourLogs: links({ label: "Behaviour logs in this period", to: "behaviour-log" }),
    note: prose({ label: "Note" }),
  },
  layout: [
    { title: "Period", fields: ["when", "period", "subject", "where"] },
    { title: "Arrival", fields: ["presence", "lateMinutes", "absentWhy", "stayed"] },
    { title: "How it went", fields: ["engagement", "regulation", "note"] },
    { title: "Work", fields: ["workSetBy", "workArrived", "work", "workReturned", "nextStep"] },
    { title: "Linked", fields: ["behaviourLogs"] },
  ],
  slim: {
    fields: [
      "when",
      "period",
      "subject",
      "where",
      "presence",
      "stayed",
      "engagement",
      "regulation",
      "workArrived",
      "workReturned",
      "nextStep",
    ],
    keep: 20,
  },
});
