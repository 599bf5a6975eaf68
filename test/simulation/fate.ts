// What became of an accepted change, from the log and the record alone: what it said stands, or was replaced by
// someone who had seen it, or is a side of a decision. A fourth way there is not [I0].

import { jsonEqual, type Json } from "#base/json.ts";
import type { Change } from "#ledger/change.ts";
import { decisionFor } from "#ledger/merge-decision.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { ChangeRow } from "#server/storage/storage.ts";

export type Fate = "current" | "replaced" | "side" | "same";

/** Who had what in front of them when they wrote a change: the book says, whatever the change says of itself. */
export type Knew = (change: string, record: string) => ReadonlySet<string> | undefined;

export function fateOf(
  entry: ChangeRow,
  log: readonly ChangeRow[],
  row: RecordRow | undefined,
  knew: Knew,
): Fate | undefined {
  const { change, outcome } = entry;
  if (!row) return undefined;
  const later = log.filter((other) => other.seq > entry.seq && other.change.record === change.record);
  const isSide = row.decisions.some((one) =>
    [one.kept, ...one.others, ...(one.settled ? [one.settled] : [])].some((side) => side.change === change.id),
  );
  if (isSide) return "side";
  switch (change.kind) {
    case "create":
      return row.created === change.id && firstValuesStand(change, row, log, knew) ? "current" : undefined;
    case "set":
      return stands(row, change.field, change.id, change.to) ?? replaced(change, change.field, log, knew);
    case "settle":
      return settled(change, row, log, knew) ?? (outcome === "same" ? "same" : undefined);
    case "reopen": {
      return row.decisions.length > 0 ? "current" : undefined;
    }
    case "add": {
      if (row.lists[change.field]?.[change.item]?.adds.includes(change.id)) return "current";
      const taken = later.some((other) => other.change.kind === "remove" && other.change.base.includes(change.id));
      return taken ? "replaced" : undefined;
    }
    case "remove": {
      const left = row.lists[change.field]?.[change.item]?.adds.filter((id) => change.base.includes(id)) ?? [];
      return left.length === 0 ? "current" : undefined;
    }
    case "amend":
      return row.amendments.some((one) => one.change === change.id && jsonEqual(one.fields, change.fields))
        ? "current"
        : undefined;
    case "withdraw": {
      if (row.withdrawn && [row.withdrawn.change, ...(row.withdrawn.also ?? [])].includes(change.id)) return "current";
      const undone = later.some(({ change: other }) => seesWithdrawal(other, change.id));
      return undone ? "replaced" : outcome === "same" ? "same" : undefined;
    }
    case "restore":
      return row.withdrawn === null || later.some(({ change: other }) => hides(other)) ? "current" : undefined;
    default:
      return undefined;
  }
}

function stands(row: RecordRow, field: string, id: string, value: Json): Fate | undefined {
  const state = row.fields[field];
  if (state?.by === id) return jsonEqual(state.value, value) ? "current" : undefined;
  const said = (state?.also ?? []).some((other) => other === id) && jsonEqual(state?.value, value);
  return said ? "same" : undefined;
}

/** Somebody who had this value before them, this change's or an equal one, wrote on or chose. */
function replaced(
  said: { readonly id: string; readonly record: string; readonly to: Json },
  field: string,
  log: readonly ChangeRow[],
  knew: Knew,
): Fate | undefined {
  const here = log.filter(({ change }) => change.record === said.record);
  const alike = new Set<string>([said.id]);
  for (const { change } of here) if (jsonEqual(valueIn(change, field), said.to)) alike.add(change.id);
  const seen = here.some(({ change }) => {
    if (change.id === said.id || valueIn(change, field) === undefined) return false;
    const known = knew(change.id, change.record);
    return known !== undefined && [...alike].some((id) => known.has(id));
  });
  return seen ? "replaced" : undefined;
}

/** The value a change gives a field; of a choice it is not said which field it is about. */
function valueIn(change: Change, field: string): Json | undefined {
  if (change.kind === "set") return change.field === field ? change.to : undefined;
  return change.kind === "settle" ? change.to : change.kind === "create" ? change.fields[field] : undefined;
}

function firstValuesStand(
  create: Extract<Change, { kind: "create" }>,
  row: RecordRow,
  log: readonly ChangeRow[],
  knew: Knew,
): boolean {
  return Object.entries(create.fields).every(([field, to]) => {
    const state = row.fields[field];
    if (state?.by === create.id) return jsonEqual(state.value, to);
    return replaced({ id: create.id, record: create.record, to }, field, log, knew) !== undefined;
  });
}

function settled(
  change: Extract<Change, { kind: "settle" }>,
  row: RecordRow,
  log: readonly ChangeRow[],
  knew: Knew,
): Fate | undefined {
  const reopened = log.some(({ change: other }) => other.kind === "reopen" && other.base === change.id);
  if (reopened || log.some(({ change: other }) => other.kind === "set" && other.base === change.id)) return "replaced";
  const decision = decisionFor(row, change);
  if (!decision) return undefined;
  if (decision.about === "withdrawal")
    return row.restored?.includes(change.id) || row.withdrawn?.also?.includes(change.id) ? "current" : undefined;
  return stands(row, decision.field, change.id, change.to) ?? replaced(change, decision.field, log, knew);
}

const seesWithdrawal = (change: Change, id: string): boolean =>
  (change.kind === "restore" || change.kind === "settle") && (change.base as readonly string[]).includes(id);

const hides = (change: Change): boolean =>
  change.kind === "withdraw" || (change.kind === "settle" && change.to === "withdraw");
