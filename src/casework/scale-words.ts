// The words of a level on a scale: the school's own where it has written some, else ours.

import { type CodeList, labelOf } from "#ledger/code-list.ts";
import { engagements, intensities, regulations } from "./codes/day.ts";
import { type Readable, factsInOrder, textIn } from "./measures/record-facts.ts";

export type ScaleName = "regulation" | "engagement" | "intensity";

export const SCALES: readonly ScaleName[] = ["regulation", "engagement", "intensity"];

const OURS: { readonly [Name in ScaleName]: CodeList } = {
  regulation: regulations,
  engagement: engagements,
  intensity: intensities,
};

/** The scale whose levels a code list is; undefined for any other list. */
export const scaleOf = (codes: CodeList): ScaleName | undefined =>
  SCALES.find((name) => OURS[name].name === codes.name);

/** Our own words for the four levels, the hardest first. */
export const ourLevels = (name: ScaleName): readonly string[] => OURS[name].codes.map(({ label }) => label);

/** `level` is "1" to "4"; "" for a level that was not tapped. */
export function levelWords(scales: readonly Readable[], name: ScaleName, level: string): string {
  if (level === "") return "";
  const own = factsInOrder(scales).findLast((one) => textIn(one, "of") === name);
  return (own && textIn(own, `level${level}`)) || labelOf(OURS[name], level);
}
