// Puts records and their histories into the packs of their scope: what a snapshot brings straight away, and what came
// later through the feed in idle time. One scope is folded whole within one transaction, so a device that stops at any
// point has either what stood before or what stands after. Only packs that change are written.
//
// A record stands in one pack; where two of it meet, the higher sequence number stays.

import type { ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Entry } from "#protocol/pull.ts";
import {
  type Directory,
  findPacked,
  isInOrder,
  lineFor,
  newestFirst,
  orderOf,
  type PackLine,
  placeFor,
} from "./directory.ts";
import { type HeldDirectory, markOf, type Packs, type Written, writtenOf } from "./packs.ts";
import { type Placed, placedIn } from "./record-forms.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";

/**
 * Characters of a full pack: about eighteen records of a kilobyte. The newest fifty then open three or four packs and
 * little that is not asked for, and a record that is changed costs the opening and sealing of as much. Larger packs fill
 * a device no quicker: by then the sealing counts, and no longer the number of rows in the database.
 */
const FULL = 16_000;
/** A pack grows to this before it is cut: one that is full is not cut again with the next record. */
const TOO_FULL = FULL * 1.5;

export interface ToFold {
  readonly scope: ScopeId;
  readonly rows: readonly RecordRow[];
  readonly entries: readonly Entry[];
}

export interface FoldDeps {
  readonly tables: StoredTables;
  readonly packs: Packs;
  readonly schema: Schema;
}

/** What one folding writes, all scopes of it together: a request a table. */
interface Writes {
  readonly packs: Stored[];
  readonly histories: Stored[];
  readonly directories: Stored[];
  readonly packsGone: string[];
  readonly historiesGone: string[];
  readonly homeless: Entry[];
}

/** Gives back the entries of records that are not here: no pack is theirs. */
export async function fold(deps: FoldDeps, scopes: readonly ToFold[]): Promise<readonly Entry[]> {
  const { tables, packs } = deps;
  const writes: Writes = { packs: [], histories: [], directories: [], packsGone: [], historiesGone: [], homeless: [] };
  const held = await packs.directories(scopes.map(({ scope }) => scope));
  await Promise.all(scopes.map((one, i) => foldScope(deps, writes, one, held[i])));
  await Promise.all([
    ...(["packs", "histories", "directories"] as const).map((table) =>
      writes[table].length === 0 ? undefined : tables.put(table, writes[table]),
    ),
    writes.packsGone.length === 0 ? undefined : tables.delete("packs", writes.packsGone),
    writes.historiesGone.length === 0 ? undefined : tables.delete("histories", writes.historiesGone),
  ]);
  return writes.homeless;
}

