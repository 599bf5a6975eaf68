// What the simulation wrote down beside the system: who was told that what was saved, and what each author had in
// front of them. Kept apart from everything the devices and the server believe.

import type { Change, Draft, Envelope } from "#ledger/change.ts";
import type { EnvelopeId, RecordId, ScopeId } from "#ledger/names.ts";
import { withdrawalsOf } from "#ledger/merge-withdrawal.ts";
import { liveChanges } from "#ledger/merging.ts";
import type { StoreTx } from "#device/ports.ts";

export interface Line {
  readonly tablet: number;
  readonly envelope: EnvelopeId;
  readonly changes: readonly Change[];
  /** The number of the schema they were written under. */
  readonly schema: number;
  /** The changes of each record that stood on this device when it was written. */
  readonly knew: ReadonlyMap<RecordId, ReadonlySet<string>>;
  /** False: the device stopped before it could say so. It may be there or not; if it is, it is kept like any other. */
  readonly confirmed: boolean;
  letGo: boolean;
}

/** What a device was told to save when it stopped: another tab may have sent it before it was seen again. */
export interface Attempt {
  readonly drafts: readonly Draft[];
  readonly schema: number;
  readonly knew: Line["knew"];
}

export interface Book {
  readonly attempts: Attempt[];
  readonly lines: Map<EnvelopeId, Line>;
  /** Which line a change stands in. */
  readonly lineOf: Map<string, Line>;
  /** Changes written where a history had been altered by hand: what stood on the screen was not what the server had told. */
  readonly misled: Set<string>;
  write(line: Omit<Line, "letGo">): void;
}

export function createBook(): Book {
  const lines = new Map<EnvelopeId, Line>();
  const lineOf = new Map<string, Line>();
  return {
    attempts: [],
    lines,
    lineOf,
    misled: new Set(),
    write(line) {
      const whole = { ...line, letGo: false };
      lines.set(line.envelope, whole);
      for (const change of line.changes) lineOf.set(change.id, whole);
    },
  };
}

/**
 * What an author at this device has in front of them of some records at this moment, sent or not. A value that came
 * while an unsent edit of one's own covers it was never on the screen.
 */
export async function knowledge(
  tx: StoreTx,
  records: ReadonlyMap<RecordId, ScopeId>,
): Promise<ReadonlyMap<RecordId, ReadonlySet<string>>> {
  const waiting = await tx.pending();
  const pending = waiting.flatMap((row) => row.inside.envelope.changes);
  // What the server said no to, or has taken in, covers nothing on the screen.
  const answered = new Set(
    waiting.flatMap(({ state, inside }) =>
      state === "refused" && !inside.verdicts.some(({ code }) => code === "newerSchema")
        ? inside.verdicts.map((one) => one.change)
        : [],
    ),
  );
  const known = new Map<RecordId, ReadonlySet<string>>();
  for (const [record, scope] of records) {
    const ids = new Set<string>((await tx.entriesOf(record, scope)).map((entry) => entry.change.id));
    const row = await tx.row(record, scope);
    // What stands is seen, also where its history was thinned out.
    if (row)
      for (const id of [...liveChanges(row), ...(row.withdrawn ? withdrawalsOf(row.withdrawn) : [])]) ids.add(id);
    for (const [field, { by, also = [] }] of Object.entries(row?.fields ?? {})) {
      const mine = pending.filter(
        (one) => one.kind === "set" && one.record === record && one.field === field && !answered.has(one.id),
      );
      const under = [by, ...also] as readonly string[];
      const seen = mine.some((one) => under.includes(one.id) || (one.kind === "set" && under.includes(one.base)));
      // Whoever sees a record has seen it made.
      if (mine.length > 0 && !seen) for (const id of under) if (id !== row?.created) ids.delete(id);
    }
    for (const change of pending) if (change.record === record) ids.add(change.id);
    known.set(record, ids);
  }
  return known;
}

export async function envelopesHere(tx: StoreTx): Promise<readonly Envelope[]> {
  return (await tx.pending()).map((row) => row.inside.envelope);
}
