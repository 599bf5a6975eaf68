// The plan: what an adult needs to know before they open the door, and where the pupil is going.
// Triggers, early signs, what helps and what to avoid are lists: two adults' additions are both kept.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, items, line, links, prose } from "#ledger/field.ts";
import { riskLevels } from "../codes/placement.ts";

export const plan = defineRecord({
  type: "plan",
  label: "Plan",
  plural: "Plans",
  mode: "case",
  scope: "owned",
  tier: 2,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  when: "startsOn",
  fields: {
    goodToKnow: line({
      label: "Good to know",
      max: 60,
      hint: "One line beside the name: Offer break card; no raised voices",
    }),
    whyHere: prose({ label: "Why here" }),
    target: prose({ label: "Target", hint: "One thing, in words the pupil would use" }),
    strengths: items({ label: "Strengths and interests" }),
    triggers: items({ label: "What can set things off" }),
    earlySigns: items({ label: "Early signs" }),
    helps: items({ label: "What helps" }),
    avoid: items({ label: "What to avoid" }),
    riskLevel: choice({ label: "Risk", codes: riskLevels, guarded: true }),
    riskNotes: prose({
      label: "Risk notes",
      guarded: true,
      hint: "What could happen, and what we do to keep everyone safe",
    }),
    roomPeriods: links({
      label: "IAP periods",
      to: "school-period",
      hint: "Periods in which the room expects this pupil; the timetable says on which days",
    }),
    timetable: prose({ label: "Timetable", hint: "Which lessons, where, with whom" }),
    lessonsBack: items({ label: "Lessons back", hint: "Lessons the pupil has returned to" }),
    ownWords: prose({ label: "In the pupil's own words" }),
    homeView: prose({ label: "What home thinks" }),
    adults: links({ label: "Adults in this plan", to: "adult" }),
    startsOn: date({ label: "Plan starts" }),
    reviewDate: date({ label: "Review date" }),
    lastReview: prose({ label: "What the last review said" }),
    endedOn: date({ label: "Plan ended" }),
  },
  layout: [
    { title: "At a glance", fields: ["goodToKnow", "target", "reviewDate"] },
    { title: "Why here", fields: ["whyHere", "strengths", "ownWords", "homeView"] },
    { title: "What to look for", fields: ["triggers", "earlySigns"] },
    { title: "What to do", fields: ["helps", "avoid"] },
    { title: "Keeping safe", fields: ["riskLevel", "riskNotes"] },
    { title: "Timetable", fields: ["roomPeriods", "timetable", "lessonsBack"] },
    { title: "People and dates", fields: ["adults", "startsOn", "lastReview", "endedOn"] },
  ],
  slim: {
    fields: [
      "goodToKnow",
      "target",
      "reviewDate",
      "riskLevel",
      "triggers",
      "helps",
      "avoid",
      "roomPeriods",
      "lessonsBack",
      "startsOn",
      "endedOn",
    ],
    keep: 2,
  },
});
