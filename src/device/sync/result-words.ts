// What came of "Send now", in words that stay true when they are read later: with the time, and with what was left at
// that moment. What waits by then is counted elsewhere on the screen [S12].

import type { Round } from "./round.ts";
import type { StillHere } from "./still-here.ts";

/** `localNow` is the moment it ended, "2026-06-09T10:42". */
export function resultWords(round: Round, { queued, toSign, refused }: StillHere, localNow: string): string {
  const time = clockWords(localNow.slice(11, 16));
  const { sent = 0 } = round;
  const refusedWords = refused === 0 ? "" : ` The server did not take ${refused}: why stands below.`;
  if (!round.ok) {
    const some = sent === 0 ? "" : ` ${sent} had gone before.`;
    const left =
      queued === 0 ? "Nothing was left to send." : `${queued} ${queued === 1 ? "was" : "were"} waiting here, safe.`;
    return `Tried at ${time}. ${round.words}${some} ${left}${refusedWords}`;
  }
  const answered = `The school’s server answered at ${time}.`;
  const isNothingLeft = queued === 0 && refused === 0;
  const gone = sent > 0 ? `Sent ${sent} at ${time}.` : isNothingLeft ? `Everything was sent. ${answered}` : answered;
  const restored = round.restored ? "The school’s server was restored." : undefined;
  const goesNext = queued - toSign;
  // Why it waits is not known here: written since, or not answered in a way that could be kept.
  const left = goesNext > 0 ? `${goesNext} ${goesNext === 1 ? "was" : "were"} still waiting.` : undefined;
  const asleep =
    toSign > 0
      ? `${toSign} ${toSign === 1 ? "goes" : "go"} when who wrote ${toSign === 1 ? "it" : "them"} opens this tablet.`
      : undefined;
  const nothing = queued === 0 && sent > 0 ? "Nothing was left." : undefined;
  return [restored, gone, left, asleep, nothing].filter((part) => part !== undefined).join(" ") + refusedWords;
}

/** "10:42" as people say it: "10:42am". */
function clockWords(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 === 0 ? 12 : hour % 12}${time.slice(2)}${hour < 12 ? "am" : "pm"}`;
}
