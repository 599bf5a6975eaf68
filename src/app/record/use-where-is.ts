// Where a record's newest change is. It follows the sending: a record does not change when its change arrives. Whoever
// asks is drawn anew when the word changes, and not with every count: a page has fifty lines that ask.

import type { WhereChange } from "#device/device.ts";
import type { Slim } from "#ledger/slim.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useCallback, useSyncExternalStore } from "react";
import { useDevice } from "../binding.ts";

export function useWhereIs(of: ViewRecord | Slim): WhereChange | undefined {
  const device = useDevice();
  return useSyncExternalStore(
    useCallback((listener) => device.status.subscribe(listener), [device]),
    () => device.whereIs(of),
  );
}
