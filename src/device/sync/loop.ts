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
/** While the server says what is new, asking is only the net under it. */
const EVERY_WHILE_LISTENING_MS = 300_000;
const FIRST_WAIT_MS = 2_000;
/** A server that comes back after a long night is found within this time. */
const LONGEST_WAIT_MS = 300_000;
/** Focus, "online" and "visible" come in bursts. */
const NUDGE_GAP_MS = 3_000;
/** News reaches every tablet of a school in the same moment: they ask for it spread over a second. */
const NEWS_SOONEST_MS = 100;
const NEWS_SPREAD_MS = 1_000;

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
  /** The server said something: a round follows soon, if then, after what is under way, `isBehind` still says yes. */
  heard(isBehind: () => Promise<boolean>): void;
  /** Whether the server says by itself what is new. */
  listening(isAlive: boolean): void;
  /** The server has too much to do: nothing is asked for so many seconds but what a person asks [S26]. */
  busy(seconds: number): void;
}

export function createLoop(deps: LoopDeps): Loop {
  const { scheduler, randomBytes, now } = deps;
  const turns = createMutex();
  let running = false;
  let again = false;
  let failures = 0;
  let lastTry = -Infinity;
  let stopped = true;
  let isListening = false;
  let due: { readonly at: number; readonly cancel: () => void } | undefined;
  let cancelNews: (() => void) | undefined;
  /** Present while the server wants to be left alone; a timer, because a clock may be set. */
  let cancelHold: (() => void) | undefined;

  function schedule(wait: number): void {
    // The end of a hold is a round.
    if (stopped || cancelHold) return;
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

  /** Between nought and one. */
  const chance = (): number => (randomBytes(1)[0] as number) / 256;

  /** Waits grow with each failure, by chance between half and the whole: forty tablets do not come back as one. */
  function wait(): number {
    if (failures === 0) return isListening ? EVERY_WHILE_LISTENING_MS : EVERY_MS;
    const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
    return whole * (0.5 + chance() / 2);
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

  async function fetchNews(isBehind: () => Promise<boolean>): Promise<void> {
    await turns.run(async () => {
      // A server that answers nothing but its stream is tried when the waits say so.
      if (stopped || cancelHold || failures > 0) return;
      let behind: boolean;
      try {
        behind = await isBehind();
      } catch (error) {
        deps.onError(error);
        return;
      }
      if (behind && !stopped) await once();
    });
  }

  return {
    start() {
      stopped = false;
      schedule(0);
    },
    stop() {
      stopped = true;
      for (const cancel of [due?.cancel, cancelNews, cancelHold]) cancel?.();
      due = cancelNews = cancelHold = undefined;
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
    heard(isBehind) {
      if (stopped || cancelNews) return;
      cancelNews = scheduler.after(NEWS_SOONEST_MS + chance() * NEWS_SPREAD_MS, () => {
        cancelNews = undefined;
        void fetchNews(isBehind);
      });
    },
    listening(isAlive) {
      if (isListening === isAlive) return;
      isListening = isAlive;
      if (!isAlive) schedule(EVERY_MS);
      // It answers again: no need to sit out the wait for a server that was away.
      else if (failures > 0 && !running) schedule(NEWS_SOONEST_MS + chance() * NEWS_SPREAD_MS);
    },
    busy(seconds) {
      if (stopped) return;
      cancelHold?.();
      due?.cancel();
      due = undefined;
      // By chance up to half as long again: those that were turned away together do not come back together.
      const wanted = Math.min(LONGEST_WAIT_MS, Math.max(1, seconds) * 1000);
      cancelHold = scheduler.after(wanted * (1 + chance() / 2), () => {
        cancelHold = undefined;
        void tryNow();
      });
    },
  };
}
