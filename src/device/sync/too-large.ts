// One commit that is too large for the server, or for something on the way to it, holds up nobody [S28]. It is put
// aside here, for its author to see and to send again; the server goes on behind its number [S17]. A shut device can do
// that too: such a row is known by having been refused without a word of the server about any of its changes.

import type { ChangeVerdict } from "#protocol/push.ts";
import type { PendingRow, Store } from "../ports.ts";

/**
 * Characters of one sealed commit. Under this it is not the commit that is too large: what stands in between is set up
 * so that hardly anything goes through, and all of it waits until that is put right.
 */
const SMALL = 30_000;

const SENTENCE =
  "This is too large to send: the way to the school’s server does not take so much at once. It is kept on this tablet. Send it again later, or write it again in parts.";

/** False where it is too small to be to blame. */
export async function putAsideTooLarge(store: Store, row: Pick<PendingRow, "deviceSeq" | "wire">): Promise<boolean> {
  if (row.wire.box.length < SMALL) return false;
  await store.write(
    "strict",
    async (tx) => {
      await tx.markPending([{ deviceSeq: row.deviceSeq, state: "refused", acceptedSeq: 0 }]);
    },
    { scopes: "all", parts: ["pending"] },
  );
  return true;
}

/** What was said of a commit, change by change. */
export function toldOf({ state, inside: { envelope, verdicts } }: PendingRow): readonly ChangeVerdict[] {
  if (state !== "refused" || verdicts.length > 0) return verdicts;
  return envelope.changes.map(({ id }) => ({
    change: id,
    verdict: "refused",
    code: "tooLargeToSend",
    sentence: SENTENCE,
  }));
}