async function foldScope(
  { packs, schema }: FoldDeps,
  writes: Writes,
  { scope, rows, entries }: ToFold,
  held: HeldDirectory | undefined,
): Promise<void> {
  const directory: Directory = held?.directory ?? { scope, order: {}, next: 1, packs: [] };
  const v = (held?.v ?? 0) + 1;
  const coming = comingInto(directory, rows, schema);
  const byRecord = entriesByRecord(entries);
  // Where an update of the app orders them in another way, all are put in order anew.
  const anew = !isInOrder(directory, schema);
  const opened = new Set<PackLine>(anew ? directory.packs : []);
  for (const [id, placed] of coming) {
    const here = findPacked(directory, id)?.line;
    const there = placeFor(directory, placed);
    if (here) opened.add(here);
    if (there) opened.add(there);
  }
  for (const [record, theirs] of byRecord) {
    const here = findPacked(directory, record)?.line;
    if (here) opened.add(here);
    else if (!coming.has(record)) writes.homeless.push(...theirs);
  }
  if (opened.size === 0 && coming.size === 0) return;

  const lines = directory.packs.filter((line) => opened.has(line));
  const [records, histories] = await Promise.all([packs.records(scope, lines), packs.histories(scope, lines)]);
  const past = pastOf(histories, byRecord);
  const groups: Group[] = anew
    ? [{ line: undefined, records: records.flat().filter(({ row }) => !coming.has(row.id)) }]
    : lines.map((line, i) => ({
        line,
        records: (records[i] as readonly Placed[]).filter(({ row }) => !coming.has(row.id)),
      }));
  if (groups.length === 0) groups.push({ line: undefined, records: [] });
  for (const placed of coming.values()) {
    const there = anew ? undefined : placeFor(directory, placed);
    (groups.find(({ line }) => line === there) as Group).records.push(placed);
  }

  let next = directory.next;
  const write = (n: number, part: readonly Written[]): PackLine => {
    const pack = packs.packToStore(scope, n, v, part);
    writes.packs.push(pack);
    const chunk = part.map(({ placed }) => placed);
    const theirs = chunk.flatMap(({ row }) => past.get(row.id) ?? []);
    if (theirs.length === 0) return lineFor(n, markOf(pack["box"]), undefined, chunk);
    const history = packs.historyToStore(scope, n, v, theirs);
    writes.histories.push(history);
    return lineFor(n, markOf(pack["box"]), markOf(history["box"]), chunk);
  };
  const written = new Map<PackLine | undefined, readonly PackLine[]>();
  for (const { line, records: theirs } of groups) {
    const chunks = cut(theirs.sort(newestFirst));
    // The number of the pack that was stays with the first part.
    const fresh = chunks.map((chunk, i) => write(i === 0 && line ? line.n : next++, chunk));
    written.set(line, fresh);
  }
  const stay = anew ? [] : directory.packs.flatMap((line) => written.get(line) ?? [line]);
  const after = [...(written.get(undefined) ?? []), ...stay];
  const kept = new Map(after.map((line) => [line.n, line]));
  for (const { n, past: before } of directory.packs) {
    if (!kept.has(n)) writes.packsGone.push(packs.packId(scope, n));
    if (before !== undefined && kept.get(n)?.past === undefined) writes.historiesGone.push(packs.historyId(scope, n));
  }
  const order = orderOf(schema, new Set(after.flatMap(({ held: theirs }) => Object.keys(theirs))));
  writes.directories.push(packs.directoryToStore({ scope, order, next, packs: after }, v));
}

interface Group {
  /** The pack whose range it is; undefined for a new one. */
  readonly line: PackLine | undefined;
  readonly records: Placed[];
}

/** The newest of each record, without those that are packed at a higher number. */
function comingInto(directory: Directory, rows: readonly RecordRow[], schema: Schema): Map<string, Placed> {
  const newest = new Map<string, RecordRow>();
  for (const row of rows) if ((newest.get(row.id)?.seq ?? 0) <= row.seq) newest.set(row.id, row);
  const coming = new Map<string, Placed>();
  for (const [id, row] of newest)
    if ((findPacked(directory, id)?.seq ?? 0) <= row.seq) coming.set(id, placedIn(schema, row));
  return coming;
}

/** The entries of each record, each once, in the order of the school's sequence. */
function pastOf(
  histories: readonly (readonly Entry[])[],
  coming: ReadonlyMap<string, readonly Entry[]>,
): ReadonlyMap<string, readonly Entry[]> {
  const byRecord = entriesByRecord(histories.flat());
  for (const [record, entries] of coming)
    byRecord.set(record, mergeEntries([...(byRecord.get(record) ?? []), ...entries]));
  return byRecord;
}

export function entriesByRecord(entries: readonly Entry[]): Map<string, readonly Entry[]> {
  const byRecord = new Map<string, Entry[]>();
  for (const entry of entries) {
    const theirs = byRecord.get(entry.change.record);
    if (theirs) theirs.push(entry);
    else byRecord.set(entry.change.record, [entry]);
  }
  return byRecord;
}

/** Each change once, as it was told last, in the order of the school's sequence. */
export function mergeEntries(entries: readonly Entry[]): Entry[] {
  const byChange = new Map(entries.map((entry) => [entry.change.id, entry]));
  return [...byChange.values()].sort((a, b) => a.seq - b.seq);
}

/** Records in order into packs. The oldest packs are full and the newest is the one with room, where most will come. */
function cut(records: readonly Placed[]): readonly (readonly Written[])[] {
  if (records.length === 0) return [];
  const written = records.map(writtenOf);
  if (written.reduce((sum, { text }) => sum + text.length, 0) <= TOO_FULL) return [written];
  const starts: number[] = [];
  let length = 0;
  for (let i = written.length - 1; i >= 0; i -= 1) {
    const more = (written[i] as Written).text.length;
    if (length > 0 && length + more > FULL) {
      starts.push(i + 1);
      length = 0;
    }
    length += more;
  }
  starts.push(0);
  return starts.reverse().map((start, i, all) => written.slice(start, all[i + 1]));
}
