// Names and notes while a visitor can see the screen: initials and plain words, in the text, the labels and the
// title alike. Every screen that shows a person asks here; none reads a name by itself.

import type { Json } from "#base/json.ts";
import { EyeOff } from "lucide-react";
import { createContext, type ReactNode, use, useMemo } from "react";
import { useSchoolFacts } from "../directory.ts";
import { usePreferences } from "../state/preferences.ts";
import { initials, pupilFirstName, pupilName } from "../text/names.ts";
import { Tag } from "../ui/tag.tsx";

type Fields = { readonly [field: string]: Json };

export interface ShownNames {
  readonly hidden: boolean;
  /** "Amara Okafor", or "A O". */
  pupil(fields: Fields | undefined): string;
  /** "Amara", or "A O". */
  first(fields: Fields | undefined): string;
}

/** Names stand in full below it whatever was chosen for the tablet: for a roll call, and for nothing else. */
export const NamesInFullContext = createContext(false);

/** As it was chosen on this tablet, else as the school has it [C48]. */
export function useNamesHidden(): boolean {
  const { settings } = useSchoolFacts();
  return usePreferences((preferences) => preferences.namesHidden) ?? settings?.fields["namesHidden"] === true;
}

export function useNames(): ShownNames {
  const inFull = use(NamesInFullContext);
  const hidden = useNamesHidden() && !inFull;
  return useMemo(
    () => ({
      hidden,
      pupil: (fields) => (fields === undefined ? "" : hidden ? initials(pupilName(fields)) : pupilName(fields)),
      first: (fields) => (fields === undefined ? "" : hidden ? initials(pupilName(fields)) : pupilFirstName(fields)),
    }),
    [hidden],
  );
}

/** Words that only those who work here may read: gone from the page while names are hidden. */
export function Private({ children, quiet }: { readonly children: ReactNode; readonly quiet?: boolean }) {
  const hidden = useNamesHidden();
  if (!hidden) return children;
  return quiet ? null : (
    <Tag tone="quiet" icon={EyeOff}>
      Hidden
    </Tag>
  );
}
