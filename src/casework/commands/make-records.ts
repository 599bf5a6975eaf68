// Makes several records of the school at once: all of them or none.

import type { JsonObject } from "#base/json.ts";
import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { draftCreate } from "./make-record.ts";

/** Refuses like `makeRecord`, naming the first field that does not fit; then nothing is made. */
export const makeRecords = defineCommand<{ readonly type: string; readonly each: readonly JsonObject[] }>(
  "makeRecords",
  ({ type, each }, context) => {
    const drafts: Draft[] = [];
    for (const fields of each) {
      const draft = draftCreate({ type, fields }, context);
      if (isRefusal(draft)) return draft;
      drafts.push(draft);
    }
    return checkedDrafts(drafts, context);
  },
);
