// "4 sent": how many commits the server has just accepted, for a few seconds after the last of them. Counted from
// the falling number of what is queued, less what was refused instead.

import { useEffect, useRef, useState } from "react";
import { useStatus } from "../binding.ts";

/** Long enough to be noticed on the way down a corridor. */
const STAYS = 8_000;

export function useJustSent(): number {
  const { queued, refused } = useStatus();
  const seen = useRef({ queued, refused, sent: 0 });
  const [told, setTold] = useState(0);
  useEffect(() => {
    const held = seen.current;
    const gone = Math.max(0, held.queued - queued) - Math.max(0, refused - held.refused);
    const sent = held.sent + Math.max(0, gone);
    if (queued > 0 || sent === 0) {
      seen.current = { queued, refused, sent };
      if (queued > held.queued) setTold(0);
      return undefined;
    }
    seen.current = { queued, refused, sent: 0 };
    setTold(sent);
    return undefined;
  }, [queued, refused]);
  useEffect(() => {
    if (told === 0) return undefined;
    const timer = setTimeout(() => setTold(0), STAYS);
    return () => clearTimeout(timer);
  }, [told]);
  return told;
}
