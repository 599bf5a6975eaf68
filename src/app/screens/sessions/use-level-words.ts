// The four levels of a scale in the school's own words, where it has written some.

import { levelWords, type ScaleName } from "#casework/scale-words.ts";
import { useSchoolFacts } from "../../directory.ts";

export const LEVELS = ["1", "2", "3", "4"] as const;

export function useLevelWords(name: ScaleName): (level: string) => string {
  const { scales } = useSchoolFacts();
  return (level) => levelWords(scales, name, level);
}
