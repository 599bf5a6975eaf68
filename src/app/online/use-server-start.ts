import type { StartAnswer } from "#protocol/session.ts";
import { useEffect, useState } from "react";
import { askStart } from "./server-start.ts";

/** "asking" until it is known; undefined when the server could not be reached. Asked again when the network returns. */
export function useServerStart(): StartAnswer | undefined | "asking" {
  const [start, setStart] = useState<StartAnswer | undefined | "asking">("asking");
  useEffect(() => {
    const stop = new AbortController();
    const ask = (): void => {
      void askStart(stop.signal).then((answer) => {
        if (!stop.signal.aborted) setStart(answer);
      });
    };
    ask();
    window.addEventListener("online", ask);
    return () => {
      stop.abort();
      window.removeEventListener("online", ask);
    };
  }, []);
  return start;
}
