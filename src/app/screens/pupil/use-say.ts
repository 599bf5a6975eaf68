// The words of values on the pupil pages, from the directory and, for contacts, from the pupil's own summary.

import { useMemo } from "react";
import { textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { valueWords } from "../../text/value-words.ts";
import { useMoment } from "../../use-moment.ts";
import type { Say } from "./say.ts";

export function useSay(scope?: string): Say {
  const directory = useDirectory();
  const names = useNames();
  const { today } = useMoment();
  return useMemo(() => {
    const own = scope === undefined ? undefined : directory.pupilById.get(scope);
    const linked = (type: string, id: string): string => {
      switch (type) {
        case "adult":
          return directory.adultName(id);
        case "category":
          return textIn(directory.categoryById.get(id), "label");
        case "school-period":
          return textIn(directory.periods.find((period) => period.id === id), "name");
        case "pupil": {
          const other = directory.pupilById.get(id);
          return other === undefined ? "another pupil" : names.pupil(other.pupil.fields);
        }
        default:
          return textIn(
            own?.slims.find((slim) => slim.id === id),
            type === "contact" ? "name" : "title",
          );
      }
    };
    return {
      today,
      adult: (id) => directory.adultName(id),
      linked,
      value: (field, value) => valueWords(field, value, today, linked),
    };
  }, [directory, names, scope, today]);
}
