// How a decision is settled and taken up again [M4, M8, M9, M15].

import { jsonEqual } from "#base/json.ts";
import type { ReopenChange, SettleChange } from "./change.ts";
import { type MergeInto, type Merged, fieldState, openAbout, unseenBy, withDecision, withField } from "./merging.ts";
import type { ChangeId } from "./names.ts";
import type { Decision, FieldState, RecordRow, Side } from "./record-row.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { checkValue } from "./validate.ts";

/**
 * The decision a choice is about: by its name, or by a side its author saw. A decision is named after the change that
 * came second; after a restore that may have been the other one [M20].
 */
export function decisionFor(row: RecordRow, change: SettleChange | ReopenChange): Decision | undefined {
  const named = row.decisions.find((decision) => decision.id === change.decision);
  if (named) return named;
  if (change.kind === "reopen") return row.decisions.find((decision) => decision.settled?.change === change.base);
  return row.decisions.find(({ kept, others }) => [kept, ...others].some((side) => change.base.includes(side.change)));
}

export function settle({ row, definition }: MergeInto, change: SettleChange): Merged | Refusal {
  const decision = decisionFor(row, change);
  if (!decision) return refuse("noSuchDecision", "There is nothing to decide here any more.");
  const field = definition?.fields[decision.field];
  if (decision.about === "withdrawal" && change.to !== "keep" && change.to !== "withdraw")
    return refuse("notAChoice", "Choose whether the record stays or is withdrawn.");
  const bad = decision.about === "field" && field ? checkValue(decision.field, field, change.to) : undefined;
  if (bad) return bad;
  const sides = [decision.kept, ...decision.others];
  const chosen: Side = { value: change.to, change: change.id };
  if (decision.state === "settled") return settleAgain(row, decision, chosen);
  // M8: somebody added a side the chooser had not seen: the choice joins as one more side.
  const unseenSide = !sides.every((side) => change.base.includes(side.change));
  const unseenWork =
    change.to === "withdraw" && decision.about === "withdrawal" && unseenBy(row, change.base).length > 0;
  if (unseenSide || unseenWork) {
    const joined = withDecision(row, { ...decision, others: [...decision.others, chosen] });
    return { row: joined, outcome: "decision", decision: decision.id };
  }
  const settled = withDecision(row, { ...decision, state: "settled", settled: chosen });
  if (decision.about === "withdrawal") {
    const next: RecordRow =
      change.to === "withdraw"
        ? { ...settled, withdrawn: { change: change.id, reason: "decided" } }
        : { ...settled, withdrawn: null, restored: [change.id] };
    return { row: next, outcome: "applied", decision: decision.id };
  }
  // M4: those who wrote or saw the chosen value have seen what stands now; a guarded field asks again all the same.
  const current = fieldState(row, decision.field);
  const alike = sides.filter((side) => jsonEqual(side.value, change.to)).map((side) => side.change);
  const also = jsonEqual(current.value, change.to) ? [...alike, ...(current.also ?? [])] : alike;
  const state: FieldState =
    field?.class === "guarded" || also.length === 0
      ? { value: change.to, by: change.id }
      : { value: change.to, by: change.id, also };
  return { row: withField(settled, decision.field, state), outcome: "applied", decision: decision.id };
}

/** M9: two adults settled the same card apart. The same choice is one choice, another choice is a decision again. */
function settleAgain(row: RecordRow, decision: Decision, chosen: Side): Merged {
  const open = openAbout(row, decision.about, decision.field);
  const state = fieldState(row, decision.field);
  const current: Side =
    decision.about === "field"
      ? { value: state.value, change: state.by }
      : row.withdrawn
        ? { value: "withdraw", change: row.withdrawn.change }
        : { value: "keep", change: row.restored?.[0] ?? row.created };
  if (jsonEqual(current.value, chosen.value)) {
    const same = alsoSaid(row, decision, chosen.change);
    return { row: same, outcome: "same", decision: decision.id };
  }
  const { id, about, field, before } = { ...decision, id: chosen.change };
  const again: Decision = open
    ? { ...open, others: [...open.others, chosen] }
    : { id, about, field, before, kept: current, others: [chosen], state: "open" };
  // A withdrawal that is in question does not hide the record.
  const asked = about === "withdrawal" ? { ...row, withdrawn: null } : row;
  return { row: withDecision(asked, again), outcome: "decision", decision: again.id };
}

/** Notes that one more change said what stands. */
function alsoSaid(row: RecordRow, { about, field }: Decision, id: ChangeId): RecordRow {
  if (about === "field") {
    const state = fieldState(row, field);
    return withField(row, field, { ...state, also: [...(state.also ?? []), id] });
  }
  if (!row.withdrawn) return { ...row, restored: [...(row.restored ?? []), id] };
  return { ...row, withdrawn: { ...row.withdrawn, also: [...(row.withdrawn.also ?? []), id] } };
}

export function reopen({ row }: MergeInto, change: ReopenChange): Merged | Refusal {
  const decision = decisionFor(row, change);
  if (!decision) return refuse("noSuchDecision", "There is nothing to decide here any more.");
  if (decision.state === "open") return { row, outcome: "same", decision: decision.id };
  // M15: a choice is undone only while it is what stands and nothing new is being decided about it.
  const { about, field } = decision;
  const standing =
    about === "field" ? fieldState(row, field).by : (row.withdrawn?.change ?? row.restored?.[0] ?? row.created);
  if (decision.settled?.change !== change.base || standing !== change.base || openAbout(row, about, field))
    return refuse(
      "changedSince",
      "This was changed again since you decided. Change it where it stands now.",
      about === "field" ? field : undefined,
    );
  const { settled: _undone, ...rest } = decision;
  const open = withDecision(row, { ...rest, state: "open" });
  // A later edit based on the undone choice becomes a side of its own: its author saw neither.
  const next =
    about === "field"
      ? withField(open, field, { value: decision.kept.value, by: decision.kept.change })
      : { ...open, withdrawn: null };
  return { row: next, outcome: "applied", decision: decision.id };
}
