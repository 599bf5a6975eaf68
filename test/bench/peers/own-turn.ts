// What a device does by itself in quiet moments (folding, comparing, asking what is new) waits until its side has its turn
// again: another side is being measured in between.

import type { Scheduler } from "#device/ports.ts";

export interface OwnTurn {
  readonly scheduler: Scheduler;
  /** The same functions; what has come due in the meantime runs first. */
  during<Asked extends readonly unknown[], Told>(
    work: (...asked: Asked) => Promise<Told>,
  ): (...asked: Asked) => Promise<Told>;
}

export function createOwnTurn(): OwnTurn {
  let turns = 0;
  const due = new Set<() => void>();
  return {
    scheduler: {
      after(milliseconds, task) {
        const timer = setTimeout(() => (turns > 0 ? task() : due.add(task)), milliseconds);
        return () => {
          clearTimeout(timer);
          due.delete(task);
        };
      },
    },
    during:
      (work) =>
      async (...asked) => {
        turns += 1;
        try {
          const late = [...due];
          due.clear();
          for (const task of late) task();
          return await work(...asked);
        } finally {
          turns -= 1;
        }
      },
  };
}
