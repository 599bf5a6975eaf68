// An envelope about which nothing more is to be decided is kept as it was sent; but what was accepted of it stays on its
// author's screen until the feed has brought it [S5].

import type { PendingRow, StoreTx } from "../ports.ts";

/** `row`: with those of its changes alone that are still to be shown. */
export async function keepUntilBrought(tx: StoreTx, row: PendingRow, at: number): Promise<void> {
  const { deviceSeq, id, wire, acceptedSeq } = row;
  const isAwaited = acceptedSeq > ((await tx.control("cursor")) ?? 0);
  if (isAwaited && row.inside.envelope.changes.length > 0) return tx.putPending({ ...row, state: "accepted" });
  await tx.putAccepted([{ deviceSeq, id, acceptedSeq, at, wire }]);
  await tx.deletePending([deviceSeq]);
}

/** Of a row that was answered, what is on its way back: all that was accepted. */
export function acceptedOf(row: PendingRow): PendingRow {
  const { envelope, verdicts } = row.inside;
  const accepted = verdicts.filter(({ verdict }) => verdict === "accepted" || verdict === "decision");
  const ids = new Set<string>(accepted.map(({ change }) => change));
  const changes = envelope.changes.filter(({ id }) => ids.has(id));
  return { ...row, inside: { envelope: { ...envelope, changes }, verdicts: accepted } };
}
