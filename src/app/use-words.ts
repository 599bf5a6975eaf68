// The dictionary in the school's own word for a pupil.

import { useMemo } from "react";
import { textIn, useSchoolFacts } from "./directory.ts";
import { createWords, type Words } from "./text/words.ts";

export function useWords(): Words {
  const { settings } = useSchoolFacts();
  const chosen = textIn(settings, "pupilWord") || undefined;
  return useMemo(() => createWords(chosen), [chosen]);
}
