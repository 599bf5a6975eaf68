// A newer version goes in while the tablet is locked: no form is open then, and no words are at stake.

import type { Standing } from "#device/device.ts";
import { useEffect, useRef } from "react";
import { useSignal } from "../binding.ts";
import { useAppWorker } from "../state/app-update.ts";

export function useUpdateAtLock(state: Standing["state"]): void {
  const worker = useAppWorker();
  const { waiting } = useSignal(worker.update);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (state === "open") wasOpen.current = true;
    if (state !== "locked" || !wasOpen.current || !waiting) return;
    wasOpen.current = false;
    worker.applyUpdate();
  }, [state, waiting, worker]);
}
