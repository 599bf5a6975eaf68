// One page of the feed, in one transaction: rows, history, summaries, the envelopes it brings back, and the cursor
// last of all things that can fail, so that a cursor never stands ahead of its rows [S8].

import type { ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { PendingOutside, PendingRow, StoreTx, Touched } from "../ports.ts";
import { arrivedIn } from "../overlay.ts";
import { emptySummary, summaryWith } from "../summary-of-scope.ts";
import { applyGrants } from "./apply-grants.ts";
import { takes } from "./holdings.ts";
import { moveToAccepted } from "./keep-verdicts.ts";
import { keepWitness } from "./witness.ts";

/** Where the device stood when it asked. */
export interface Place {
  readonly epoch: string | null;
  readonly cursor: number | null;
  readonly after: string | undefined;
  /** The version of the grants it keeps to. */
  readonly grants?: string | null;
  /** What it may hold and was not sent yet. */
  readonly want?: readonly ScopeId[];
}

/** What was touched; nothing when the device stands elsewhere by now (another tab was quicker). */
export async function applyPage(
  tx: StoreTx,
  schema: Schema,
  asked: Place,
  page: PullAnswer,
  at: number,
): Promise<Touched> {
  // An answer to a question asked under other grants may bring what may not be here any more (A15).
  const stands =
    ((await tx.control("epoch")) ?? null) === asked.epoch &&
    ((await tx.control("cursor")) ?? null) === asked.cursor &&
    (await tx.control("snapshotAfter")) === asked.after &&
    (await keptGrants(tx)) === (asked.grants ?? null);
  if (!stands) return NOTHING;
  if (page.kind !== "snapshot" && (page.cursor === null || page.cursor < (asked.cursor ?? 0))) return NOTHING;
  // The first page of a snapshot takes the place of everything that stood here.
  const anew = page.kind === "snapshot" && (asked.cursor !== null || asked.after === undefined);
  if (anew) {
    await tx.clearState();
    await tx.setControl("cursor", undefined);
  }
  await tx.setControl("epoch", page.epoch);
  await tx.setControl("lastContact", at);
  await keepWitness(tx, page);
  if (page.grants && (await applyGrants(tx, page.grants, { anew, at })) === "afresh") return EVERYTHING;
  if (anew && !page.grants) await setWanted(tx, () => []);
  if (page.kind === "backfill") {
    const filled = await fill(tx, schema, page, at);
    await keepUpToDate(tx, asked, page, at);
    return filled;
  }
  await purge(tx, page.purge as readonly ScopeId[]);
  const part = partOf(page, takes(await tx.holdings()));
  await putSummaries(tx, schema, part);
  await put(tx, part);
  const tookBack = await takeOwnBack(tx, page, at);
  if (page.cursor !== null) await tx.setControl("cursor", page.cursor);
  await tx.setControl("snapshotAfter", page.cursor === null ? page.after : undefined);
  await tx.setControl("horizon", page.horizon);
  await keepUpToDate(tx, asked, page, at);
  return anew || page.grants ? EVERYTHING : touchedBy(page, tookBack);
}

/** Is everything here now? Beside a snapshot of several pages others went on writing: the feed brings that. */
async function keepUpToDate(tx: StoreTx, asked: Place, page: PullAnswer, at: number): Promise<void> {
  const isLast = !page.more && !(page.kind === "snapshot" && asked.after !== undefined);
  if (isLast && !(await tx.control("filling"))) await tx.setControl("upToDate", at);
}

/** The version of the grants it keeps to; none where it does not know what they said (the vault was made anew). */
export async function keptGrants(tx: StoreTx): Promise<string | null> {
  const version = await tx.control("grants");
  return version !== undefined && (await tx.holdings()) ? version : null;
}

const NOTHING: Touched = { scopes: [], parts: [] };
const EVERYTHING: Touched = { scopes: "all", parts: ["rows", "pending", "drafts", "control", "slots"] };

/**
 * Wanted scopes, whole. The cursor stays where it was when they were asked for, so they are at least as new as all that
 * it passed. What came by another answer in the meantime, or is not wanted any more, is left alone.
 */
async function fill(tx: StoreTx, schema: Schema, page: PullAnswer, at: number): Promise<Touched> {
  const wanted = new Set<string>((await tx.holdings())?.wanted);
  const filled = new Set((page.filled ?? []).filter((scope) => wanted.has(scope)));
  // A snapshot may have brought some of it before it was wanted.
  for (const scope of filled) await tx.purgeScope(scope as ScopeId);
  const part = partOf(page, (scope) => filled.has(scope));
  await putSummaries(tx, schema, part);
  await put(tx, part);
  await setWanted(tx, (before) => before.filter((scope) => !filled.has(scope)));
  const tookBack = await takeOwnBack(tx, page, at);
  return { scopes: tookBack ? "all" : ([...filled] as ScopeId[]), parts: ["rows", "pending", "control"] };
}

/** Throws scopes away; of those that may be held everything is asked for anew. */
async function purge(tx: StoreTx, scopes: readonly ScopeId[]): Promise<void> {
  if (scopes.length === 0) return;
  for (const scope of scopes) await tx.purgeScope(scope);
  const isTaken = takes(await tx.holdings());
  await setWanted(tx, (before) => [...before, ...scopes.filter(isTaken)]);
}

async function setWanted(tx: StoreTx, next: (before: readonly ScopeId[]) => readonly ScopeId[]): Promise<void> {
  const holdings = await tx.holdings();
  if (!holdings) return;
  const wanted = next(holdings.wanted);
  await tx.setHoldings({ ...holdings, wanted });
  await tx.setControl("filling", wanted.length);
}

type Part = Pick<PullAnswer, "kind" | "rows" | "entries">;

/** What of a page belongs to scopes that are taken. */
function partOf({ kind, rows, entries }: PullAnswer, isTaken: (scope: string) => boolean): Part {
  return {
    kind,
    rows: rows.filter((row) => isTaken(row.scope)),
    entries: entries.filter(({ change }) => isTaken(change.scope)),
  };
}

/** What comes scope by scope goes straight into packs. */
async function put(tx: StoreTx, { kind, rows, entries }: Part): Promise<void> {
  return kind === "feed" ? tx.putBrought(rows, entries) : tx.putPacked(rows, entries);
}

function touchedBy(page: PullAnswer, tookBack: boolean): Touched {
  const scopes = new Set<ScopeId>([...page.rows.map((row) => row.scope), ...(page.purge as readonly ScopeId[])]);
  for (const { change } of page.entries) scopes.add(change.scope);
  if (scopes.size === 0 && !tookBack) return { scopes: [], parts: ["control"] };
  return { scopes: tookBack && scopes.size === 0 ? "all" : [...scopes], parts: ["rows", "pending", "control"] };
}

/** Before the rows are put: a summary needs to know what stood there. */
async function putSummaries(tx: StoreTx, schema: Schema, page: Part): Promise<void> {
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
  // A snapshot fills an empty store, a backfill an empty scope.
  const names = rows.map((row) => row.id);
  const held = kind !== "feed" ? [] : await tx.rowsNamed(names, scope);
  const changed = rows
    .map((row, i) => ({ row, before: held[i] }))
    .filter(({ row, before }) => !before || before.seq <= row.seq);
  const summary = (await tx.summary(scope)) ?? emptySummary(scope);
  await tx.putSummary(await summaryWith(tx, schema, summary, changed));
}

/** Envelopes of this device that the feed has now brought whole leave the list of what waits. */
async function takeOwnBack(tx: StoreTx, page: PullAnswer, at: number): Promise<boolean> {
  const { queued, refused, accepted } = await tx.pendingStates();
  const come = accepted.filter(({ acceptedSeq }) => page.cursor !== null && acceptedSeq <= page.cursor);
  await moveToAccepted(tx, await outsideOf(tx, come), at);
  let tookBack = come.length > 0;
  // What was accepted and lies ahead of the cursor comes with a later page, and is not looked at before.
  const waiting = [...queued, ...refused].sort((a, b) => a - b);
  if (waiting.length === 0) return tookBack;
  // Their answer was lost on the way: the feed says it too [S4].
  const own = new Set<string>(page.own);
  if (own.size + page.entries.length + page.rows.length === 0) return tookBack;
  // What was written under a former name is not told as this device's own when the server files it at last [S19].
  const device = (await tx.control("enrolled"))?.device;
  const outside = await outsideOf(
    tx,
    waiting.map((deviceSeq) => ({ deviceSeq })),
  );
  if (outside.some(({ wire }) => !isObject(wire) || wire.device !== device)) {
    for (const { change } of page.entries) own.add(change.id);
    for (const { created } of page.rows) own.add(created);
  }
  if (own.size === 0) return tookBack;
  for (const row of await tx.pendingNamed(waiting)) {
    const { changes } = row.inside.envelope;
    if (!changes.some((change) => own.has(change.id))) continue;
    const acceptedSeq = page.cursor ?? row.acceptedSeq;
    if (await allArrived(tx, row, own)) await moveToAccepted(tx, [{ ...row, acceptedSeq }], at);
    else if (row.state === "refused") await tx.putPending(withTold(row, own, acceptedSeq));
    else continue;
    tookBack = true;
  }
  return tookBack;
}

/** In order; one request for all that stands between the first and the last. */
async function outsideOf(
  tx: StoreTx,
  wanted: readonly Pick<PendingRow, "deviceSeq">[],
): Promise<readonly PendingOutside[]> {
  const numbers = new Set(wanted.map(({ deviceSeq }) => deviceSeq));
  const [first, last] = [wanted[0]?.deviceSeq, wanted.at(-1)?.deviceSeq];
  if (first === undefined || last === undefined) return [];
  return (await tx.pendingBetween(first, last)).filter(({ deviceSeq }) => numbers.has(deviceSeq));
}

/** What was parked and is filed now is not said to wait any longer, whatever the rest of its envelope waits for [S6]. */
function withTold(row: PendingRow, own: ReadonlySet<string>, seq: number): PendingRow {
  const verdicts = row.inside.verdicts.map((one): ChangeVerdict =>
    own.has(one.change) && one.verdict === "parked" ? { change: one.change, verdict: "accepted", seq } : one,
  );
  return { ...row, inside: { ...row.inside, verdicts } };
}

/** What stands in clear may be damaged [S23]. */
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

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
