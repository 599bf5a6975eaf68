// What was said and heard, as it happened: every commit that was confirmed, every request and answer, every verdict,
// every page, everything a screen said. Written down beside the system, and checked when all is over
// (check-history.ts): what is right at the end may have been wrong on the way.

import type { Change } from "#ledger/change.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import type { EnvelopeVerdict } from "#protocol/push.ts";

export interface SentEnvelope {
  readonly id: string;
  readonly deviceSeq: number;
  /** Of the sealed bytes: what is replayed must be the same. */
  readonly box: string;
}

export type Happening =
  | { readonly what: "confirmed"; readonly envelope: string; readonly changes: readonly Change[] }
  | {
      readonly what: "pushed";
      readonly request: number;
      readonly epoch: string | null;
      readonly sent: readonly SentEnvelope[];
    }
  /** The server's answer as it left, heard or not. */
  | {
      readonly what: "answered";
      readonly request: number;
      readonly epoch: string;
      readonly next: number;
      readonly verdicts: readonly EnvelopeVerdict[];
    }
  | { readonly what: "paged"; readonly request: number; readonly from: number | null; readonly page: PullAnswer }
  /** Scopes of which the server said that the tablet holds what it has, or something else. */
  | { readonly what: "compared"; readonly same: readonly string[]; readonly differs: readonly string[] }
  /** What the tablet holds of this scope was altered by hand (rot.ts). */
  | { readonly what: "rotted"; readonly scope: string }
  | { readonly what: "heard"; readonly request: number }
  /** The device's own word on what waits, each time it changed. */
  | { readonly what: "said"; readonly queued: number; readonly refused: number }
  | { readonly what: "stood"; readonly epoch: string; readonly cursor: number }
  | { readonly what: "restarted"; readonly powerCut: boolean };

export type Event = Happening & { readonly tablet: number; readonly at: number };

export interface History {
  readonly events: readonly Event[];
  of(tablet: number): (happening: Happening) => void;
}

export function createHistory(time: { now(): number }): History {
  const events: Event[] = [];
  return {
    events,
    of: (tablet) => (happening) => void events.push({ ...happening, tablet, at: time.now() }),
  };
}
