// The pending envelopes, opened once and kept in memory while the vault is open. The store stays the truth: what is
// here is read again whenever the store says that something pending changed, in this tab or in another. What it says of
// scopes that were lost is left out of every answer: it is only still to be sent (A15).

import type { Schema } from "#ledger/schema.ts";
import { NOTHING_WAITS, type Waiting, waitingOf, waitingWith } from "./overlay.ts";
import type { PendingRow, StoreTx } from "./ports.ts";
import { strangeScopes, without } from "./sync/holdings.ts";

export interface WaitingHere {
  /** What waits, as last read. */
  get(): Waiting;
  /** Something pending changed: the next `refresh` reads. */
  spoil(): void;
  /** Inside a transaction: brings `get` up to date with it. */
  refresh(tx: StoreTx): Promise<Waiting>;
  /** A commit that is on the disk: shown without reading it back. */
  add(row: PendingRow): void;
  empty(): void;
}

export function createWaitingHere(schema: Schema): WaitingHere {
  let waiting = NOTHING_WAITS;
  /** As they stand in the store, lost scopes included. */
  let whole: readonly PendingRow[] = [];
  let lost: ReadonlySet<string> = new Set();
  /** How often it was spoiled, and which of these `waiting` has been read after. */
  let spoiled = 1;
  let readAfter = 0;
  const sorted = (rows: readonly PendingRow[], hidden: ReadonlySet<string>): Waiting =>
    rows.length === 0
      ? NOTHING_WAITS
      : waitingOf(
          rows.map((row) => without(row, hidden)),
          schema,
        );
  return {
    get: () => waiting,
    spoil() {
      spoiled += 1;
    },
    async refresh(tx) {
      if (readAfter === spoiled) return waiting;
      const after = spoiled;
      // Each transaction reads for itself: what another one is still reading must not pass for read.
      const rows = await reread(tx, () => whole);
      const hidden = new Set<string>(rows.length === 0 ? [] : await lostTo(tx, rows));
      const read = sorted(rows, hidden);
      // Spoiled while it was read: this answer is true for its transaction, and not what stands here now.
      if (after === spoiled) {
        waiting = read;
        whole = rows;
        lost = hidden;
        readAfter = after;
      }
      return read;
    },
    add(row) {
      if (whole.some((held) => held.deviceSeq === row.deviceSeq)) return;
      const isLast = whole.every((held) => held.deviceSeq < row.deviceSeq);
      whole = isLast ? [...whole, row] : [...whole, row].sort((a, b) => a.deviceSeq - b.deviceSeq);
      waiting = isLast ? waitingWith(waiting, without(row, lost), schema) : sorted(whole, lost);
    },
    empty() {
      spoiled += 1;
      waiting = NOTHING_WAITS;
      whole = [];
      lost = new Set();
    },
  };
}

/** Where what was held cannot be read any more [S23]: whatever is about nobody known here, until the server has said it. */
async function lostTo(tx: StoreTx, rows: readonly PendingRow[]): Promise<readonly string[]> {
  const holdings = await tx.holdings();
  if (holdings) return holdings.lost;
  if (!(await tx.control("holdingsLost"))) return [];
  return strangeScopes(
    rows,
    (await tx.summaries()).map(({ scope }) => scope),
  );
}

/** Opens only what is new: verdicts stand inside the seal, so a row that was refused is opened again. */
async function reread(tx: StoreTx, held: () => readonly PendingRow[]): Promise<readonly PendingRow[]> {
  const { queued, refused, accepted } = await tx.pendingStates();
  const byNumber = new Map(held().map((row) => [row.deviceSeq, row]));
  const all = [...queued, ...accepted.map(({ deviceSeq }) => deviceSeq)];
  const opened = await tx.pendingNamed([...refused, ...all.filter((number) => !byNumber.has(number))]);
  for (const row of opened) byNumber.set(row.deviceSeq, row);
  const stands = (number: number, part: Pick<PendingRow, "state" | "acceptedSeq">): PendingRow => ({
    ...(byNumber.get(number) as PendingRow),
    ...part,
  });
  const rows = [
    ...queued.map((number) => stands(number, { state: "queued", acceptedSeq: 0 })),
    ...accepted.map(({ deviceSeq, acceptedSeq }) => stands(deviceSeq, { state: "accepted", acceptedSeq })),
    ...refused.map((number) => byNumber.get(number) as PendingRow),
  ];
  return rows.sort((a, b) => a.deviceSeq - b.deviceSeq);
}
