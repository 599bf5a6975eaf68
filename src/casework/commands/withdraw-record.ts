// Takes a record back, and brings it back again. Undo is a withdrawal: nothing is erased.

import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { cleanText } from "#ledger/validate.ts";
import { type ViewRecord, allSeenIn, withdrawalsSeen } from "#ledger/view.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { draftList } from "./draft-list.ts";
import { headOf } from "./edit-record.ts";

const LONGEST_REASON = 500;

/** The draft of a withdrawal, or why there can be none. */
export function draftWithdrawal(seen: ViewRecord, reason: string): Draft | Refusal {
  if (seen.withdrawn) return refuse("withdrawnAlready", "It is withdrawn already.");
  const why = cleanText(reason).trim();
  if (why === "") return refuse("missing", "Say why it is withdrawn.", "reason");
  if (why.length > LONGEST_REASON)
    return refuse("tooLong", `The reason can be ${LONGEST_REASON} characters at most.`, "reason");
  return { ...headOf(seen), kind: "withdraw", reason: why, seen: allSeenIn(seen) };
}

/** Refuses without a reason, and for a record that is withdrawn already. */
export const withdrawRecord = defineCommand<{ readonly seen: ViewRecord; readonly reason: string }>(
  "withdrawRecord",
  ({ seen, reason }, context) => {
    const draft = draftWithdrawal(seen, reason);
    return isRefusal(draft) ? draft : checkedDrafts([draft], context);
  },
);

/** Takes back everything one act made, in one commit: the Undo of a sweep or of a log about several pupils. */
export const withdrawRecords = defineCommand<{ readonly seen: readonly ViewRecord[]; readonly reason: string }>(
  "withdrawRecords",
  ({ seen, reason }, context) => {
    const standing = seen.filter((one) => !one.withdrawn);
    if (standing.length === 0) return refuse("withdrawnAlready", "It is withdrawn already.");
    return draftList(
      standing.map((one) => draftWithdrawal(one, reason)),
      context,
      "apart",
    );
  },
);

/** Refuses for a record that is not withdrawn. */
export const restoreRecord = defineCommand<{ readonly seen: ViewRecord }>("restoreRecord", ({ seen }, context) => {
  if (!seen.withdrawn) return refuse("notWithdrawn", "It is not withdrawn.");
  const draft: Draft = { ...headOf(seen), kind: "restore", base: withdrawalsSeen(seen) };
  return checkedDrafts([draft], context);
});
