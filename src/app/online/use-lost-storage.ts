// Was this browser a tablet of a school before its storage was emptied? Asked once, where nothing is stored (S22).

import { parse } from "valibot";
import { useEffect, useState } from "react";
import { ROUTES } from "#protocol/routes.ts";
import { type LostAnswer, lostAnswerShape } from "#protocol/session.ts";

export type WasHere = NonNullable<LostAnswer["was"]>;

/** Undefined while it is not known, and where it was nothing. */
export function useLostStorage(): WasHere | undefined {
  const [was, setWas] = useState<WasHere | undefined>();
  useEffect(() => {
    const stop = new AbortController();
    const ask = (): void => {
      void askLost(stop.signal).then((answer) => {
        if (!stop.signal.aborted) setWas(answer);
      });
    };
    ask();
    window.addEventListener("online", ask);
    return () => {
      stop.abort();
      window.removeEventListener("online", ask);
    };
  }, []);
  return was;
}

async function askLost(signal: AbortSignal): Promise<WasHere | undefined> {
  try {
    const headers = { accept: "application/json", "content-type": "application/json" };
    const answer = await fetch(ROUTES.lost, { method: "POST", body: "{}", headers, cache: "no-store", signal });
    return parse(lostAnswerShape, await answer.json()).was;
  } catch {
    return undefined;
  }
}
