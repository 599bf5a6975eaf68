// A long list in parts, each one commit: saved whole or not at all, sent one after the other.

import type { PreviewRow } from "#casework/import/preview.ts";

/** The wire takes 250 changes in one envelope (protocol/envelope.ts); a row is never cut in two. */
const MOST_CHANGES = 200;
/** Fewer rows than the changes would allow: progress that moves, and less to do again after a stop. */
const MOST_ROWS = 60;

const changesOf = ({ acts }: PreviewRow): number =>
  acts.reduce((sum, act) => sum + (act.do === "make" ? 1 : Object.keys(act.edit.to).length), 0);

/** The rows that have something to do, in their order. */
export function chunksOf(rows: readonly PreviewRow[]): readonly (readonly PreviewRow[])[] {
  const chunks: PreviewRow[][] = [];
  let changes = 0;
  for (const row of rows) {
    if (row.acts.length === 0) continue;
    const more = changesOf(row);
    const last = chunks.at(-1);
    if (last && last.length < MOST_ROWS && changes + more <= MOST_CHANGES) {
      last.push(row);
      changes += more;
    } else {
      chunks.push([row]);
      changes = more;
    }
  }
  return chunks;
}
