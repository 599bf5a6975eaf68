// The same records for both sides of every comparison: about a kilobyte each, of 200 pupils, as the server folds them.

import { type RandomBytes, randomId } from "#base/id.ts";
import { schema } from "#casework/schema.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";

export const PUPILS = 200;

/** 600 letters of the words of a busy adult; with its ids and stamps a record comes to a kilobyte. */
export const NOTE = "Came in quietly, sat by the window and asked for the break card before it was offered. "
  .repeat(8)
  .slice(0, 600);

export interface BenchRows {
  readonly rows: readonly RecordRow[];
  readonly pupils: readonly ScopeId[];
}

/** `count` behaviour logs, spread over the pupils and over two school years. */
export function benchRows(count: number, randomBytes: RandomBytes): BenchRows {
  const id = <Id extends string>(): Id => randomId<Id>(randomBytes);
  const pupils = Array.from({ length: PUPILS }, () => id<ScopeId>());
  const category = id<RecordId>();
  const stamp = { author: id<AdultId>(), device: id<DeviceId>(), at: "2026-06-09T10:42:00+01:00" };
  const first = Date.UTC(2024, 8, 2);
  const rows = Array.from({ length: count }, (_, n) => {
    const when = new Date(first + ((n * 37) % (600 * 24 * 60)) * 60_000).toISOString().slice(0, 16);
    const merged = merge({
      row: undefined,
      change: {
        kind: "create",
        id: id<ChangeId>(),
        record: id<RecordId>(),
        type: "behaviour-log",
        scope: pupils[n % PUPILS] as ScopeId,
        fields: { when, category, note: NOTE },
      },
      stamp,
      seq: n + 1,
      schema: schema.version,
      definition: schema.definitions["behaviour-log"],
    });
    if (isRefusal(merged)) throw new Error(merged.sentence);
    return merged.row;
  });
  // As a snapshot brings them: pupil by pupil.
  const byPupil = pupils.map((_, at) => rows.filter((__, n) => n % PUPILS === at)).flat();
  return { rows: byPupil, pupils };
}
