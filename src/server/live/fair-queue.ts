// Lets requests in so that one school's flood does not starve another. Each lane (a school; one more for everybody who
// is not known yet) has its own line, the lines take turns, and a lane never holds all places. What would wait too long
// is turned away at once, with the time to come back: memory is not filled, and a device has its outbox to wait in.

/** Places: enough to keep the database busy; PostgreSQL has ten connections here. */
const AT_ONCE = 8;
/** Transactions of one school follow each other anyway: one is in the database while the next is being read and proven. */
const AT_ONCE_PER_LANE = 2;
/** Forty tablets of one school that come back together, with what each asks at once. */
const MOST_WAITING_PER_LANE = 200;
/** Characters of bodies that wait. */
const MOST_SIZE_PER_LANE = 32_000_000;
const MOST_SIZE = 128_000_000;

export interface FairQueueLimits {
  readonly atOnce?: number;
  readonly atOncePerLane?: number;
  readonly mostWaitingPerLane?: number;
  readonly mostSizePerLane?: number;
}

export interface FairQueue {
  /** Runs the task when its lane's turn comes; undefined when too much waits already: then it was not run and never will be. */
  run<T>(lane: string, size: number, task: () => Promise<T>): Promise<T> | undefined;
  /** Seconds after which it is worth coming back to this lane. */
  retryAfter(lane: string): number;
}

interface Lane {
  running: number;
  size: number;
  readonly waiting: (() => void)[];
}

export function createFairQueue(limits: FairQueueLimits = {}): FairQueue {
  const {
    atOnce = AT_ONCE,
    atOncePerLane = AT_ONCE_PER_LANE,
    mostWaitingPerLane = MOST_WAITING_PER_LANE,
    mostSizePerLane = MOST_SIZE_PER_LANE,
  } = limits;
  /** Who was served last stands last; a lane with nothing in it is not kept. */
  const lanes = new Map<string, Lane>();
  let running = 0;
  let size = 0;

  function letIn(): void {
    while (running < atOnce) {
      // Who has the fewest places comes first; of equals, who was served longest ago.
      let next: readonly [string, Lane] | undefined;
      for (const [name, lane] of lanes) {
        if (lane.waiting.length === 0 || lane.running >= atOncePerLane) continue;
        if (!next || lane.running < next[1].running) next = [name, lane];
      }
      if (!next) return;
      const [name, lane] = next;
      const begin = lane.waiting.shift();
      // To the end of the line of lanes: the others come first now.
      lanes.delete(name);
      lanes.set(name, lane);
      lane.running += 1;
      running += 1;
      begin?.();
    }
  }

  function leave(name: string, lane: Lane, taken: number): void {
    lane.running -= 1;
    running -= 1;
    lane.size -= taken;
    size -= taken;
    if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(name);
    letIn();
  }

  return {
    run<T>(name: string, taken: number, task: () => Promise<T>): Promise<T> | undefined {
      const lane = lanes.get(name) ?? { running: 0, size: 0, waiting: [] };
      const isFull =
        lane.waiting.length >= mostWaitingPerLane ||
        // One alone is let in whatever its size: its limit is the largest body.
        (lane.size > 0 && lane.size + taken > mostSizePerLane) ||
        (size > 0 && size + taken > MOST_SIZE);
      if (isFull) return undefined;
      lanes.set(name, lane);
      lane.size += taken;
      size += taken;
      return new Promise<T>((resolve, reject) => {
        const begin = (): void => {
          void task()
            .then(resolve, reject)
            .finally(() => leave(name, lane, taken));
        };
        lane.waiting.push(begin);
        letIn();
      });
    },
    retryAfter: (name) => Math.min(30, 3 + Math.ceil((lanes.get(name)?.waiting.length ?? 0) / 20)),
  };
}
