// Who hears a worry in this school, as the directory of this tablet knows it.

import { type SafetyContacts, safetyContacts } from "#casework/safety-contacts.ts";
import { useMemo } from "react";
import { useDirectory } from "../../directory.ts";

export function useSafetyContacts(): SafetyContacts {
  const { settings, adults } = useDirectory();
  return useMemo(() => safetyContacts(settings, [...adults.values()]), [settings, adults]);
}
