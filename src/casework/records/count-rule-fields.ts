// The rule by which a milestone counts, as fields that a form can draw: the same for a milestone and its template.
// measures/milestone-count.ts carries it out. `counts` and `needed` stand with the milestone's own words.

import { choice, line, links, whole, yesNo } from "#ledger/field.ts";
import { countRules, countSources, countedOncePer, countedScales } from "../codes/counting.ts";
import { regulations } from "../codes/day.ts";

export const countRuleFields = {
  countSource: choice({ label: "What is counted", codes: countSources, hint: "Behaviour logs unless told" }),
  countsToo: links({ label: "And logs of these kinds", to: "category" }),
  countRule: choice({ label: "How it is counted", codes: countRules, hint: "In total unless told" }),
  outOf: whole({ label: "Of the last", least: 1, most: 200, hint: "Only for “so many of the last few”" }),
  breaks: links({
    label: "Logs that break the row",
    to: "category",
    hint: "For a row, and for the last few: what stands against it. Saying nothing is no evidence.",
  }),
  leavingBreaks: yesNo({ label: "Leaving the room breaks the row" }),
  scale: choice({ label: "Which rating", codes: countedScales, hint: "Only for session ratings; Calm unless told" }),
  leastRating: choice({ label: "This or better", codes: regulations, hint: "Only for session ratings" }),
  countSubject: line({ label: "Only in this subject", max: 60, hint: "Only for ratings and lessons" }),
  oncePer: choice({ label: "How often in one period", codes: countedOncePer, hint: "Every entry unless told" }),
} as const;

/** In the order a form asks them. */
export const countRuleNames = [
  "countSource",
  "countsToo",
  "countRule",
  "outOf",
  "breaks",
  "leavingBreaks",
  "scale",
  "leastRating",
  "countSubject",
  "oncePer",
] as const satisfies readonly (keyof typeof countRuleFields)[];
