// Behaviour logs: the two-tap log, and one entry about several pupils.

import type { JsonObject } from "#base/json.ts";
import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { type RecordId, type ScopeId, scopeOf } from "#ledger/names.ts";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { checkedDrafts } from "./checked-drafts.ts";
import { draftCreate } from "./make-record.ts";

interface Seen {
  readonly category: RecordId;
  /** The local moment it happened; now unless told. */
  readonly when?: string;
  readonly period?: RecordId;
  /** What else is known already: where, lesson, how strong … */
  readonly more?: JsonObject;
}

export interface QuickLog extends Seen {
  readonly pupil: ScopeId;
  /** The id made when the sheet opened, so that a double tap makes one log. */
  readonly id?: RecordId;
}

const fieldsOf = ({ category, when, period, more }: Seen, now: string): JsonObject => ({
  ...more,
  category,
  when: when ?? now,
  ...(period === undefined ? {} : { period }),
});

/** Refuses only values that do not fit; a category and a pupil are all it needs. */
export const quickLog = defineCommand<QuickLog>("quickLog", (input, context) => {
  const fields = fieldsOf(input, context.now);
  const made = { type: "behaviour-log", scope: input.pupil, fields };
  const draft = draftCreate(input.id === undefined ? made : { ...made, id: input.id }, context);
  return isRefusal(draft) ? draft : checkedDrafts([draft], context);
});

/**
 * One log a pupil, each naming the others as links that a disclosure can redact. They are not a group: each belongs to
 * another pupil's record and stands by itself.
 */
export const logForSeveral = defineCommand<Seen & { readonly pupils: readonly RecordId[] }>(
  "logForSeveral",
  (input, context) => {
    const pupils = [...new Set(input.pupils)];
    if (pupils.length === 0) return refuse("missing", "Choose at least one pupil.", "pupils");
    const drafts: Draft[] = [];
    for (const pupil of pupils) {
      const others = pupils.filter((other) => other !== pupil);
      const fields = { ...fieldsOf(input, context.now), others };
      const draft = draftCreate({ type: "behaviour-log", scope: scopeOf(pupil), fields }, context);
      if (isRefusal(draft)) return draft;
      drafts.push(draft);
    }
    return checkedDrafts(drafts, context);
  },
);
