// How a milestone counts: over what, by which rule, how often in one period.

import { defineCodes } from "#ledger/code-list.ts";

export const countSources = defineCodes("count-source", [
  { code: "behaviour", label: "Behaviour logs of a kind" },
  { code: "session", label: "Session ratings" },
  { code: "lesson", label: "Lessons stayed to the end" },
]);

export const countRules = defineCodes("count-rule", [
  { code: "total", label: "So many in total" },
  { code: "in-a-row", label: "So many in a row" },
  { code: "of-last", label: "So many of the last few" },
]);

export const countedOncePer = defineCodes("counted-once-per", [
  { code: "entry", label: "Every entry counts" },
  { code: "period", label: "Once a period" },
  { code: "day", label: "Once a day" },
]);

export const countedScales = defineCodes("counted-scale", [
  { code: "regulation", label: "Calm" },
  { code: "engagement", label: "Taking part" },
]);
