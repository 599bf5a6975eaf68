// Undo is a withdrawal: the entry leaves the lists and stays in the history, and can be brought back.

import { restoreRecord, withdrawRecord } from "#casework/commands/withdraw-record.ts";
import type { Committed } from "#device/device.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal, type Refusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useRef } from "react";
import { readOnce, useDevice } from "../../binding.ts";

export interface TakeBack {
  /** The sentence of a refusal, or undefined when it is done. */
  withdraw(id: RecordId, scope: ScopeId): Promise<string | undefined>;
  restore(id: RecordId, scope: ScopeId): Promise<string | undefined>;
}

const GONE = "This entry is not on the tablet any more.";
const NOT_READ = "This entry could not be read just now. Try again.";

/** Milliseconds: a device that was shut meanwhile never answers, and a slow one has long done so. */
export const ANSWERS_WITHIN = 10_000;

export function useTakeBack(): TakeBack {
  const device = useDevice();
  // A second tap comes before the first is on the disk: it is the same wish.
  const writing = useRef(false);
  const once = async (
    id: RecordId,
    scope: ScopeId,
    act: (seen: ViewRecord) => Promise<Committed | Refusal>,
  ): Promise<string | undefined> => {
    if (writing.current) return undefined;
    writing.current = true;
    try {
      const seen = await readOnce(device, { kind: "record", id, scope }, ANSWERS_WITHIN).catch(() => undefined);
      if (!seen) return seen === null ? GONE : NOT_READ;
      const done = await act(seen);
      return isRefusal(done) ? done.sentence : undefined;
    } finally {
      writing.current = false;
    }
  };
  return {
    withdraw: (id, scope) =>
      once(id, scope, (seen) => device.commit(withdrawRecord, { seen, reason: "Undone by its author" })),
    restore: (id, scope) => once(id, scope, (seen) => device.commit(restoreRecord, { seen })),
  };
}
