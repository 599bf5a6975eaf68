// The pending envelopes, opened once and kept in memory while the vault is open. The store stays the truth: what is
// here is read again whenever the store says that something pending changed, in this tab or in another.

import type { Schema } from "#ledger/schema.ts";
import { NOTHING_WAITS, type Waiting, waitingOf } from "./overlay.ts";
import type { PendingRow, StoreTx } from "./ports.ts";

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
  let stale = true;
  const set = (rows: readonly PendingRow[]): Waiting => {
    waiting = rows.length === 0 ? NOTHING_WAITS : waitingOf(rows, schema);
    return waiting;
  };
  return {
    get: () => waiting,
    spoil() {
      stale = true;
    },
    async refresh(tx) {
      if (!stale) return waiting;
      stale = false;
      try {
        return await reread(tx, waiting.rows, set);
      } catch (error) {
        stale = true;
        throw error;
      }
    },
    add(row) {
      if (waiting.rows.some((held) => held.deviceSeq === row.deviceSeq)) return;
      set([...waiting.rows, row].sort((a, b) => a.deviceSeq - b.deviceSeq));
    },
    empty() {
      stale = true;
      waiting = NOTHING_WAITS;
    },
  };
}

/** Opens only what is new: verdicts stand inside the seal, so a row that was refused is opened again. */
async function reread(
  tx: StoreTx,
  held: readonly PendingRow[],
  set: (rows: readonly PendingRow[]) => Waiting,
): Promise<Waiting> {
  const outside = await tx.pendingOutside();
  const byNumber = new Map(held.map((row) => [row.deviceSeq, row]));
  const known = outside.every((row) => row.state !== "refused" && byNumber.get(row.deviceSeq)?.id === row.id);
  if (!known) return set(await tx.pending());
  return set(outside.map((row) => ({ ...row, inside: (byNumber.get(row.deviceSeq) as PendingRow).inside })));
}
