// Where pupils are, as an adult of the room sees it: one tap a pupil, or one for the whole room. And who came in whom
// nobody expected, with the reason.

import type { JsonObject } from "#base/json.ts";
import { defineCommand } from "#ledger/command.ts";
import { type RecordId, type ScopeId, scopeOf } from "#ledger/names.ts";
import { refuse } from "#ledger/refusal.ts";
import { draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

export interface Whereabouts {
  readonly pupils: readonly RecordId[];
  /** A code of `roomStates`. */
  readonly state: string;
  readonly period?: RecordId;
  /** The local moment; now unless told. */
  readonly when?: string;
  /** Late by, on-call told … */
  readonly more?: JsonObject;
}

/** An entry a pupil, each standing by itself. Refuses without a pupil, and a state that is not in the list. */
export const sayWhere = defineCommand<Whereabouts>("sayWhere", (input, context) => {
  const pupils = [...new Set(input.pupils)];
  if (pupils.length === 0) return refuse("missing", "Choose at least one pupil.", "pupils");
  const fields = {
    ...input.more,
    state: input.state,
    when: input.when ?? context.now,
    ...(input.period === undefined ? {} : { period: input.period }),
  };
  const made = pupils.map((pupil) => draftCreate({ type: "whereabouts", scope: scopeOf(pupil), fields }, context));
  return draftList(made, context, "apart");
});

export interface Arrival {
  readonly pupil: ScopeId;
  /** A code of `arrivalReasons`. */
  readonly why: string;
  readonly period?: RecordId;
  readonly when?: string;
  readonly fromLesson?: string;
  readonly sentBy?: string;
  /** What is known of the removal already: teacher, reason, work. Only with why "removed". */
  readonly removal?: JsonObject;
}

/**
 * Somebody came whom nobody expected, and why [C20]: the entry says where they are; the visit says why [C56], and puts what
 * is written about them today within the room's reach [A35]. "Removed from lesson" makes the sanction's own record beside the
 * entry, both or neither [C21]. Refuses without a reason for coming.
 */
export const arrive = defineCommand<Arrival>("arrive", (input, context) => {
  if (input.why === "") return refuse("missing", "Choose why they came.", "why");
  const when = input.when ?? context.now;
  const period = input.period === undefined ? {} : { period: input.period };
  const here = { state: "here", when, ...period };
  const lesson = input.fromLesson === undefined ? {} : { fromLesson: input.fromLesson };
  const sent = input.sentBy === undefined ? {} : { sentBy: input.sentBy };
  const entry = { type: "whereabouts", scope: input.pupil, fields: { ...here, ...lesson, ...sent } };
  const made = [
    draftCreate(entry, context),
    draftCreate({ type: "visit", scope: input.pupil, fields: { when, why: input.why } }, context),
  ];
  if (input.why === "removed") {
    const from = input.fromLesson === undefined ? {} : { lesson: input.fromLesson };
    const fields = { ...from, ...input.removal, when, ...period };
    made.push(draftCreate({ type: "removal", scope: input.pupil, fields }, context));
  }
  return draftList(made, context);
});
