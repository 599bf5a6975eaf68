// The envelopes that came back, kept as they were sent [S9]: neighbours in one row, so that a long batch is a few
// writes. A row holds numbers without a gap and stands under its last; no number stands in two.

import type { AcceptedRow, StoreTx } from "../ports.ts";
import { runsOf } from "./runs-of.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";

export type KeptAsSent = Pick<StoreTx, "accepted" | "putAccepted" | "deleteAccepted">;

/** In a row: the oldest row is read with every round, and one is written anew when a part of it goes. */
const MOST_IN_A_ROW = 32;

export function createKeptAsSent(tables: StoredTables): KeptAsSent {
  /** One envelope alone stands as it is: so all of them stood once. */
  const rowsOf = (stored: Stored): readonly AcceptedRow[] =>
    (Array.isArray(stored["sent"]) && stored["sent"].length > 0
      ? stored["sent"]
      : [stored]) as unknown as readonly AcceptedRow[];
  const storedOf = (rows: readonly AcceptedRow[]): Stored =>
    (rows.length === 1 ? rows[0] : { deviceSeq: rows.at(-1)?.deviceSeq, sent: rows }) as Stored;

  const inRuns = (rows: readonly AcceptedRow[]): readonly Stored[] => {
    const byNumber = new Map(rows.map((row) => [row.deviceSeq, row]));
    const stored: Stored[] = [];
    for (const [first, last] of runsOf([...byNumber.keys()]))
      for (let from = first; from <= last; from += MOST_IN_A_ROW) {
        const numbers = Array.from({ length: Math.min(MOST_IN_A_ROW, last - from + 1) }, (_, i) => from + i);
        stored.push(storedOf(numbers.map((number) => byNumber.get(number) as AcceptedRow)));
      }
    return stored;
  };

  /** Takes these numbers out of the rows that hold them. */
  async function takeOut(deviceSeqs: readonly number[]): Promise<void> {
    for (const [first, last] of runsOf(deviceSeqs)) {
      const gone = new Set(deviceSeqs.filter((number) => number >= first && number <= last));
      for (let from = first; ;) {
        const [stored] = await tables.range("accepted", "deviceSeq", from, Infinity, 1);
        if (!stored) break;
        const rows = rowsOf(stored);
        if ((rows[0] as AcceptedRow).deviceSeq > last) break;
        const key = stored["deviceSeq"] as number;
        const left = rows.filter(({ deviceSeq }) => !gone.has(deviceSeq));
        if (left.length < rows.length) {
          await tables.delete("accepted", [key]);
          if (left.length > 0) await tables.put("accepted", inRuns(left));
        }
        if (key >= last) break;
        from = key + 1;
      }
    }
  }

  return {
    async accepted(limit) {
      const rows = (await tables.all("accepted", limit)).flatMap(rowsOf);
      return limit === undefined ? rows : rows.slice(0, limit);
    },
    async putAccepted(rows) {
      if (rows.length === 0) return;
      await takeOut(rows.map(({ deviceSeq }) => deviceSeq));
      await tables.put("accepted", inRuns(rows));
    },
    deleteAccepted: takeOut,
  };
}
