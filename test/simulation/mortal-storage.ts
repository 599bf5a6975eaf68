// A server's storage that can be cut off at any moment that matters: before each of its writes, before a transaction
// is committed, and just after. What was not committed is rolled back, as it is when a process is killed.

import type { ServerTx, Storage } from "#server/storage/storage.ts";

export class Killed extends Error {
  constructor() {
    super("the server was killed");
    this.name = "Killed";
  }
}

export interface MortalStorage {
  readonly storage: Storage;
  /** Killed at the `points`-th moment from now on. */
  dieIn(points: number): void;
  /** Everything that is still under way finds the server gone. */
  die(): void;
  readonly isDead: () => boolean;
}

const WRITES = /^(put|append|take|set|create|delete|quarantine$|release|mark|note|forget|end|erase|compact)/;

export interface MortalOptions {
  /** Hears of every such moment. */
  readonly onPoint?: () => void;
  /** Before each transaction: a while in which others get their turn. */
  readonly pause?: () => Promise<void>;
}

export function createMortalStorage(under: Storage, options: MortalOptions = {}): MortalStorage {
  const { onPoint = () => undefined, pause = () => Promise.resolve() } = options;
  let left = Infinity;
  let dead = false;

  const point = (): void => {
    onPoint();
    if (!dead && (left -= 1) <= 0) dead = true;
    if (dead) throw new Killed();
  };

  const mortal = <Tx extends object>(tx: Tx): Tx => {
    const all = { ...tx } as { [name: string]: unknown };
    for (const [name, value] of Object.entries(all)) {
      if (name === "inSchool") all[name] = async (id: string) => mortal(await (tx as unknown as ServerTx).inSchool(id));
      else if (WRITES.test(name))
        all[name] = (...args: unknown[]): unknown => {
          point();
          return (value as (...some: unknown[]) => unknown)(...args);
        };
    }
    return all as Tx;
  };

  const whole = async <Tx extends object, T>(
    work: (tx: Tx) => Promise<T>,
    begin: (mortalWork: (tx: Tx) => Promise<T>) => Promise<T>,
  ): Promise<T> => {
    await pause();
    if (dead) throw new Killed();
    const result = await begin(async (tx) => {
      const done = await work(mortal(tx));
      point();
      return done;
    });
    point();
    return result;
  };

  return {
    storage: {
      ...under,
      transactServer: (work) => whole(work, (inner) => under.transactServer(inner)),
      readServer: (work) => under.readServer(work),
      transact: (school, work) => whole(work, (inner) => under.transact(school, inner)),
      // The database outlives the process.
      close: () => Promise.resolve(),
    },
    dieIn(points) {
      left = points;
    },
    die() {
      dead = true;
    },
    isDead: () => dead,
  };
}
