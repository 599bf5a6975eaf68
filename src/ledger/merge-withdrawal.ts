// How taking a record back meets what others wrote in it, and the other way round [M10–M12].

import type { RestoreChange, WithdrawChange } from "./change.ts";
import { type MergeInto, type Merged, openAbout, unseenBy, withDecision } from "./merging.ts";
import type { ChangeId } from "./names.ts";
import type { Decision, RecordRow, Side } from "./record-row.ts";
import { type Refusal, isRefusal } from "./refusal.ts";

export function withdraw({ row }: MergeInto, change: WithdrawChange): Merged {
  if (row.withdrawn) {
    const withdrawn = { ...row.withdrawn, also: [...(row.withdrawn.also ?? []), change.id] };
    return { row: { ...row, withdrawn }, outcome: "same" };
  }
  const [unseen] = unseenBy(row, change.seen);
  if (unseen === undefined && !openAbout(row, "withdrawal", ""))
    return { row: { ...row, withdrawn: { change: change.id, reason: change.reason } }, outcome: "applied" };
  // M10: somebody wrote here meanwhile. The record stays, and a person decides.
  const kept: Side = { value: "keep", change: unseen ?? row.created };
  return askWithdrawal(row, change.id, kept, [{ value: "withdraw", change: change.id }]);
}

/** M11: an edit by someone who had not seen the withdrawal brings the record back, as a decision, never silently. */
export function revivedBy({ row }: MergeInto, id: ChangeId, merged: Merged | Refusal): Merged | Refusal {
  if (isRefusal(merged) || !row.withdrawn || merged.outcome === "same") return merged;
  const asked = bringBack(merged.row, id, row.withdrawn, []);
  return { ...asked, decision: merged.decision ?? (asked.decision as ChangeId) };
}

type Withdrawn = NonNullable<RecordRow["withdrawn"]>;

/** The record is there again, and the withdrawals that were not seen stand against that in a decision. */
function bringBack(row: RecordRow, id: ChangeId, withdrawn: Withdrawn, seen: readonly ChangeId[]): Merged {
  const others = withdrawalsOf(withdrawn)
    .filter((change) => !seen.includes(change))
    .map((change): Side => ({ value: "withdraw", change }));
  // Named after the withdrawal: the edit may have opened a decision about its field, under its own name.
  return askWithdrawal({ ...row, withdrawn: null }, withdrawn.change, { value: "keep", change: id }, others);
}

function askWithdrawal(row: RecordRow, id: ChangeId, kept: Side, others: readonly Side[]): Merged {
  const open = openAbout(row, "withdrawal", "");
  const decision: Decision = open
    ? { ...open, others: [...open.others, ...others] }
    : { id, about: "withdrawal", field: "", before: null, kept, others, state: "open" };
  return { row: withDecision(row, decision), outcome: "decision", decision: decision.id };
}

export const withdrawalsOf = ({ change, also }: Withdrawn): readonly ChangeId[] => [change, ...(also ?? [])];

export function restore({ row }: MergeInto, change: RestoreChange): Merged {
  const restored = { ...row, restored: row.withdrawn ? [change.id] : [...(row.restored ?? []), change.id] };
  if (!row.withdrawn) return { row: restored, outcome: "same" };
  // M12: a withdrawal its author had not seen is not undone in silence.
  if (!withdrawalsOf(row.withdrawn).every((id) => change.base.includes(id)))
    return bringBack(restored, change.id, row.withdrawn, change.base);
  return { row: { ...restored, withdrawn: null }, outcome: "applied" };
}
