// A step on the way back, in plain words. The logs may count towards it; a person confirms it.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, line, link, links, moment, prose, whole } from "#ledger/field.ts";
import { milestoneStatuses } from "../codes/placement.ts";
import { countRuleFields, countRuleLayout, countRuleNames } from "./count-rule-fields.ts";

export const milestone = defineRecord({
  type: "milestone",
  label: "Milestone",
  plural: "Milestones",
  mode: "case",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  fields: {
    title: line({ label: "Milestone", max: 120, required: true, hint: "Three calm starts" }),
    criterion: prose({ label: "What counts", max: 600, hint: "So plain that two adults would agree" }),
    evidence: prose({ label: "What would show it", max: 600 }),
    counts: link({ label: "Logs that count", to: "category", hint: "Leave empty if nothing is counted" }),
    needed: whole({ label: "How many are needed", least: 1, most: 200 }),
    bringsBack: line({ label: "What it brings back", max: 120, hint: "Maths with Mr Patel" }),
    ...countRuleFields,
    status: choice({ label: "Status", codes: milestoneStatuses, required: true, guarded: true }),
    order: whole({ label: "Place in the order", least: 1, most: 200 }),
    startedOn: date({ label: "Started on", hint: "Logs count from this day" }),
    countedFrom: moment({
      label: "Counted from",
      ahead: true,
      hint: "Set by a step back: what came before stays on record and counts no more",
    }),
    toConfirm: link({ label: "Who confirms it", to: "adult" }),
    metOn: date({ label: "Met on" }),
    confirmedBy: link({ label: "Confirmed by", to: "adult" }),
    shownBy: links({ label: "Logs that show it", to: "behaviour-log" }),
    shownBySessions: links({ label: "Session logs that show it", to: "session-log" }),
    note: prose({ label: "Note", max: 2_000, hint: "Why it is paused, or what to try next" }),
    placement: link({ label: "Placement", to: "placement" }),
  },
  layout: [
    { title: "Milestone", fields: ["title", "criterion", "evidence", "bringsBack"] },
    { title: "How it is counted", fields: countRuleLayout },
    { title: "Where it stands", fields: ["status", "startedOn", "countedFrom", "note"] },
    { title: "Met", fields: ["toConfirm", "metOn", "confirmedBy", "shownBy", "shownBySessions"] },
    { title: "Place", fields: ["order", "placement"] },
  ],
  slim: {
    fields: [
      "title",
      "criterion",
      "status",
      "order",
      "counts",
      "needed",
      "bringsBack",
      "startedOn",
      "countedFrom",
      ...countRuleNames,
      "toConfirm",
      "metOn",
    ],
    keep: 20,
  },
});
