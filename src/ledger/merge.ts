// How a change meets a record: the one place where values are decided. Pure; the server alone uses its verdict.
//
// Invariants (docs/spec/merge.md):
//  - a value is replaced only by someone who had seen it, by an equal value, or by a settled decision [M1–M4]
//  - of two values written apart, both are kept: one stays current, the other stands beside it in a decision [M5]
//  - clocks, roles and devices decide nothing [M6]

import { type Json, jsonEqual } from "#base/json.ts";
import type {
  AddChange,
  AmendChange,
  Change,
  CreateChange,
  RemoveChange,
  ReopenChange,
  RestoreChange,
  SetChange,
  SettleChange,
  Stamp,
  WithdrawChange,
} from "./change.ts";
import type { RecordDefinition } from "./definition.ts";
import type { ChangeId } from "./names.ts";
import type { Decision, FieldState, RecordRow, Side } from "./record-row.ts";
import { type Refusal, isRefusal, refuse } from "./refusal.ts";

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

/** Merges one change. Refusals name what is wrong; the row is never altered in place. */
export function merge(input: MergeInput): Merged | Refusal {
  const { row, change } = input;
  if (change.kind === "create")
    return row ? refuse("alreadyThere", "A record with this name is there already.") : created(input, change);
  if (!row) return refuse("noSuchRecord", "The record this belongs to is not on the server.");
  if (row.type !== change.type || row.scope !== change.scope)
    return refuse("wrongPlace", "The change names another kind of record or another owner than the record has.");
  const merged = mergeInto({ ...input, row }, change);
  if (isRefusal(merged)) return merged;
  const stamps = { ...merged.row.stamps, [change.id]: input.stamp };
  const next: RecordRow = { ...merged.row, seq: input.seq, schema: input.schema, stamps };
  return { ...merged, row: { ...next, stamps: liveStamps(next) } };
}

type Input = MergeInput & { readonly row: RecordRow };

function mergeInto(input: Input, change: Exclude<Change, CreateChange>): Merged | Refusal {
  const log = input.definition?.mode === "log";
  if (log && ["set", "add", "remove"].includes(change.kind))
    return refuse("appendOnly", "A log or a note is corrected by an amendment; its first words stay.");
  switch (change.kind) {
    case "set":
      return revivedBy(input, change.id, set(input, change));
    case "add":
      return revivedBy(input, change.id, add(input, change));
    case "remove":
      return revivedBy(input, change.id, remove(input, change));
    case "amend":
      return log
        ? revivedBy(input, change.id, amend(input, change))
        : refuse("notALog", "Only logs and notes are amended.");
    case "withdraw":
      return withdraw(input, change);
    case "restore":
      return restore(input, change);
    case "settle":
      return settle(input, change);
    case "reopen":
      return reopen(input, change);
    default: {
      const other: never = change;
      return refuse(
        "unknownChange",
        `There is no change of the kind ${JSON.stringify((other as { kind: unknown }).kind)}.`,
      );
    }
  }
}

function created(
  { change: { id, record, type, scope }, stamp, seq, schema, definition }: MergeInput,
  create: CreateChange,
): Merged {
  const fields: { [field: string]: FieldState } = {};
  const lists: { [field: string]: RecordRow["lists"][string] } = {};
  for (const [field, value] of Object.entries(create.fields)) {
    if (definition?.fields[field]?.class === "list") {
      const items: { [item: string]: RecordRow["lists"][string][string] } = {};
      for (const [item, held] of Object.entries(value as { [item: string]: Json }))
        items[item] = { value: held, adds: [id] };
      lists[field] = items;
    } else if (value !== null) fields[field] = { value, by: id };
  }
  return {
    outcome: "applied",
    row: {
      id: record,
      type,
      scope,
      schema,
      seq,
      created: id,
      fields,
      lists,
      amendments: [],
      withdrawn: null,
      decisions: [],
      stamps: { [id]: stamp },
    },
  };
}

/** The state of a field; one never filled stands on the create. */
export function fieldState(row: RecordRow, field: string): FieldState {
  return row.fields[field] ?? { value: null, by: row.created };
}

const withField = (row: RecordRow, field: string, state: FieldState): RecordRow => ({
  ...row,
  fields: { ...row.fields, [field]: state },
});

const withDecision = (row: RecordRow, decision: Decision): RecordRow => ({
  ...row,
  decisions: row.decisions.some((d) => d.id === decision.id)
    ? row.decisions.map((d) => (d.id === decision.id ? decision : d))
    : [...row.decisions, decision],
});

const openAbout = (row: RecordRow, field: string): Decision | undefined =>
  row.decisions.find((d) => d.state === "open" && d.about === "field" && d.field === field);

