// Pull: everything a device may hold reaches it here (F3). First a snapshot, scope by scope; then the feed of what
// changed since its cursor, and a backfill of what it may hold from now on.
//
//  - the feed passes every sequence number once and in order; what a device may not hold is left out of the page,
//    not of the count [S8]
//  - a cursor from another epoch, below the horizon or above what was ever given means: begin again [S9]
//  - what may be held is told when the device names another version of it than the one that stands (A14)

import type { PullAnswer, PullRequest } from "#protocol/pull.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { ChangeRow, Storage } from "../storage/storage.ts";
import type { Asker } from "./accept.ts";
import { backfill } from "./backfill.ts";
import { answer, entryOf, ERASE, type Page, PAGE_SIZE } from "./page.ts";
import { type ScopeRules, scopeFor } from "./scope-for.ts";
import { parsePlace, snapshot } from "./snapshot.ts";
import { confirmGrants, tellGrants } from "./tell-grants.ts";
import { tellHead } from "./tell-head.ts";

export interface FeedDeps extends ScopeRules {
  readonly storage: Storage;
  readonly clock: { now(): number };
}

/**
 * Five times the most changes an envelope can have: a page always holds a whole envelope. More than a tablet that
 * was away while a room worked for a day has to fetch: that is one page.
 */
const MOST_CHANGES = 1_250;
/**
 * In characters of JSON. A page of the feed says the same of many records and shrinks to a fifth or less on its way; and
 * to a device each page costs the reading and writing of every pupil that is in it, however little it says of them.
 */
const FEED_SIZE = 7 * PAGE_SIZE;

export async function answerPull(deps: FeedDeps, asker: Asker, request: PullRequest): Promise<PullAnswer> {
  return deps.storage.transact(asker.school, async (tx) => {
    const school = await tx.row();
    const device = await tx.device(asker.device);
    if (!device) throw new Error("the device went while its pull was on the way");
    const now = deps.clock.now();
    const held = await deps.grants.heldBy(tx, school, device, now);
    const page: Page = { tx, school, device: device.id, scope: scopeFor(deps, { device, held }) };
    const telling = { tx, device, now, version: deps.grants.versionFor(school, device, now) };
    // A device that named another epoch keeps to nothing of this one.
    const keeps = request.epoch === school.epoch && request.grants === telling.version;
    if (keeps) await confirmGrants(telling);
    const { copy = device.secondCopy, witness } = request;
    if (copy !== device.secondCopy) await tx.putDevice({ ...device, secondCopy: copy });
    // Before anything else is written: what is told here is what the device saw, or did not see, of the time before.
    const audit =
      witness === undefined
        ? {}
        : { audit: await tellHead({ tx, device: device.id, now }, request.epoch === school.epoch ? witness : null) };
    const brought = { ...(await bring(page, request, keeps)), ...audit };
    // Their ways in are gone from the device, and one was put back: it is told once more (A18).
    const hasEnded = asker.reader !== undefined && ((await tx.accountOf(asker.reader))?.ended ?? null) !== null;
    if ((keeps && !hasEnded) || request.grants === undefined) return brought;
    return { ...brought, grants: await tellGrants(telling, held) };
  });
}

function bring(page: Page, request: PullRequest, keeps: boolean): Promise<PullAnswer> {
  const { school } = page;
  const sameEpoch = request.epoch === school.epoch;
  const { cursor, want = [] } = request;
  if (sameEpoch && cursor !== null && cursor >= school.horizon && cursor <= school.seq)
    return keeps && want.length > 0 ? backfill(page, want, cursor) : feed(page, cursor);
  const place = sameEpoch && cursor === null ? parsePlace(request.after, school.seq) : undefined;
  return snapshot(page, place ?? { seq: school.seq });
}

async function feed({ tx, school, scope, device }: Page, cursor: number): Promise<PullAnswer> {
  const read = await tx.changesAfter(cursor, MOST_CHANGES);
  const rowById = new Map(
    (await tx.records([...new Set(read.map(({ change }) => change.record))])).map((r) => [r.id as string, r]),
  );
  const page: ChangeRow[] = [];
  const rows = new Map<string, RecordRow>();
  let size = 0;
  for (const envelope of envelopesOf(read)) {
    // The last one read may go on beyond the limit: it waits for the next page, so that a commit arrives whole.
    if (read.length === MOST_CHANGES && envelope.at(-1) === read.at(-1) && page.length > 0) break;
    if (page.length > 0 && size > FEED_SIZE) break;
    for (const row of envelope) {
      page.push(row);
      if (!scope.mayRead(row.change)) continue;
      const record = rowById.get(row.change.record);
      if (row.change.kind !== "create") size += JSON.stringify(row.change).length;
      if (!record || rows.has(record.id)) continue;
      rows.set(record.id, record);
      size += JSON.stringify(record).length;
    }
  }
  const last = page.at(-1)?.seq ?? cursor;
  const told = page.filter(({ change, bodiless }) => !bodiless && change.kind !== "create" && scope.mayRead(change));
  const own = page.filter((row) => row.device === device).map(({ change }) => change.id);
  // A device throws the scope of an erased record away and asks for it anew: it has no other way to forget one record.
  const erased = page.filter(({ change }) => (change.kind as string) === ERASE && scope.holds(change.scope));
  const purge = [...new Set(erased.map(({ change }) => change.scope))];
  return {
    ...answer(school, "feed", { rows: [...rows.values()], entries: told.map(entryOf), own, purge }),
    cursor: last,
    more: last < school.seq,
  };
}

/** Neighbours of one envelope together. */
function envelopesOf(changes: readonly ChangeRow[]): readonly (readonly ChangeRow[])[] {
  const envelopes: ChangeRow[][] = [];
  for (const row of changes) {
    const last = envelopes.at(-1);
    if (last?.[0]?.envelope === row.envelope) last.push(row);
    else envelopes.push([row]);
  }
  return envelopes;
}
