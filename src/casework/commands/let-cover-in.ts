// An enrolled adult lets somebody in at a shared tablet who has no account, for this day.

import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { draftCreate } from "./make-record.ts";

export interface LetCoverIn {
  readonly givenName: string;
  readonly familyName: string;
  /** What they sign with, base64url: the device makes it. */
  readonly key: string;
}

/** Its one record is the cover adult; whoever commits it is the one who let them in. Refuses a missing name. */
export const letCoverIn = defineCommand<LetCoverIn>("letCoverIn", (input, context) => {
  const missing = (["givenName", "familyName"] as const).find((name) => input[name].trim() === "");
  if (missing !== undefined)
    return refuse(
      "missing",
      missing === "givenName"
        ? "Write the first name of the cover adult."
        : "Write the last name of the cover adult: every entry of theirs carries it.",
      missing,
    );
  const fields = { ...input, day: context.now.slice(0, 10) };
  const draft = draftCreate({ type: "cover", fields }, context);
  return isRefusal(draft) ? draft : checkedDrafts([draft satisfies Draft], context);
});