function set({ row, definition }: Input, change: SetChange): Merged | Refusal {
  if (definition?.fields[change.field]?.class === "list")
    return refuse("isAList", "A list changes by its items.", change.field);
  const current = fieldState(row, change.field);
  const open = openAbout(row, change.field);
  const guarded = definition?.fields[change.field]?.class === "guarded";
  const seen = change.base === current.by || (current.also ?? []).includes(change.base);

  // M7: a change based on the losing side of an open decision takes that side's place; it does not win.
  const side = open?.others.findIndex((other) => other.change === change.base) ?? -1;
  if (open && side >= 0) {
    const others = open.others.map((other, i) => (i === side ? { value: change.to, change: change.id } : other));
    return { row: withDecision(row, { ...open, others }), outcome: "decision", decision: open.id };
  }
  if (seen) {
    const next = withField(row, change.field, { value: change.to, by: change.id });
    const kept = open && { ...open, kept: { value: change.to, change: change.id } };
    return { row: kept ? withDecision(next, kept) : next, outcome: "applied" };
  }
  // M3: two adults who said the same do not clash, except where every change needs a second look.
  if (!guarded && jsonEqual(change.to, current.value)) {
    const state: FieldState = { ...current, also: [...(current.also ?? []), change.id] };
    return { row: withField(row, change.field, state), outcome: "same" };
  }
  const other: Side = { value: change.to, change: change.id };
  const decision: Decision = open
    ? { ...open, others: [...open.others, other] }
    : {
        id: change.id,
        about: "field",
        field: change.field,
        before: change.from,
        kept: { value: current.value, change: current.by },
        others: [other],
        state: "open",
      };
  return { row: withDecision(row, decision), outcome: "decision", decision: decision.id };
}

function add({ row, definition }: Input, change: AddChange): Merged | Refusal {
  if (definition && definition.fields[change.field]?.class !== "list")
    return refuse("notAList", "Only a list takes items.", change.field);
  const list = row.lists[change.field] ?? {};
  const held = list[change.item];
  const adds = [...(held?.adds ?? []), change.id];
  return {
    row: withList(row, change.field, { ...list, [change.item]: { value: change.value, adds } }),
    outcome: "applied",
  };
}

function remove({ row, definition }: Input, change: RemoveChange): Merged | Refusal {
  if (definition && definition.fields[change.field]?.class !== "list")
    return refuse("notAList", "Only a list gives up items.", change.field);
  const list = row.lists[change.field] ?? {};
  const held = list[change.item];
  if (!held) return { row, outcome: "same" };
  const adds = held.adds.filter((id) => !change.base.includes(id));
  const { [change.item]: _gone, ...rest } = list;
  const next = adds.length === 0 ? rest : { ...list, [change.item]: { value: held.value, adds } };
  return { row: withList(row, change.field, next), outcome: adds.length === held.adds.length ? "same" : "applied" };
}

const withList = (row: RecordRow, field: string, list: RecordRow["lists"][string]): RecordRow => ({
  ...row,
  lists: { ...row.lists, [field]: list },
});

function amend({ row }: Input, change: AmendChange): Merged {
  const { id, fields, how, reason } = change;
  const amendment = reason === undefined ? { change: id, fields, how } : { change: id, fields, how, reason };
  return { row: { ...row, amendments: [...row.amendments, amendment] }, outcome: "applied" };
}

/** Every change whose effect can be seen in the record now: what a withdrawal's author must have had in front of them. */
export function liveChanges(row: RecordRow): ReadonlySet<ChangeId> {
  const live = new Set<ChangeId>([row.created]);
  for (const state of Object.values(row.fields)) live.add(state.by);
  for (const list of Object.values(row.lists))
    for (const item of Object.values(list)) for (const id of item.adds) live.add(id);
  for (const amendment of row.amendments) live.add(amendment.change);
  for (const decision of row.decisions)
    if (decision.state === "open") for (const side of decision.others) live.add(side.change);
  return live;
}

function withdraw({ row }: Input, change: WithdrawChange): Merged {
  if (row.withdrawn) return { row, outcome: "same" };
  const alsoSeen = (id: ChangeId): boolean =>
    Object.values(row.fields).some(
      (state) => state.by === id && (state.also ?? []).some((other) => change.seen.includes(other)),
    );
  const unseen = [...liveChanges(row)].filter((id) => !change.seen.includes(id) && !alsoSeen(id));
  if (unseen.length === 0)
    return { row: { ...row, withdrawn: { change: change.id, reason: change.reason } }, outcome: "applied" };
  // M10: somebody wrote here meanwhile. The record stays, and a person decides.
  return askWithdrawal(
    row,
    change.id,
    { value: "keep", change: unseen[0] as ChangeId },
    { value: "withdraw", change: change.id },
  );
}

/** M11: an edit by someone who had not seen the withdrawal brings the record back, as a decision, never silently. */
function revivedBy({ row }: Input, id: ChangeId, merged: Merged | Refusal): Merged | Refusal {
  if (isRefusal(merged) || !row.withdrawn || merged.outcome === "same") return merged;
  const alive: RecordRow = { ...merged.row, withdrawn: null };
  const asked = askWithdrawal(
    alive,
    id,
    { value: "keep", change: id },
    { value: "withdraw", change: row.withdrawn.change },
  );
  return { ...asked, decision: merged.decision ?? (asked.decision as ChangeId) };
}

