// How much room the browser leaves this app, and whether it promised to keep what is there. Asked of the browser, which
// answers roughly; where it does not tell, nothing is said.

import { useEffect, useState } from "react";

export interface StorageRoom {
  /** Bytes; undefined where the browser does not tell. */
  readonly used: number | undefined;
  readonly quota: number | undefined;
  readonly persisted: boolean | undefined;
}

/** From here on a school day may fill the rest: it is said before anything fails. */
const NEARLY = 0.8;
/** It fills slowly, and asking costs the browser a walk over its files. */
const EVERY = 5 * 60_000;

export async function readRoom(): Promise<StorageRoom> {
  // Older iPads have one of these and not the other.
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  const none: StorageEstimate = {};
  const [{ usage, quota }, persisted] = await Promise.all([
    storage?.estimate?.().catch(() => none) ?? none,
    storage?.persisted?.().catch(() => undefined),
  ]);
  return { used: usage, quota, persisted };
}

/** The share that is used, in whole per cent, once it is worth saying; undefined before. */
export function nearlyFull({ used, quota }: StorageRoom): number | undefined {
  if (used === undefined || quota === undefined || quota <= 0) return undefined;
  const share = used / quota;
  return share >= NEARLY ? Math.min(100, Math.floor(share * 100)) : undefined;
}

export function useStorageRoom(): StorageRoom & { look(): void } {
  const [room, setRoom] = useState<StorageRoom>({ used: undefined, quota: undefined, persisted: undefined });
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    let here = true;
    const read = (): void => void readRoom().then((found) => here && setRoom(found));
    read();
    const timer = setInterval(read, EVERY);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [looks]);
  return { ...room, look: () => setLooks((held) => held + 1) };
}
