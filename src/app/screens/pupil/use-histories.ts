// The histories of several records at once, each kept up to date.

import type { Signal } from "#base/signal.ts";
import type { HistoryLine } from "#device/device.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useMemo, useSyncExternalStore } from "react";
import { useDevice } from "../../binding.ts";

type Lines = readonly HistoryLine[];

type Histories = ReadonlyMap<string, Lines>;

/** By record; undefined until all of them are there, so that a page is drawn once and not once for each. */
export function useHistories(records: readonly ViewRecord[], scope: ScopeId): Histories | undefined {
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
): Signal<Histories | undefined> {
  let seen: readonly (Lines | undefined)[] = [];
  let told: Histories | undefined;
  return {
    subscribe(listener) {
      const offs = watches.map(([, signal]) => signal.subscribe(listener));
      return () => {
        for (const off of offs) off();
      };
    },
    get() {
      const now = watches.map(([, signal]) => signal.get());
      if (now.includes(undefined)) return undefined;
      if (told !== undefined && now.every((one, at) => one === seen[at])) return told;
      seen = now;
      told = new Map(watches.flatMap(([id], at) => (now[at] === undefined ? [] : [[id, now[at]] as const])));
      return told;
    },
  };
}
