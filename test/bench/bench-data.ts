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

const WORDS = (
  "came into the room quietly sat by window asked for break card before it was offered lesson maths english science " +
  "teacher said that he she they did not want to go back after lunch settled worked well with adult on reading task " +
  "finished four of six questions then walked out along corridor returned when spoken calmly about football weekend " +
  "mum phone call home agreed plan tomorrow morning start late bus early breakfast toast drink water calm corner used " +
  "headphones drawing list targets respect language shouted threw pencil apologised restorative chat peer friend upset " +
  "anxious tired hungry smiled proud certificate praise points first next timer ten minutes three warnings chose stay"
).split(" ");

/** As long as NOTE, of the same kind of words, and none like another: a disk that compresses finds no more in it than in real notes. */
function noteOf(n: number): string {
  let text = "";
  for (let state = n + 1; text.length < NOTE.length;) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    text += `${WORDS[(state >>> 8) % WORDS.length] as string} `;
  }
  return text.slice(0, NOTE.length);
}

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
        fields: { when, category, note: noteOf(n) },
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
