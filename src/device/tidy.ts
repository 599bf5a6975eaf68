// Folds what the feed brought into the packs, after a while in which nothing was written: what lies beside them costs
// a little at every question. Scope by scope, each in a strict transaction of its own [V27], so it can stop anywhere:
// when the vault shuts, when somebody commits, when the power goes. It goes on where it stopped.

import { Locked, type Scheduler, type Store, type Touched } from "./ports.ts";

/** Somebody who writes has a pause like this between two pupils, not between two taps. */
const QUIET_MS = 20_000;
/** Fewer rows than this beside a scope's packs are left there: folding them costs the sealing of whole packs. */
const LEAST = 8;

/** Nobody sees a difference. */
const NOTHING_SEEN: Touched = { scopes: [], parts: [] };

export interface TidyingDeps {
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly isOpen: () => boolean;
  readonly onError: (error: unknown) => void;
}

export interface Tidying {
  /** The vault was opened: what came before may still lie beside the packs. */
  opened(): void;
  /** Something was written, here or in another tab. */
  written(touched: Touched): void;
  stop(): void;
  /** Folds all there is, now. */
  all(): Promise<void>;
}

export function createTidying({ store, scheduler, isOpen, onError }: TidyingDeps): Tidying {
  let wanted = false;
  let cancel: (() => void) | undefined;
  /** Counts what others write: a run that is disturbed makes room. */
  let writes = 0;

  function wait(): void {
    cancel?.();
    cancel = scheduler.after(QUIET_MS, () => {
      cancel = undefined;
      wanted = false;
      const before = writes;
      run(LEAST, () => writes === before).catch(onError);
    });
  }

  async function run(least: number, mayGoOn: () => boolean): Promise<void> {
    let failed: { readonly error: unknown } | undefined;
    await store.alone(async () => {
      for (const name of await whenOpen(() => store.read((tx) => tx.scopesToFold(least)), [])) {
        for (let more = true; more;) {
          if (!isOpen()) return;
          if (!mayGoOn()) {
            wanted = true;
            wait();
            return;
          }
          try {
            more = await whenOpen(() => store.write("strict", (tx) => tx.foldScope(name), NOTHING_SEEN), false);
          } catch (error) {
            // A scope with a damaged box is that scope's trouble.
            failed ??= { error };
            more = false;
          }
        }
      }
    });
    if (failed) throw failed.error;
  }

  /** A vault that shuts meanwhile is no trouble: there is a next time. */
  async function whenOpen<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (!isOpen()) return otherwise;
    try {
      return await work();
    } catch (error) {
      if (error instanceof Locked) return otherwise;
      throw error;
    }
  }

  return {
    opened() {
      wanted = true;
      wait();
    },
    written({ parts }) {
      if (parts.length === 0) return;
      writes += 1;
      wanted ||= parts.includes("rows");
      if (wanted && isOpen()) wait();
    },
    stop() {
      cancel?.();
      cancel = undefined;
    },
    all: () => run(1, () => true),
  };
}
