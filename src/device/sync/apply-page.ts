// One page of the feed, in one transaction: rows, history, summaries, the envelopes it brings back, and the cursor
// last of all things that can fail, so that a cursor never stands ahead of its rows [S8].

import type { ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import type { PendingOutside, PendingRow, StoreTx, Touched } from "../ports.ts";
import { arrivedIn } from "../overlay.ts";
import { emptySummary, summaryWith } from "../summary-of-scope.ts";
import { moveToAccepted } from "./keep-verdicts.ts";

/** Where the device stood when it asked. */
export interface Place {
  readonly epoch: string | null;
  readonly cursor: number | null;
  readonly after: string | undefined;
}

/** What was touched; nothing when the device stands elsewhere by now (another tab was quicker). */
export async function applyPage(
  tx: StoreTx,
  schema: Schema,
  asked: Place,
  page: PullAnswer,
  at: number,
): Promise<Touched> {
  const stands =
    ((await tx.control("epoch")) ?? null) === asked.epoch &&
    ((await tx.control("cursor")) ?? null) === asked.cursor &&
    (await tx.control("snapshotAfter")) === asked.after;
  if (!stands) return NOTHING;
  if (page.kind === "feed" && (page.cursor === null || page.cursor < (asked.cursor ?? 0))) return NOTHING;
  // The first page of a snapshot takes the place of everything that stood here.
  const anew = page.kind === "snapshot" && (asked.cursor !== null || asked.after === undefined);
  if (anew) {
    await tx.clearState();
    await tx.setControl("cursor", undefined);
  }
  for (const scope of page.purge) await tx.purgeScope(scope as ScopeId);
  await putSummaries(tx, schema, page);
  if (page.kind === "snapshot") {
    await tx.putPacked(page.rows, page.entries);
  } else {
    await tx.putRows(page.rows);
    await tx.putEntries(page.entries);
  }
  const tookBack = await takeOwnBack(tx, page, at);
  if (page.cursor !== null) await tx.setControl("cursor", page.cursor);
  await tx.setControl("snapshotAfter", page.cursor === null ? page.after : undefined);
  await tx.setControl("horizon", page.horizon);
  await tx.setControl("epoch", page.epoch);
  await tx.setControl("lastContact", at);
  return anew ? { scopes: "all", parts: ["rows", "pending", "control"] } : touchedBy(page, tookBack);
}

const NOTHING: Touched = { scopes: [], parts: [] };

function touchedBy(page: PullAnswer, tookBack: boolean): Touched {
  const scopes = new Set<ScopeId>([...page.rows.map((row) => row.scope), ...(page.purge as readonly ScopeId[])]);
  for (const { change } of page.entries) scopes.add(change.scope);
  if (scopes.size === 0 && !tookBack) return { scopes: [], parts: ["control"] };
  return { scopes: tookBack && scopes.size === 0 ? "all" : [...scopes], parts: ["rows", "pending", "control"] };
}

/** Before the rows are put: a summary needs to know what stood there. */
async function putSummaries(tx: StoreTx, schema: Schema, page: PullAnswer): Promise<void> {
  const byScope = new Map<ScopeId, RecordRow[]>();
  for (const row of page.rows) {
    const rows = byScope.get(row.scope);
    if (rows) rows.push(row);
    else byScope.set(row.scope, [row]);
  }
  // All asked for at once: a page of pupils nobody has written about holds hundreds of scopes.
  await Promise.all([...byScope].map(([scope, rows]) => putSummary(tx, schema, page.kind, scope, rows)));
}

async function putSummary(
  tx: StoreTx,
  schema: Schema,
  kind: PullAnswer["kind"],
  scope: ScopeId,
  rows: readonly RecordRow[],
): Promise<void> {
  // A snapshot fills an empty store.
  const held = kind === "snapshot" ? [] : await Promise.all(rows.map((row) => tx.row(row.id, scope)));
  const changed = rows
    .map((row, i) => ({ row, before: held[i] }))
    .filter(({ row, before }) => !before || before.seq <= row.seq);
  const summary = (await tx.summary(scope)) ?? emptySummary(scope);
  await tx.putSummary(await summaryWith(tx, schema, summary, changed));
}

/** Envelopes of this device that the feed has now brought whole leave the list of what waits. */
async function takeOwnBack(tx: StoreTx, page: PullAnswer, at: number): Promise<boolean> {
  const outside = await tx.pendingOutside();
  const waiting: PendingOutside[] = [];
  for (const row of outside) {
    const come = row.state === "accepted" && page.cursor !== null && row.acceptedSeq <= page.cursor;
    if (come) await moveToAccepted(tx, row, row.acceptedSeq, at);
    else waiting.push(row);
  }
  let tookBack = waiting.length < outside.length;
  if (waiting.length === 0 || page.own.length === 0) return tookBack;
  // Their answer was lost on the way: the feed says it too [S4].
  const own = new Set<string>(page.own);
  for (const row of await tx.pending()) {
    const { changes } = row.inside.envelope;
    if (!changes.some((change) => own.has(change.id)) || !(await allArrived(tx, row, own))) continue;
    await moveToAccepted(tx, row, page.cursor ?? row.acceptedSeq, at);
    tookBack = true;
  }
  return tookBack;
}

async function allArrived(tx: StoreTx, row: PendingRow, own: ReadonlySet<string>): Promise<boolean> {
  for (const change of row.inside.envelope.changes) {
    if (own.has(change.id)) continue;
    const arrived = arrivedIn(
      await tx.row(change.record, change.scope),
      await tx.entriesOf(change.record, change.scope),
    );
    if (!arrived.has(change.id)) return false;
  }
  return true;
}
