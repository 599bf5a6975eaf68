// What the simulation wrote down beside the system: who was told that what was saved, and what each author had in
// front of them. Kept apart from everything the devices and the server believe.

import type { Change, Envelope } from "#ledger/change.ts";
import type { EnvelopeId, RecordId } from "#ledger/names.ts";
import type { StoreTx } from "#device/ports.ts";

export interface Line {
  readonly tablet: number;
  readonly envelope: EnvelopeId;
  readonly changes: readonly Change[];
  /** The changes of each record that stood on this device when it was written. */
  readonly knew: ReadonlyMap<RecordId, ReadonlySet<string>>;
  /** False: the device stopped before it could say so. It may be there or not; if it is, it is kept like any other. */
  readonly confirmed: boolean;
  letGo: boolean;
}

export interface Book {
  readonly lines: Map<EnvelopeId, Line>;
  /** Which line a change stands in. */
  readonly lineOf: Map<string, Line>;
  write(line: Omit<Line, "letGo">): void;
}

export function createBook(): Book {
  const lines = new Map<EnvelopeId, Line>();
  const lineOf = new Map<string, Line>();
  return {
    lines,
    lineOf,
    write(line) {
      const whole = { ...line, letGo: false };
      lines.set(line.envelope, whole);
      for (const change of line.changes) lineOf.set(change.id, whole);
    },
  };
}

/** Everything this device knows of some records at this moment, sent or not. */
export async function knowledge(
  tx: StoreTx,
  records: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, ReadonlySet<string>>> {
  const pending = await tx.pending();
  const known = new Map<RecordId, ReadonlySet<string>>();
  for (const record of records) {
    const ids = new Set<string>((await tx.entriesOf(record)).map((entry) => entry.change.id));
    const row = await tx.row(record);
    if (row) ids.add(row.created);
    for (const { inside } of pending)
      for (const change of inside.envelope.changes) if (change.record === record) ids.add(change.id);
    known.set(record, ids);
  }
  return known;
}

export async function envelopesHere(tx: StoreTx): Promise<readonly Envelope[]> {
  return (await tx.pending()).map((row) => row.inside.envelope);
}
