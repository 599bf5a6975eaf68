// How far this device's clock is from the server's. Said and never used: no decision rests on a clock [S14].

import { useEffect, useState } from "react";
import { ROUTES } from "#protocol/routes.ts";

/** Minutes that nobody would notice in an entry. */
const CLOSE = 5 * 60_000;

/** Milliseconds this clock is ahead (behind: negative), once it is worth saying; undefined before, and without a signal. */
export function useServerClock(): number | undefined {
  const [ahead, setAhead] = useState<number | undefined>();
  useEffect(() => {
    const stop = new AbortController();
    void askAhead(stop.signal).then((found) => {
      if (!stop.signal.aborted) setAhead(found);
    });
    return () => stop.abort();
  }, []);
  return ahead !== undefined && Math.abs(ahead) >= CLOSE ? ahead : undefined;
}

async function askAhead(signal: AbortSignal): Promise<number | undefined> {
  try {
    const answer = await fetch(ROUTES.start, { cache: "no-store", signal });
    const theirs = Date.parse(answer.headers.get("date") ?? "");
    return Number.isNaN(theirs) ? undefined : Date.now() - theirs;
  } catch {
    return undefined;
  }
}
