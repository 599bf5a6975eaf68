// The histories of several records at once, each kept up to date.

import type { HistoryLine } from "#device/device.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useMemo, useSyncExternalStore } from "react";
import { useDevice } from "../../binding.ts";

/** By record; a history that is not there yet is left out. */
export function useHistories(
  records: readonly ViewRecord[],
  scope: ScopeId,
): ReadonlyMap<string, readonly HistoryLine[]> {
  const device = useDevice();
  const ids = records.map((record) => record.id).join(" ");
  const together = useMemo(() => {
    const watches = ids
      .split(" ")
      .filter((id) => id !== "")
      .map((id) => [id, device.watch({ kind: "history", record: id as RecordId, scope })] as const);
    let seen: readonly unknown[] = [];
    let told: ReadonlyMap<string, readonly HistoryLine[]> = new Map();
    return {
      subscribe(listener: () => void) {
        const offs = watches.map(([, signal]) => signal.subscribe(listener));
        return () => {
          for (const off of offs) off();
        };
      },
      // The same map as long as no history is another one: React asks at every render.
      get() {
        const now = watches.map(([, signal]) => signal.get());
        if (now.length === seen.length && now.every((one, at) => one === seen[at])) return told;
        seen = now;
        told = new Map(watches.flatMap(([id], at) => (now[at] === undefined ? [] : [[id, now[at]] as const])));
        return told;
      },
    };
  }, [device, ids, scope]);
  return useSyncExternalStore(together.subscribe, together.get);
}
