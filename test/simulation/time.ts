// Time that passes only when the simulation says so. Timers run in the order of their moments.

import type { Scheduler } from "#device/ports.ts";

export interface VirtualTime extends Scheduler {
  now(): number;
  /** Lets time pass; every timer that falls due runs, and what it set off comes to rest before the next. */
  pass(milliseconds: number): Promise<void>;
  /** Resolves after so much virtual time. */
  sleep(milliseconds: number): Promise<void>;
  /** Lets everything that needs no time come to rest. */
  settle(): Promise<void>;
  /** Time stands still until this is done: password hashing is work on real threads. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** While somebody pauses, time passes whatever is held. Not beside work on real threads. */
  pause(milliseconds: number): Promise<void>;
  /** No timer of this world runs any more. */
  stop(): void;
}

export function createTime(start: number): VirtualTime {
  let now = start;
  let number = 0;
  let timers: { readonly at: number; readonly number: number; readonly task: () => void }[] = [];

  let held = 0;
  /** Whoever is held may be waiting for one of these. */
  let paused = 0;

  /** Devices and server go on by microtasks alone, so one turn of the outer loop finds them at rest. */
  const settle = async (): Promise<void> => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (held > 0 && paused === 0);
  };

  const time: VirtualTime = {
    now: () => now,
    after(milliseconds, task) {
      const timer = { at: now + Math.max(0, milliseconds), number: (number += 1), task };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        let first: (typeof timers)[number] | undefined;
        for (const timer of timers)
          if (
            timer.at <= end &&
            (!first || timer.at < first.at || (timer.at === first.at && timer.number < first.number))
          )
            first = timer;
        if (!first) break;
        timers = timers.filter((one) => one !== first);
        now = Math.max(now, first.at);
        first.task();
        await settle();
      }
      now = end;
    },
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        time.after(milliseconds, () => resolve());
      }),
    settle,
    hold(work) {
      held += 1;
      return work.finally(() => {
        held -= 1;
      });
    },
    async pause(milliseconds) {
      paused += 1;
      await time.sleep(milliseconds);
      paused -= 1;
    },
    stop() {
      timers = [];
    },
  };
  return time;
}
