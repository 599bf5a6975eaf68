// What the server said to a batch, in one row: which of what waits it has taken, and at which number. The rows of what
// waits stay as they were sealed until the feed has brought them back; an answer that stands here is laid over them.
// It stands in clear like the state beside each of those boxes, and is known as soon as it is on the disk [S4].

import * as v from "valibot";
import type { StoredTables } from "./stored-tables.ts";

type Mark = readonly [deviceSeq: number, acceptedSeq: number];

export interface Answers {
  /** The number at which the server took each; read once in a transaction. */
  all(): Promise<ReadonlyMap<number, number>>;
  put(marks: readonly Mark[]): Promise<void>;
  forget(deviceSeqs: readonly number[]): Promise<void>;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const shape = v.object({ deviceSeq: count, marks: v.array(v.tuple([count, count])) });

export function createAnswers(tables: Pick<StoredTables, "all" | "put" | "delete">): Answers {
  /** By the key of their row, which is one of its own numbers: no two rows share one. */
  let known: Promise<Map<number, readonly Mark[]>> | undefined;
  const rows = (): Promise<Map<number, readonly Mark[]>> => {
    known ??= tables.all("answers").then((stored) => {
      const byKey = new Map<number, readonly Mark[]>();
      for (const one of stored) {
        // One that was damaged says nothing: what it was about is sent again, and answered again [S2].
        const read = v.safeParse(shape, one);
        if (read.success) byKey.set(read.output.deviceSeq, read.output.marks);
      }
      return byKey;
    });
    return known;
  };

  async function forget(deviceSeqs: readonly number[]): Promise<void> {
    const held = await rows();
    if (held.size === 0 || deviceSeqs.length === 0) return;
    const gone = new Set(deviceSeqs);
    const keysGone: number[] = [];
    const fresh: { deviceSeq: number; marks: readonly Mark[] }[] = [];
    for (const [key, marks] of [...held]) {
      const left = marks.filter(([deviceSeq]) => !gone.has(deviceSeq));
      if (left.length === marks.length) continue;
      held.delete(key);
      const [first] = left;
      if (first?.[0] !== key) keysGone.push(key);
      if (!first) continue;
      held.set(first[0], left);
      fresh.push({ deviceSeq: first[0], marks: left });
    }
    if (keysGone.length > 0) await tables.delete("answers", keysGone);
    if (fresh.length > 0) await tables.put("answers", fresh);
  }

  return {
    async all() {
      const all = new Map<number, number>();
      for (const marks of (await rows()).values()) for (const [deviceSeq, seq] of marks) all.set(deviceSeq, seq);
      return all;
    },
    async put(marks) {
      const [first] = marks;
      if (!first) return;
      await forget(marks.map(([deviceSeq]) => deviceSeq));
      (await rows()).set(first[0], marks);
      await tables.put("answers", [{ deviceSeq: first[0], marks }]);
    },
    forget,
  };
}
