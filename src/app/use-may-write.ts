// Whether what the adult here writes would be filed, or set aside: so that no screen takes words that nobody asked them
// for. The server decides; this says beforehand what it would say.

import { mayDo } from "#casework/access.ts";
import { grantRules } from "#casework/grant-rules.ts";
import { isRole } from "#casework/roles.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { useOpen, useWatch } from "./binding.ts";
import { textIn, useDirectory } from "./directory.ts";

/** unsure: their role may not, an administrator may, and whether they are one as well is not known on a shared tablet. */
export type MayWrite = "yes" | "no" | "unsure";

/** `scope`: whose record it is; left out for the school's own, and for a new pupil. */
export function useMayWrite(): (definition: RecordDefinition, scope?: string) => MayWrite {
  const { deviceKind, adult } = useOpen();
  const { adults } = useDirectory();
  const holdings = useWatch({ kind: "holdings" });
  const role = textIn(adults.get(adult), "role");
  return (definition, scope) => {
    const ownerIsNew = definition.scope === "owner" && scope === undefined;
    // What an adult's own device may hold names the roles of those who come to it, an administrator's among them.
    if (deviceKind === "personal" && holdings) {
      const whose = scope ?? SCHOOL_SCOPE;
      const isNamed = !ownerIsNew && Object.hasOwn(holdings.levels, whose);
      const level = isNamed ? holdings.levels[whose] : holdings.rest;
      const its = { own: ownerIsNew, ownerIsNew };
      return typeof level === "string" && grantRules.mayWrite(level, definition, its) ? "yes" : "no";
    }
    if (!isRole(role) || mayDo([role], "write", definition, true)) return "yes";
    // What an administrator may not write either needs no such question.
    return mayDo(["school-admin"], "write", definition, true) ? "unsure" : "no";
  };
}
