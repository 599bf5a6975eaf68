// Carries out what a preview said, a chunk of rows in one commit.

import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { checkedDrafts } from "../commands/checked-drafts.ts";
import { draftEdits } from "../commands/edit-record.ts";
import { draftCreate } from "../commands/make-record.ts";
import type { PreviewRow } from "./preview.ts";

/**
 * The acts of each row are a group: a pupil and their circumstances are written both or not at all. Rows are
 * independent of each other. Refuses the chunk when one value does not fit, naming the field; a preview lets none by.
 */
export const importRows = defineCommand<{ readonly rows: readonly PreviewRow[] }>("importRows", ({ rows }, context) => {
  const drafts: Draft[] = [];
  for (const [index, { acts }] of rows.entries()) {
    for (const act of acts) {
      const made = act.do === "make" ? draftCreate(act.record, context) : draftEdits(act.edit, context);
      if (isRefusal(made)) return made;
      const list: readonly Draft[] = "kind" in made ? [made] : made;
      drafts.push(...list.map((draft) => ({ ...draft, group: index + 1 })));
    }
  }
  return checkedDrafts(drafts, context);
});
