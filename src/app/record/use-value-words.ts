// The words of any value of a record, with the names behind its links as they may be shown.

import type { Json } from "#base/json.ts";
import type { Field } from "#ledger/field.ts";
import { levelWords, scaleOf } from "#casework/scale-words.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useMemo } from "react";
import { textIn, useDirectory } from "../directory.ts";
import { useNames } from "../shell/hidden-names.tsx";
import { valueWords } from "../text/value-words.ts";
import { nearDayWords } from "../text/dates.ts";
import { useMoment } from "../use-moment.ts";

/** The same function as long as nothing it stands on changes: long lists are computed with it. */
export function useValueWords(scope: ScopeId | string | undefined): (field: Field, value: Json) => string {
  const directory = useDirectory();
  const names = useNames();
  const { today } = useMoment();
  return useMemo(() => {
    const linked = (type: string, id: string): string => {
      switch (type) {
        case "adult":
          return directory.adultName(id);
        case "category":
          return textIn(directory.categoryById.get(id), "label");
        case "school-period":
          return textIn(directory.periodById.get(id), "name");
        case "room":
          return textIn(directory.roomById.get(id), "name");
        case "pupil":
          return names.pupil(directory.pupilById.get(id)?.pupil.fields) || "another pupil";
        default: {
          const own = scope === undefined ? undefined : directory.pupilById.get(scope);
          const slim = own?.slims.find((one) => one.id === id);
          const category = textIn(directory.categoryById.get(textIn(slim, "category")), "label");
          const log = slim && category !== "" ? `${category} on ${nearDayWords(slim.when, today)}` : "";
          return textIn(slim, "name") || textIn(slim, "title") || log;
        }
      }
    };
    return (field, value) => {
      // C35: the school's own words for a level.
      const scale = field.kind === "choice" && typeof value === "string" ? scaleOf(field.codes) : undefined;
      return scale ? levelWords(directory.scales, scale, String(value)) : valueWords(field, value, today, linked);
    };
  }, [directory, names, scope, today]);
}
