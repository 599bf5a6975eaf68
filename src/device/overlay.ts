// What waits on this device, by record: which of its changes are laid over what the server sent, and which stand
// aside. Pure; the answers to all questions are built on it.

import type { Change } from "#ledger/change.ts";
import type { ChangeId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { Schema } from "#ledger/schema.ts";
import { upgradeChange } from "#ledger/upgrade.ts";
import { layOver, type ViewRecord, type WaitingChange } from "#ledger/view.ts";
import type { Entry } from "#protocol/pull.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { PendingRow } from "./ports.ts";

export interface WaitingRecord {
  readonly record: RecordId;
  readonly type: string;
  readonly scope: ScopeId;
  readonly changes: readonly WaitingChange[];
}

export interface Waiting {
  /** In device order. */
  readonly rows: readonly PendingRow[];
  readonly byRecord: ReadonlyMap<RecordId, WaitingRecord>;
  /** The same, by scope: a question about one pupil does not look at what waits about the others. */
  readonly byScope: ReadonlyMap<ScopeId, readonly WaitingRecord[]>;
}

export const NOTHING_WAITS: Waiting = { rows: [], byRecord: new Map(), byScope: new Map() };

const isAccepted = (verdict: ChangeVerdict | undefined): boolean =>
  verdict?.verdict === "accepted" || verdict?.verdict === "decision";

/** A change that adds without covering what stands: it stays on its author's screen even when it was refused. */
const coversNothing = (change: Change): boolean => ["create", "amend", "add"].includes(change.kind);

/** Sorts the pending rows by record. `rows` stand in device order. */
export function waitingOf(rows: readonly PendingRow[], schema: Schema): Waiting {
  const byRecord = new Map<RecordId, { record: RecordId; type: string; scope: ScopeId; changes: WaitingChange[] }>();
  for (const { state, inside } of rows) {
    const { envelope, verdicts } = inside;
    const stamp = { author: envelope.author, device: envelope.device, at: envelope.at };
    // No "no": a newer server files it, and what its author writes next is written on it [S27].
    const awaitsNewer = verdicts.some((one) => one.verdict === "parked" && one.code === "newerSchema");
    for (const written of envelope.changes) {
      // An app that was updated since reads it in today's words; what is sent stays as it was signed (F5).
      const upgraded = upgradeChange(schema, envelope.schema, written);
      const change = isRefusal(upgraded) ? written : upgraded;
      const verdict = verdicts.find((one) => one.change === change.id);
      const unsent = state !== "accepted" && !isAccepted(verdict);
      const aside = state === "refused" && unsent && !awaitsNewer && !coversNothing(change);
      const waiting: WaitingChange = aside ? { change, stamp, unsent, aside } : { change, stamp, unsent };
      const held = byRecord.get(change.record);
      if (held) held.changes.push(waiting);
      else
        byRecord.set(change.record, {
          record: change.record,
          type: change.type,
          scope: change.scope,
          changes: [waiting],
        });
    }
  }
  const byScope = new Map<ScopeId, WaitingRecord[]>();
  for (const one of byRecord.values()) {
    const held = byScope.get(one.scope);
    if (held) held.push(one);
    else byScope.set(one.scope, [one]);
  }
  return { rows, byRecord, byScope };
}

/** The same as sorting them all anew with one more at the end, without looking at the others again. */
export function waitingWith(waiting: Waiting, row: PendingRow, schema: Schema): Waiting {
  const byRecord = new Map(waiting.byRecord);
  const byScope = new Map(waiting.byScope);
  for (const one of waitingOf([row], schema).byRecord.values()) {
    const before = byRecord.get(one.record);
    const after = before ? { ...before, changes: [...before.changes, ...one.changes] } : one;
    byRecord.set(one.record, after);
    const others = byScope.get(after.scope) ?? [];
    byScope.set(after.scope, before ? others.map((held) => (held === before ? after : held)) : [...others, after]);
  }
  return { rows: [...waiting.rows, row], byRecord, byScope };
}

/** The changes that the feed has brought already: they are in the row, or were replaced in it since. */
export function arrivedIn(row: RecordRow | undefined, entries: readonly Entry[]): ReadonlySet<ChangeId> {
  const arrived = new Set(entries.map((entry) => entry.change.id));
  if (row) arrived.add(row.created);
  return arrived;
}

/** A record as its adult sees it: the server's row, and over it what waits here and has not come back yet [S5]. */
export function viewOf(
  row: RecordRow | undefined,
  waiting: WaitingRecord | undefined,
  entries: readonly Entry[],
  schema: Schema,
): ViewRecord | undefined {
  if (!waiting) return row && { ...row, unsent: [] };
  const arrived = arrivedIn(row, entries);
  const ahead = waiting.changes.filter(({ change }) => !arrived.has(change.id));
  return layOver(row, ahead, schema.definitions[waiting.type], schema.version);
}
