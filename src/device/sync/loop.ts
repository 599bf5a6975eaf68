// When to talk to the server. One round at a time; what asks during a round gets another one after it. Correctness
// never depends on it: two tabs that send the same are answered the same [S2].

import type { RandomBytes } from "#base/id.ts";
import { createMutex } from "#base/mutex.ts";
import type { Scheduler } from "../ports.ts";
import type { Round } from "./round.ts";

/** A burst of taps is one request. */
const AFTER_COMMIT_MS = 500;
/** What others wrote arrives within a minute on a screen that is left alone. */
const EVERY_MS = 60_000;
const FIRST_WAIT_MS = 2_000;
/** A server that comes back after a long night is found within this time. */
const LONGEST_WAIT_MS = 300_000;
/** Focus, "online" and "visible" come in bursts. */
const NUDGE_GAP_MS = 3_000;

export interface LoopDeps {
  readonly round: () => Promise<Round>;
  readonly scheduler: Scheduler;
  readonly randomBytes: RandomBytes;
  readonly now: () => number;
  /** A round threw: storage trouble, or a bug. */
  readonly onError: (error: unknown) => Round;
  readonly onRound: (round: Round) => void;
}

export interface Loop {
  start(): void;
  stop(): void;
  committed(): void;
  nudge(): void;
  sendNow(): Promise<Round>;
}

export function createLoop(deps: LoopDeps): Loop {
  const { scheduler, randomBytes, now } = deps;
  const turns = createMutex();
  let running = false;
  let again = false;
  let failures = 0;
  let lastTry = -Infinity;
  let stopped = true;
  let due: { readonly at: number; readonly cancel: () => void } | undefined;

  function schedule(wait: number): void {
    if (stopped) return;
    const at = now() + wait;
    // A clock that was set back must not put the next round off: only an earlier one may stand.
    if (due && due.at <= at && due.at >= now()) return;
    due?.cancel();
    const cancel = scheduler.after(wait, () => {
      due = undefined;
      void tryNow();
    });
    due = { at, cancel };
  }

  /** Waits grow with each failure, by chance between half and the whole: forty tablets do not come back as one. */
  function wait(): number {
    if (failures === 0) return EVERY_MS;
    const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
    return whole * (0.5 + (randomBytes(1)[0] as number) / 512);
  }

  async function once(): Promise<Round> {
    due?.cancel();
    due = undefined;
    running = true;
    again = false;
    lastTry = now();
    let result: Round;
    try {
      result = await deps.round();
    } catch (error) {
      result = deps.onError(error);
    } finally {
      running = false;
    }
    failures = result.ok ? 0 : failures + 1;
    if (stopped) return result;
    deps.onRound(result);
    schedule(again && result.ok ? 0 : wait());
    return result;
  }

  async function tryNow(): Promise<void> {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    await turns.run(() => (stopped ? Promise.resolve(undefined) : once()));
  }

  return {
    start() {
      stopped = false;
      schedule(0);
    },
    stop() {
      stopped = true;
      due?.cancel();
      due = undefined;
    },
    committed() {
      if (running) again = true;
      // While the server cannot be reached the next try is due already, and a commit does not hurry it.
      else if (failures === 0) schedule(AFTER_COMMIT_MS);
    },
    nudge() {
      const since = now() - lastTry;
      if (running) again = true;
      else schedule(since >= 0 && since < NUDGE_GAP_MS ? NUDGE_GAP_MS - since : 0);
    },
    sendNow() {
      failures = 0;
      return turns.run(once);
    },
  };
}
