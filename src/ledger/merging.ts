// What the parts of the merge share: what goes in, what comes out, and how a row is looked at and copied.

import type { Change, Stamp } from "./change.ts";
import type { RecordDefinition } from "./definition.ts";
import type { ChangeId } from "./names.ts";
import type { Decision, FieldState, RecordRow } from "./record-row.ts";

/** applied: it is the value now; same: it says what stands already; decision: kept beside the current value. */
export type Outcome = "applied" | "same" | "decision";

export interface Merged {
  readonly row: RecordRow;
  readonly outcome: Outcome;
  /** The decision it opened or joined. */
  readonly decision?: ChangeId;
}

export interface MergeInput {
  /** The record as it stands, or undefined where nothing is known under that id. */
  readonly row: RecordRow | undefined;
  readonly change: Change;
  readonly stamp: Stamp;
  /** The sequence number the change gets. */
  readonly seq: number;
  /** The schema number the change is in (after upgrading). */
  readonly schema: number;
  /** Undefined for a type this side does not know: fields are then scalars. */
  readonly definition: RecordDefinition | undefined;
}

/** The same, where the record is known to be there. */
export type MergeInto = MergeInput & { readonly row: RecordRow };

/** The state of a field; one never filled stands on the create. */
export function fieldState(row: RecordRow, field: string): FieldState {
  return row.fields[field] ?? { value: null, by: row.created };
}

export const withField = (row: RecordRow, field: string, state: FieldState): RecordRow => ({
  ...row,
  fields: { ...row.fields, [field]: state },
});

export const withDecision = (row: RecordRow, decision: Decision): RecordRow => ({
  ...row,
  decisions: row.decisions.some((d) => d.id === decision.id)
    ? row.decisions.map((d) => (d.id === decision.id ? decision : d))
    : [...row.decisions, decision],
});

/** The open decision about a field, or about the withdrawal (field ""). There is never more than one. */
export const openAbout = (row: RecordRow, about: Decision["about"], field: string): Decision | undefined =>
  row.decisions.find((d) => d.state === "open" && d.about === about && d.field === field);

/** Every change whose effect can be seen in the record now: what a withdrawal's author must have had in front of them. */
export function liveChanges(row: RecordRow): ReadonlySet<ChangeId> {
  const live = new Set<ChangeId>([row.created]);
  if (row.restored) for (const id of row.restored) live.add(id);
  for (const state of Object.values(row.fields)) live.add(state.by);
  for (const list of Object.values(row.lists))
    for (const item of Object.values(list)) for (const id of item.adds) live.add(id);
  for (const amendment of row.amendments) live.add(amendment.change);
  for (const decision of row.decisions)
    if (decision.state === "open") for (const side of decision.others) live.add(side.change);
  return live;
}

/** What stands in the record that the author of a change had not seen. */
export function unseenBy(row: RecordRow, seen: readonly ChangeId[]): readonly ChangeId[] {
  // Of several changes that say the same, having seen one is having seen the value [M3].
  const alike = [...Object.values(row.fields).map((state) => [state.by, ...(state.also ?? [])]), row.restored ?? []];
  return [...liveChanges(row)].filter(
    (id) => !seen.includes(id) && !alike.some((ids) => ids.includes(id) && ids.some((other) => seen.includes(other))),
  );
}