function askWithdrawal(row: RecordRow, id: ChangeId, kept: Side, other: Side): Merged {
  const open = row.decisions.find((d) => d.state === "open" && d.about === "withdrawal");
  const decision: Decision = open
    ? { ...open, others: [...open.others, other] }
    : { id, about: "withdrawal", field: "", before: null, kept, others: [other], state: "open" };
  return { row: withDecision(row, decision), outcome: "decision", decision: decision.id };
}

function restore({ row }: Input, change: RestoreChange): Merged | Refusal {
  if (!row.withdrawn) return { row, outcome: "same" };
  if (row.withdrawn.change !== change.base)
    return refuse("changedSince", "It was withdrawn again since you looked. Look again, then bring it back.");
  return { row: { ...row, withdrawn: null }, outcome: "applied" };
}

function settle(input: Input, change: SettleChange): Merged | Refusal {
  const { row } = input;
  const decision = row.decisions.find((d) => d.id === change.decision);
  if (!decision) return refuse("noSuchDecision", "There is nothing to decide here any more.");
  const sides = [decision.kept, ...decision.others];
  const chosen: Side = { value: change.to, change: change.id };
  if (decision.state === "settled") return settleAgain(row, decision, change, chosen);
  // M8: somebody added a side the chooser had not seen: the choice joins as one more side.
  if (!sides.every((side) => change.base.includes(side.change))) {
    return {
      row: withDecision(row, { ...decision, others: [...decision.others, chosen] }),
      outcome: "decision",
      decision: decision.id,
    };
  }
  const settled = withDecision(row, { ...decision, state: "settled", settled: chosen });
  if (decision.about === "withdrawal") {
    const withdrawn = change.to === "withdraw" ? { change: change.id, reason: "decided" } : null;
    return { row: { ...settled, withdrawn }, outcome: "applied", decision: decision.id };
  }
  // Those who wrote or saw the chosen value have seen what stands now.
  const also = sides.filter((side) => jsonEqual(side.value, change.to)).map((side) => side.change);
  return {
    row: withField(settled, decision.field, { value: change.to, by: change.id, also }),
    outcome: "applied",
    decision: decision.id,
  };
}

/** Two adults settled the same card apart: the same choice is one choice, another choice is a new decision. */
function settleAgain(row: RecordRow, decision: Decision, change: SettleChange, chosen: Side): Merged {
  const current =
    decision.about === "withdrawal"
      ? { value: row.withdrawn ? "withdraw" : "keep", change: decision.settled?.change ?? decision.id }
      : { value: fieldState(row, decision.field).value, change: fieldState(row, decision.field).by };
  if (jsonEqual(current.value, change.to)) return { row, outcome: "same", decision: decision.id };
  const again: Decision = {
    id: change.id,
    about: decision.about,
    field: decision.field,
    before: decision.before,
    kept: current,
    others: [chosen],
    state: "open",
  };
  return { row: withDecision(row, again), outcome: "decision", decision: again.id };
}

function reopen({ row }: Input, change: ReopenChange): Merged | Refusal {
  const decision = row.decisions.find((d) => d.id === change.decision);
  if (!decision) return refuse("noSuchDecision", "There is nothing to decide here any more.");
  if (decision.state === "open") return { row, outcome: "same", decision: decision.id };
  const since = () =>
    refuse("changedSince", "This was changed again since you decided. Change it where it stands now.");
  if (decision.settled?.change !== change.base) return since();
  const { settled: _undone, ...rest } = decision;
  const open = withDecision(row, { ...rest, state: "open" });
  if (decision.about === "withdrawal") {
    if (row.withdrawn && row.withdrawn.change !== change.base) return since();
    return { row: { ...open, withdrawn: null }, outcome: "applied", decision: decision.id };
  }
  if (fieldState(row, decision.field).by !== change.base) return since();
  // A later edit based on the undone choice becomes a side of its own: its author saw neither.
  return {
    row: withField(open, decision.field, { value: decision.kept.value, by: decision.kept.change }),
    outcome: "applied",
    decision: decision.id,
  };
}

/** Keeps the stamps of the changes a row still names. */
function liveStamps(row: RecordRow): RecordRow["stamps"] {
  const named = new Set<string>(liveChanges(row));
  if (row.withdrawn) named.add(row.withdrawn.change);
  for (const state of Object.values(row.fields)) for (const id of state.also ?? []) named.add(id);
  for (const decision of row.decisions) {
    for (const side of [decision.kept, ...decision.others]) named.add(side.change);
    if (decision.settled) named.add(decision.settled.change);
  }
  const stamps: { [change: string]: Stamp } = {};
  for (const id of named) {
    const stamp = row.stamps[id];
    if (stamp) stamps[id] = stamp;
  }
  return stamps;
}
