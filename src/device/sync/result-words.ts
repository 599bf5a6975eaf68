// What came of "Send now", in one sentence that stays true when it is read later: with the time, and with what waits.

import type { Round } from "./round.ts";

export interface StillHere {
  readonly queued: number;
  readonly refused: number;
}

/** `localNow` is the moment it ended, "2026-06-09T10:42". */
export function resultWords(round: Round, { queued, refused }: StillHere, localNow: string): string {
  const time = localNow.slice(11, 16);
  const { sent = 0 } = round;
  const refusedWords = refused === 0 ? "" : ` The server did not take ${refused}: why stands below.`;
  if (!round.ok) {
    const some = sent === 0 ? "" : ` ${sent} had gone before.`;
    const left =
      queued === 0 ? "Nothing waits to be sent." : `${queued} ${queued === 1 ? "waits" : "wait"} here, safe.`;
    return `Tried at ${time}. ${round.words}${some} ${left}${refusedWords}`;
  }
  const answered = `The school’s server answered at ${time}.`;
  const gone = sent > 0 ? `Sent ${sent} at ${time}.` : queued === 0 ? `Everything is sent. ${answered}` : answered;
  const restored = round.restored ? "The school’s server was restored." : undefined;
  const left =
    queued > 0
      ? `${queued} written since then ${queued === 1 ? "goes" : "go"} next.`
      : sent > 0
        ? "Nothing waits."
        : undefined;
  return [restored, gone, left].filter((part) => part !== undefined).join(" ") + refusedWords;
}
