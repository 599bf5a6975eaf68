// The histories of several records at once, each kept up to date.

import type { Signal } from "#base/signal.ts";
import type { HistoryLine } from "#device/device.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useMemo, useSyncExternalStore } from "react";
import { useDevice } from "../../binding.ts";

type Lines = readonly HistoryLine[];

/** By record; a history that is not there yet is left out. */
export function useHistories(records: readonly ViewRecord[], scope: ScopeId): ReadonlyMap<string, Lines> {
  const device = useDevice();
  const ids = records.map((record) => record.id).join(" ");
  const together = useMemo(() => {
    const names = ids.split(" ").filter((id) => id !== "");
    return watchTogether(
      names.map((id) => [id, device.watch({ kind: "history", record: id as RecordId, scope })] as const),
    );
  }, [device, ids, scope]);
  return useSyncExternalStore(together.subscribe, together.get);
}

/** Several signals as one. It gives the same map as long as none of them changed: React asks at every render. */
function watchTogether(
  watches: readonly (readonly [string, Signal<Lines | undefined>])[],
): Signal<ReadonlyMap<string, Lines>> {
  let seen: readonly (Lines | undefined)[] | undefined;
  let told: ReadonlyMap<string, Lines> = new Map();
  return {
    subscribe(listener) {
      const offs = watches.map(([, signal]) => signal.subscribe(listener));
      return () => {
        for (const off of offs) off();
      };
    },
    get() {
      const now = watches.map(([, signal]) => signal.get());
      if (seen?.every((one, at) => one === now[at])) return told;
      seen = now;
      told = new Map(watches.flatMap(([id], at) => (now[at] === undefined ? [] : [[id, now[at]] as const])));
      return told;
    },
  };
}
