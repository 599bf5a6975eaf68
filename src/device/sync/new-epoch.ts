// The server was restored from a backup, or put up anew: its sequence numbers mean something else now. What it told
// before is fetched again from the start, and what this device had sent is offered again [S9].

import type { PendingOutside, Store, StoreTx } from "../ports.ts";

/**
 * Turns to another epoch. Rows stay on the screen until the first page of the new snapshot takes their place.
 * Works while the vault is shut. Done twice, it changes nothing.
 */
export async function turnToEpoch(store: Store, epoch: string): Promise<void> {
  await store.write(
    "strict",
    async (tx) => {
      if ((await tx.control("epoch")) === epoch) return;
      await tx.setControl("epoch", epoch);
      await tx.setControl("cursor", undefined);
      await tx.setControl("snapshotAfter", undefined);
      await tx.setControl("horizon", undefined);
      await queueAccepted(tx);
    },
    { scopes: "all", parts: ["pending", "control"] },
  );
}

/** Accepted is what the server said before it was restored: it may not know of it any more. */
export async function queueAccepted(
  tx: StoreTx,
  isMeant: (row: PendingOutside) => boolean = () => true,
): Promise<void> {
  const accepted = (await tx.pendingOutside()).filter((row) => row.state === "accepted" && isMeant(row));
  await tx.markPending(accepted.map(({ deviceSeq }) => ({ deviceSeq, state: "queued", acceptedSeq: 0 })));
}
