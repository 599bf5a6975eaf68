// The rule by which a milestone counts, as fields that a form can draw: the same for a milestone and its template.
// measures/milestone-count.ts carries it out. `counts` and `needed` stand with the milestone's own words.

import type { JsonObject } from "#base/json.ts";
import { choice, line, links, whole, yesNo } from "#ledger/field.ts";
import { countRules, countSources, countedOncePer, countedScales } from "../codes/counting.ts";
import { regulations } from "../codes/day.ts";

export const countRuleFields = {
  countSource: choice({ label: "What is counted", codes: countSources, hint: "Behaviour logs unless told" }),
  countsToo: links({ label: "And logs of these kinds", to: "category" }),
  countRule: choice({ label: "How it is counted", codes: countRules, hint: "In total unless told" }),
  outOf: whole({ label: "Of the last", least: 1, most: 200, hint: "“3 of the last 5” has a 5 here" }),
  breaks: links({
    label: "Logs that break the row",
    to: "category",
    hint: "What stands against it. Saying nothing is no evidence.",
  }),
  leavingBreaks: yesNo({ label: "Leaving the room breaks the row" }),
  scale: choice({ label: "Which rating", codes: countedScales, hint: "Calm unless told" }),
  leastRating: choice({ label: "This or better", codes: regulations, hint: "Mostly calm unless told" }),
  countSubject: line({ label: "Only in this subject", max: 60, hint: "Leave empty for every subject" }),
  oncePer: choice({ label: "How often in one period", codes: countedOncePer, hint: "Every entry unless told" }),
} as const;

/** Those a milestone and its template share, beside `counts` and `needed`. */
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

/** In the order a form asks them: what is counted, then how. */
export const countRuleLayout = [
  "countSource",
  "counts",
  "countsToo",
  "scale",
  "leastRating",
  "countSubject",
  "countRule",
  "needed",
  "outOf",
  "breaks",
  "leavingBreaks",
  "oncePer",
] as const satisfies readonly ("counts" | "needed" | keyof typeof countRuleFields)[];

const OF_A_ROW = ["breaks", "leavingBreaks"];
const OF_RATINGS = ["scale", "leastRating"];
const OF_LOGS = ["counts", "countsToo", ...OF_A_ROW];

/**
 * The fields of the rule that change nothing for what is counted and how, by the values a form holds: they are not
 * asked. `measures/milestone-count.ts` reads none of them in that case, so what stands in them may stay.
 */
export function countFieldsLeftOut(fields: JsonObject): readonly string[] {
  const source = fields["countSource"];
  const rule = fields["countRule"];
  return [
    ...(source === "session" ? OF_LOGS : source === "lesson" ? [...OF_LOGS, ...OF_RATINGS] : []),
    ...(source === "session" || source === "lesson" ? [] : [...OF_RATINGS, "countSubject"]),
    ...(rule === "of-last" ? [] : ["outOf"]),
    // In total nothing stands against it.
    ...(rule === "of-last" || rule === "in-a-row" ? [] : OF_A_ROW),
  ];
}
