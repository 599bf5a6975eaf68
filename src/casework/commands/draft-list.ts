// Gathers the drafts of one act: the first refusal among them is the answer to all of it.

import type { Draft } from "#ledger/change.ts";
import type { CommandContext } from "#ledger/command.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { checkedDrafts } from "./checked-drafts.ts";

export type MaybeDraft = Draft | Refusal | undefined;

/**
 * The drafts checked, or the first refusal. What is undefined is left out: it would change nothing. With `together` they
 * stand or fall as one.
 */
export function draftList(
  made: readonly MaybeDraft[],
  context: CommandContext,
  together: "together" | "apart" = "together",
): readonly Draft[] | Refusal {
  const drafts: Draft[] = [];
  for (const one of made) {
    if (one === undefined) continue;
    if (isRefusal(one)) return one;
    drafts.push(together === "together" ? { ...one, group: 1 } : one);
  }
  return checkedDrafts(drafts, context);
}
