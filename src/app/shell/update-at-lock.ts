// A newer version goes in while the tablet is locked: no form is open then, and no words are at stake. Not where a PIN
// opens this page: a page that is loaded again takes none, and the next adult would stand there without their words. An
// adult asks for it then (lock/waiting-update.tsx).

import type { Standing } from "#device/device.ts";
import { useEffect, useRef } from "react";
import { useSignal } from "../binding.ts";
import { useAppWorker } from "../state/app-update.ts";

export function useUpdateAtLock(standing: Standing): void {
  const worker = useAppWorker();
  const { waiting } = useSignal(worker.update);
  const wasOpen = useRef(false);
  const { state } = standing;
  const warm = standing.state === "locked" && standing.people.some((person) => person.warm);
  useEffect(() => {
    if (state === "open") wasOpen.current = true;
    if (state !== "locked" || !wasOpen.current || !waiting || warm) return;
    wasOpen.current = false;
    worker.applyUpdate();
  }, [state, waiting, warm, worker]);
}
