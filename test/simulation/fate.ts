// What became of an accepted change, from the log and the record alone: what it said stands, or was replaced by
// someone who had seen it, or is a side of a decision. A fourth way there is not [I0].

import { jsonEqual, type Json } from "#base/json.ts";
import type { Change } from "#ledger/change.ts";
import { decisionFor } from "#ledger/merge-decision.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { ChangeRow } from "#server/storage/storage.ts";

export type Fate = "current" | "replaced" | "side" | "same";

export function fateOf(entry: ChangeRow, log: readonly ChangeRow[], row: RecordRow | undefined): Fate | undefined {
  const { change, outcome } = entry;
  if (!row) return undefined;
  const later = log.filter((other) => other.seq > entry.seq && other.change.record === change.record);
  const isSide = row.decisions.some((one) =>
    [one.kept, ...one.others, ...(one.settled ? [one.settled] : [])].some((side) => side.change === change.id),
  );
  if (isSide) return "side";
  switch (change.kind) {
    case "create":
      return row.created === change.id && firstValuesStand(change, row, later) ? "current" : undefined;
    case "set":
      return stands(row, change.field, change.id, change.to) ?? replaced(change.id, change.field, change.to, log);
    case "settle":
      return settled(change, row, log) ?? (outcome === "same" ? "same" : undefined);
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

/** Somebody wrote on, or chose, with this value before them: this change's, or an equal one. */
function replaced(id: string, field: string, value: Json, log: readonly ChangeRow[]): Fate | undefined {
  const alike = new Set<string>([id]);
  for (const { change } of log)
    if ((change.kind === "set" && change.field === field) || change.kind === "settle")
      if (jsonEqual(change.to, value)) alike.add(change.id);
  const seen = log.some(({ change }) => {
    if (change.kind === "set") return change.field === field && change.id !== id && alike.has(change.base);
    return change.kind === "settle" && change.id !== id && change.base.some((one) => alike.has(one));
  });
  return seen ? "replaced" : undefined;
}

function firstValuesStand(
  create: Extract<Change, { kind: "create" }>,
  row: RecordRow,
  later: readonly ChangeRow[],
): boolean {
  return Object.entries(create.fields).every(([field, value]) => {
    const state = row.fields[field];
    if (state?.by === create.id) return jsonEqual(state.value, value);
    return later.some(({ change }) =>
      change.kind === "set"
        ? change.field === field && change.base === create.id
        : change.kind === "settle" && change.base.includes(create.id),
    );
  });
}

function settled(
  change: Extract<Change, { kind: "settle" }>,
  row: RecordRow,
  log: readonly ChangeRow[],
): Fate | undefined {
  const reopened = log.some(({ change: other }) => other.kind === "reopen" && other.base === change.id);
  if (reopened || log.some(({ change: other }) => other.kind === "set" && other.base === change.id)) return "replaced";
  const decision = decisionFor(row, change);
  if (!decision) return undefined;
  if (decision.about === "withdrawal")
    return row.restored?.includes(change.id) || row.withdrawn?.also?.includes(change.id) ? "current" : undefined;
  return stands(row, decision.field, change.id, change.to) ?? replaced(change.id, decision.field, change.to, log);
}

const seesWithdrawal = (change: Change, id: string): boolean =>
  (change.kind === "restore" || change.kind === "settle") && (change.base as readonly string[]).includes(id);

const hides = (change: Change): boolean =>
  change.kind === "withdraw" || (change.kind === "settle" && change.to === "withdraw");
