// The words of values and the names of adults, for the pure parts of the pupil pages.

import type { ScopeId } from "#ledger/names.ts";
import { useMemo } from "react";
import { useDirectory } from "../../directory.ts";
import { useValueWords } from "../../record/use-value-words.ts";
import { useMoment } from "../../use-moment.ts";
import type { Say } from "./say.ts";

export function useSay(scope: ScopeId | undefined): Say {
  const { adultName } = useDirectory();
  const { today } = useMoment();
  const value = useValueWords(scope);
  return useMemo(() => ({ today, adult: adultName, value }), [today, adultName, value]);
}
