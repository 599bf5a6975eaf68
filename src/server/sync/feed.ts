// Pull: everything a device may hold reaches it here (F3). First a snapshot, scope by scope; then the feed of what
// changed since its cursor.
//
//  - a snapshot brings what is in use first: the school's own, then the scope that was written in last, and in the end
//    those that nobody has touched for years. A tablet can be worked with long before everything is there
//  - the snapshot's sequence S is fixed at its first page: what changes while the pages travel comes again in the
//    feed after S, so nothing falls between [S8]
//  - the feed passes every sequence number once and in order; what a device may not hold is left out of the page,
//    not of the count [S8]
//  - a cursor from another epoch, below the horizon or above what was ever given means: begin again [S9]

import type { Entry, PullAnswer, PullRequest } from "#protocol/pull.ts";
import { WIRE } from "#protocol/version.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { ChangeRow, SchoolRow, SchoolTx, Storage } from "../storage/storage.ts";
import type { Asker } from "./accept.ts";
import { type Scope, type ScopeRules, scopeFor } from "./scope-for.ts";

export interface FeedDeps extends ScopeRules {
  readonly storage: Storage;
}

/** In characters of JSON: what a school's wireless brings in half a second. A single scope may be larger. */
const PAGE_SIZE = 500_000;
const MOST_SCOPES = 400;
/** Scopes whose size is asked for at a time: a page seldom holds more of those that are in use. */
const SIZED_AT_ONCE = 25;
/** At least twice the most changes an envelope can have: a page always holds a whole envelope. */
const MOST_CHANGES = 500;

export async function answerPull(deps: FeedDeps, asker: Asker, request: PullRequest): Promise<PullAnswer> {
  return deps.storage.transact(asker.school, async (tx) => {
    const school = await tx.row();
    const device = await tx.device(asker.device);
    if (!device) throw new Error("the device went while its pull was on the way");
    const scope = scopeFor(deps, { device });
    const sameEpoch = request.epoch === school.epoch;
    const { cursor } = request;
    if (sameEpoch && cursor !== null && cursor >= school.horizon && cursor <= school.seq)
      return feed({ tx, school, scope, device: device.id }, cursor);
    const place = sameEpoch && cursor === null ? parsePlace(request.after, school.seq) : undefined;
    return snapshot({ tx, school, scope, device: device.id }, place ?? { seq: school.seq });
  });
}

interface Page {
  readonly tx: SchoolTx;
  readonly school: SchoolRow;
  readonly scope: Scope;
  readonly device: string;
}

/** Where a snapshot goes on: its sequence, and the newest change of the last scope sent (storage.ts: scopes). */
interface Place {
  readonly seq: number;
  readonly below?: number;
}

function parsePlace(token: string | undefined, newest: number): Place | undefined {
  const parts = /^(\d{1,15})\.(\d{1,15})$/.exec(token ?? "");
  if (!parts) return undefined;
  const seq = Number(parts[1]);
  return seq <= newest ? { seq, below: Number(parts[2]) } : undefined;
}

async function snapshot({ tx, school, scope, device }: Page, place: Place): Promise<PullAnswer> {
  const found = await tx.scopes({ upTo: place.seq, below: place.below }, MOST_SCOPES);
  const taken = await thatFit(tx, found);
  const scopes = taken.map((one) => one.scope);
  const last = taken.at(-1);
  const more = taken.length < found.length || found.length === MOST_SCOPES;
  const rows = (await tx.recordsIn(scopes)).filter((row) => scope.mayRead(row));
  const entries = (await tx.entriesIn(scopes)).filter(({ change }) => scope.mayRead(change)).map(entryOf);
  const page = answer(school, "snapshot", { rows, entries, own: await tx.ownIn(scopes, device) });
  if (!more || !last) return { ...page, cursor: place.seq, more: false };
  // The school's own comes first and may have been changed before anything else: all the others are still to come.
  const below = last.scope === SCHOOL_SCOPE ? place.seq + 1 : last.newest;
  return { ...page, cursor: null, after: `${place.seq}.${below}`, more };
}

/** The first scopes that fill a page; one at least, however large. */
async function thatFit<Scoped extends { readonly scope: string }>(
  tx: SchoolTx,
  found: readonly Scoped[],
): Promise<readonly Scoped[]> {
  const taken: Scoped[] = [];
  let size = 0;
  for (let at = 0; at < found.length; at += SIZED_AT_ONCE) {
    const part = found.slice(at, at + SIZED_AT_ONCE);
    const sizes = await tx.sizesOf(part.map((one) => one.scope));
    for (const [i, one] of part.entries()) {
      size += sizes[i] ?? 0;
      if (taken.length > 0 && size > PAGE_SIZE) return taken;
      taken.push(one);
    }
  }
  return taken;
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
    if (page.length > 0 && size > PAGE_SIZE) break;
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
  const entries = page.filter(({ change }) => change.kind !== "create" && scope.mayRead(change)).map(entryOf);
  const own = page.filter((row) => row.device === device).map(({ change }) => change.id);
  return {
    ...answer(school, "feed", { rows: [...rows.values()], entries, own }),
    cursor: last,
    more: last < school.seq,
  };
}

function answer(
  school: SchoolRow,
  kind: PullAnswer["kind"],
  page: Pick<PullAnswer, "rows" | "entries" | "own">,
): Omit<PullAnswer, "cursor" | "more" | "after"> {
  return { waymark: "pull", wire: WIRE, epoch: school.epoch, kind, ...page, purge: [], horizon: school.horizon };
}

function entryOf({ seq, change, author, device, at, received, outcome }: ChangeRow): Entry {
  return { seq, change, author, device, at, received, outcome };
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
