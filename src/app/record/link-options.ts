// What a link can point to: adults, categories, periods and pupils from the directory, other records from the same
// pupil's own.

import type { ScopeId } from "#ledger/names.ts";
import { useMemo } from "react";
import { slimsOf, textIn, useDirectory } from "../directory.ts";
import { useNames } from "../shell/hidden-names.tsx";
import { clockWords, momentWords } from "../text/dates.ts";
import { useMoment } from "../use-moment.ts";
import type { Option } from "../ui/choice.tsx";

/** The records a field of a form may name, in the order people look for them. */
export function useLinkOptions(to: string, scope: ScopeId | undefined): readonly Option[] {
  const directory = useDirectory();
  const names = useNames();
  const { today } = useMoment();
  return useMemo(() => {
    switch (to) {
      case "adult":
        return [...directory.adults.values()]
          .filter((adult) => adult.fields["active"] !== false)
          .map((adult) => ({ value: adult.id as string, label: directory.adultName(adult.id) }))
          .sort((a, b) => a.label.localeCompare(b.label, "en-GB"));
      case "category":
        return directory.categories.map((one) => ({ value: one.id as string, label: textIn(one, "label") }));
      case "school-period":
        return directory.periods.map((one) => ({
          value: one.id as string,
          label: `${textIn(one, "name")}, ${clockWords(textIn(one, "start"))}`,
        }));
      case "room":
        return [...directory.roomById.values()]
          .filter((one) => one.fields["retired"] !== true)
          .map((one) => ({ value: one.id as string, label: textIn(one, "name") }))
          .sort((a, b) => a.label.localeCompare(b.label, "en-GB"));
      case "pupil":
        return directory.pupils
          .filter((entry) => entry.scope !== scope)
          .map((entry) => ({ value: entry.pupil.id as string, label: names.pupil(entry.pupil.fields) }));
      default: {
        const own = scope === undefined ? undefined : directory.pupilById.get(scope);
        return own === undefined
          ? []
          : slimsOf(own, to).map((slim) => ({
              value: slim.id as string,
              // "Raised voice" ten times over names none of them: each with its moment.
              label: [
                textIn(slim, "name") ||
                  textIn(slim, "title") ||
                  textIn(directory.categoryById.get(textIn(slim, "category")), "label"),
                slim.when === "" ? "" : momentWords(slim.when, today),
              ]
                .filter((part) => part !== "")
                .join(", "),
            }));
      }
    }
  }, [directory, names, scope, to, today]);
}
