// Gives records their places in the school's order: categories on their buttons, templates in their list.

import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { type ViewRecord, seenIn } from "#ledger/view.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { headOf } from "./edit-record.ts";

/**
 * The records in the order wanted; their `order` becomes 1, 2, 3 …, and only those whose place differs are written.
 * Refuses when nothing differs, and for a type without an order.
 */
export const putInOrder = defineCommand<{ readonly wanted: readonly ViewRecord[] }>(
  "putInOrder",
  ({ wanted }, context) => {
    const drafts: Draft[] = [];
    for (const [at, seen] of wanted.entries()) {
      const { from, base } = seenIn(seen, "order");
      if (from !== at + 1) drafts.push({ ...headOf(seen), kind: "set", field: "order", to: at + 1, from, base });
    }
    return checkedDrafts(drafts, context);
  },
);
