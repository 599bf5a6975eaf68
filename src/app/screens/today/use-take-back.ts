// Undo is a withdrawal: the entry leaves the lists and stays in the history, and can be brought back.

import { restoreRecord, withdrawRecord } from "#casework/commands/withdraw-record.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useRef } from "react";
import { readOnce, useDevice } from "../../binding.ts";

export interface TakeBack {
  /** The sentence of a refusal, or undefined when it is done. */
  withdraw(id: RecordId, scope: ScopeId): Promise<string | undefined>;
  restore(id: RecordId, scope: ScopeId): Promise<string | undefined>;
}

/** Milliseconds: a read that never ends must not take the button away for good. */
const SAME_WISH = 2_000;
const GONE = "This entry is not on the tablet any more.";

export function useTakeBack(): TakeBack {
  const device = useDevice();
  // A second tap comes before the first is on the disk: it is the same wish.
  const busySince = useRef(Number.NEGATIVE_INFINITY);
  const once = async (act: () => Promise<string | undefined>): Promise<string | undefined> => {
    const now = performance.now();
    if (now - busySince.current < SAME_WISH) return undefined;
    busySince.current = now;
    return act().finally(() => (busySince.current = Number.NEGATIVE_INFINITY));
  };
  const acts: TakeBack = {
    async withdraw(id, scope) {
      const seen = await readOnce(device, { kind: "record", id, scope });
      if (!seen) return GONE;
      const done = await device.commit(withdrawRecord, { seen, reason: "Undone by its author" });
      return isRefusal(done) ? done.sentence : undefined;
    },
    async restore(id, scope) {
      const seen = await readOnce(device, { kind: "record", id, scope });
      if (!seen) return GONE;
      const done = await device.commit(restoreRecord, { seen });
      return isRefusal(done) ? done.sentence : undefined;
    },
  };
  return {
    withdraw: (id, scope) => once(() => acts.withdraw(id, scope)),
    restore: (id, scope) => once(() => acts.restore(id, scope)),
  };
}
