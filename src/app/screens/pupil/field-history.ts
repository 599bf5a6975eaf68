// The story of one field: every value anybody gave it, who and when, and of two written apart which one was used.

import { type Json, jsonEqual } from "#base/json.ts";
import type { HistoryLine } from "#device/device.ts";
import type { CreateChange } from "#ledger/change.ts";
import type { ChangeId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";

export interface FieldStep {
  readonly key: string;
  readonly change: ChangeId;
  /**
   * wrote: the first value; changed: another one; beside: written apart from the value that stood, so a person
   * decided or will; chose: that decision; reopened: undid it; added, removed: an item of a list; withdrew and
   * restored: the whole record.
   */
  readonly what:
    | "wrote"
    | "changed"
    | "beside"
    | "chose"
    | "reopened"
    | "added"
    | "removed"
    | "completed"
    | "amended"
    | "withdrew"
    | "restored";
  readonly value: Json;
  readonly author: string;
  readonly device: string;
  /** The moment its device's clock showed. */
  readonly at: string;
  readonly reason?: string;
  /** Of a value in a decision that was settled for another one. */
  readonly notUsed: boolean;
  /** Of a value whose decision still waits. */
  readonly waits: boolean;
  readonly outcome: HistoryLine["outcome"];
}

/** What of a record a history is read against. */
type Told = Pick<ViewRecord, "decisions" | "fields" | "lists">;
type Made = Told & Pick<ViewRecord, "id" | "type" | "scope" | "created" | "stamps">;

/**
 * The history with the making of the record at its head. The server leaves it out (the record says who made it, and
 * its first values stand in the record or in the changes that replaced them); unsent, it is there already.
 */
export function wholeHistory(record: Made, lines: readonly HistoryLine[]): readonly HistoryLine[] {
  const stamp = record.stamps[record.created];
  if (!stamp || lines.some((line) => line.change.id === record.created)) return lines;
  const { id, type, scope, created } = record;
  const change = { kind: "create" as const, id: created, record: id, type, scope, fields: {} };
  return [{ change, ...stamp, outcome: "applied" }, ...lines];
}

/** The steps of one field, oldest first. */
export function fieldHistory(record: Made, told: readonly HistoryLine[], field: string): readonly FieldStep[] {
  const lines = wholeHistory(record, told);
  const steps: FieldStep[] = [];
  for (const line of lines) {
    for (const step of stepsOf(record, lines, line, field)) {
      const { notUsed, waits } = fate(record, field, line.change.id, step.value);
      const { author, device, at, outcome } = line;
      steps.push({
        key: `${line.change.id} ${steps.length}`,
        change: line.change.id,
        author,
        device,
        at,
        outcome,
        notUsed,
        waits,
        ...step,
      });
    }
  }
  return steps;
}

function stepsOf(
  record: Told,
  lines: readonly HistoryLine[],
  { change, outcome }: HistoryLine,
  field: string,
): readonly Pick<FieldStep, "what" | "value" | "reason">[] {
  switch (change.kind) {
    case "create": {
      const items = firstItems(record, lines, change, field);
      if (items.length > 0) return items.map((value) => ({ what: "added", value }));
      const value = firstValue(record, lines, change, field);
      return value === null ? [] : [{ what: "wrote", value }];
    }
    case "set":
      if (change.field !== field) return [];
      if (outcome === "decision") return [{ what: "beside", value: change.to }];
      return [{ what: change.from === null ? "wrote" : "changed", value: change.to }];
    case "add":
      return change.field === field ? [{ what: "added", value: change.value }] : [];
    case "remove":
      return change.field === field ? [{ what: "removed", value: change.from }] : [];
    case "amend": {
      const value = change.fields[field];
      if (value === undefined) return [];
      return [{ what: change.how, value, ...(change.reason === undefined ? {} : { reason: change.reason }) }];
    }
    case "settle":
      return decidesOn(record, change.decision, field) ? [{ what: "chose", value: change.to }] : [];
    case "reopen":
      return decidesOn(record, change.decision, field) ? [{ what: "reopened", value: null }] : [];
    case "withdraw":
      return [{ what: "withdrew", value: null, reason: change.reason }];
    case "restore":
      return [{ what: "restored", value: null }];
    default: {
      const other: never = change;
      throw new Error(`no step for ${JSON.stringify(other)}`);
    }
  }
}

const decidesOn = (record: Pick<ViewRecord, "decisions">, decision: ChangeId, field: string): boolean =>
  record.decisions.some((one) => one.id === decision && one.about === "field" && one.field === field);

/**
 * What the create said of a field. Its body is left out of a history unless a later change replaced the value, which
 * then stands in that change's `from`; a value never replaced still stands in the record.
 */
export function firstValue(
  record: Pick<ViewRecord, "fields">,
  lines: readonly HistoryLine[],
  create: CreateChange,
  field: string,
): Json {
  const said = create.fields[field];
  if (said !== undefined) return said;
  for (const { change } of lines) {
    if (change.kind === "set" && change.field === field && change.base === create.id) return change.from;
  }
  const state = record.fields[field];
  return state && state.by === create.id ? state.value : null;
}

/** The items a list began with: those that still stand, and those taken out since, with the words that stood there. */
function firstItems(record: Told, lines: readonly HistoryLine[], create: CreateChange, field: string): readonly Json[] {
  const standing = Object.values(record.lists[field] ?? {}).filter((item) => item.adds.includes(create.id));
  const gone = lines.flatMap(({ change }) =>
    change.kind === "remove" && change.field === field && change.base.includes(create.id) ? [change.from] : [],
  );
  return [...standing.map((item) => item.value), ...gone];
}

function fate(
  record: Pick<ViewRecord, "decisions">,
  field: string,
  id: ChangeId,
  value: Json,
): Pick<FieldStep, "notUsed" | "waits"> {
  const decision = record.decisions.findLast(
    (one) => one.field === field && [one.kept, ...one.others].some((side) => side.change === id),
  );
  if (!decision || decision.about !== "field") return { notUsed: false, waits: false };
  const waits = decision.state === "open";
  return { waits, notUsed: !waits && !jsonEqual(decision.settled?.value, value) };
}
