// Asks the browser once to keep what is saved here: after the first entry on this page, and when the app is installed.
// Its answer is shown on "Sending and saving"; a browser that says no may say yes when the app was used for a while.

import { useEffect, useRef } from "react";
import { useStatusFact } from "../binding.ts";

export function useKeptStorage(): void {
  const queued = useStatusFact("queued");
  const asked = useRef(false);
  useEffect(() => {
    if (queued === 0 || asked.current) return;
    asked.current = true;
    void askToKeep();
  }, [queued]);
  useEffect(() => {
    const ask = (): void => void askToKeep();
    window.addEventListener("appinstalled", ask);
    return () => window.removeEventListener("appinstalled", ask);
  }, []);
}

async function askToKeep(): Promise<void> {
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  try {
    if ((await storage?.persisted?.()) === false) await storage?.persist?.();
  } catch {
    // A browser that cannot be asked keeps what it likes; that is what the page says then.
  }
}
