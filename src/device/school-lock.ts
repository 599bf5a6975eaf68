// The lock from afar (A49): the server says that the school has locked this device. It shuts in every tab, no PIN opens
// it, and no words and no login either until the server says otherwise. Nothing is thrown away: what waits is sent,
// drafts and the ways in stay, and notes can be written all the same.

import { type Refusal, refuse } from "#ledger/refusal.ts";
import type { Store, StoreTx } from "./ports.ts";

export interface SchoolLockDeps {
  readonly store: Store;
  readonly isOpen: () => boolean;
  /** Puts away what is half written, while there are still keys to seal it with. */
  readonly putAway: () => Promise<void>;
  /** No PIN opens this page any more. */
  readonly forgetPins: () => void;
  readonly shut: () => void;
  /** How it stands is looked at anew. */
  readonly refresh: () => Promise<void>;
}

export interface SchoolLock {
  /** What the server says now. `since`: what `heardLocked` gave when it was asked; an older word lifts no newer lock. */
  heard(isLocked: boolean, since?: number): Promise<void>;
  /** How often it was heard that the school has locked this device. */
  heardLocked(): number;
}

/** The refusal for whoever wants to open it; undefined where the school has not locked it. */
export async function schoolLocked(tx: StoreTx): Promise<Refusal | undefined> {
  return (await tx.control("schoolLock")) === true
    ? refuse("schoolLock", "Your school has locked this tablet. It opens again once an administrator lets it.")
    : undefined;
}

/** The server has let somebody in: it is not locked any more. */
export async function liftSchoolLock(store: Store): Promise<boolean> {
  if (!(await store.read((tx) => tx.control("schoolLock")))) return false;
  await store.write("strict", (tx) => tx.setControl("schoolLock", undefined), {
    scopes: [],
    parts: ["control", "slots"],
  });
  return true;
}

export function createSchoolLock(deps: SchoolLockDeps): SchoolLock {
  const { store, isOpen, putAway, forgetPins, shut, refresh } = deps;
  let timesLocked = 0;

  async function lock(): Promise<void> {
    const isKnown = await store.read((tx) => tx.control("schoolLock"));
    if (isKnown && !isOpen()) return;
    // On the disk first: a page that is loaded again in the middle of this is locked.
    if (!isKnown)
      await store.write("strict", (tx) => tx.setControl("schoolLock", true), {
        scopes: [],
        parts: ["control", "slots"],
      });
    forgetPins();
    if (isOpen()) await putAway().catch(() => undefined);
    shut();
    // Somebody may have another tab open while nobody is here.
    store.tellWho(null);
    await refresh();
  }

  return {
    async heard(isLocked, since = timesLocked) {
      if (isLocked) {
        timesLocked += 1;
        await lock();
      } else if (since === timesLocked && (await liftSchoolLock(store))) await refresh();
    },
    heardLocked: () => timesLocked,
  };
}
