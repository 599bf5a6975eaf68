// Milestones a school can begin with: one small step each, in words a pupil would use.

import type { JsonObject } from "#base/json.ts";

export const starterTemplates: readonly JsonObject[] = [
  {
    title: "Five calm starts",
    criterion: "I come in and begin, five times, without leaving again.",
    needed: 5,
  },
  {
    title: "I can ask for a break",
    criterion: "When it gets too much I ask, in words or with my card, before I leave.",
    needed: 3,
  },
  {
    title: "One lesson back",
    criterion: "I go to one lesson a day with an adult near by, for a week.",
    evidence: "The teacher says how it went, each day.",
    needed: 5,
    countSource: "lesson",
  },
  {
    title: "One lesson on my own",
    criterion: "I go to that lesson without an adult and stay to the end, for a week.",
    needed: 5,
    countSource: "lesson",
    countRule: "in-a-row",
  },
  {
    title: "Half my timetable",
    criterion: "I am in half of my lessons for two weeks.",
    evidence: "Registers of those two weeks.",
  },
  {
    title: "Put right with somebody",
    criterion: "I have met the person and we agreed what comes next.",
  },
].map((fields, at) => ({ ...fields, order: at + 1 }));
