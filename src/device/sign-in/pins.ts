// Coming in by PIN (V10, V33, V34): which adults can at this page, how often they may be wrong, and setting one.
//
// How often a PIN was wrong is counted on the disk, before it is tried: a page that is loaded again forgets the way in,
// and not the count. How long to wait is kept by a timer of this page and begins anew with it, so no clock that is set
// forward makes it shorter.

import { createMutex } from "#base/mutex.ts";
import { type RandomBytes, randomId } from "#base/id.ts";
import type { AdultId } from "#ledger/names.ts";
import { type Refusal, refuse } from "#ledger/refusal.ts";
import type { Device } from "../door.ts";
import type { Opened } from "../opened.ts";
import { Locked, type Scheduler, type SlowHash, type Store } from "../ports.ts";
import { schoolLocked } from "../school-lock.ts";
import { pinRefused } from "../vault/pin-rules.ts";
import { hashPin, openWarmPin, pinSlotOf, type WarmPin, warmPin } from "../vault/pin-slot.ts";
import { openedWith } from "./let-in.ts";

/** With so many wrong ones the way in is gone, until its adult has come in by words or by the network. */
export const MOST_WRONG = 20;
/** A slip of the finger costs nothing. */
const FREE = 3;
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 300;

const CODES = {
  cold: "pinCold",
  off: "pinOff",
  wait: "pinWait",
  wrong: "wrongPin",
} as const;
const COLD = "A PIN opens this page only after somebody has opened it with five words or a login. Use those this time.";
const OFF = "Too many wrong PINs. Come in with your five words or your login once; then your PIN works again.";

export interface PinsDeps {
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly randomBytes: RandomBytes;
  readonly slowHash: SlowHash;
  readonly pinCost: { readonly memoryKib: number; readonly passes: number };
  readonly opened: () => Opened | undefined;
  readonly open: (opened: Opened) => void;
}

export interface Pins extends Pick<Device, "openWithPin" | "setPin" | "dropPin"> {
  /** Who can come in by PIN at this page now. */
  warm(): ReadonlySet<AdultId>;
  /** The vault is open, or a slot changed: whoever has a PIN can take over from here on. `came`: not by PIN. */
  refresh(came?: AdultId): Promise<void>;
  /** Nothing of it stays in memory. */
  forget(): void;
}

/** Seconds to wait after so many wrong ones. */
export function pinWait(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (wrong - FREE));
}

const secondsWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} seconds` : seconds < 120 ? "a minute" : `${Math.ceil(seconds / 60)} minutes`;
const waitWords = (wrong: number): string => `Wait ${secondsWords(pinWait(wrong))}, then try again.`;

export function createPins(deps: PinsDeps): Pins {
  const { store, scheduler, randomBytes, slowHash, pinCost, opened, open } = deps;
  const warm = new Map<AdultId, WarmPin>();
  const held = new Map<AdultId, () => void>();
  const turns = createMutex();

  function forgetOne(adult: AdultId): void {
    warm.get(adult)?.box.fill(0);
    warm.delete(adult);
  }

  function forget(): void {
    for (const adult of [...warm.keys()]) forgetOne(adult);
    for (const cancel of held.values()) cancel();
    held.clear();
  }

  /** Nothing is tried for this adult until the wait is over. */
  function hold(adult: AdultId, wrong: number): void {
    held.get(adult)?.();
    held.delete(adult);
    if (pinWait(wrong) === 0) return;
    held.set(
      adult,
      scheduler.after(pinWait(wrong) * 1000, () => held.delete(adult)),
    );
  }

  function count(adult: AdultId, next: (wrong: number) => number): Promise<number> {
    return store.write(
      "strict",
      async (tx) => {
        const tries = (await tx.control("pinTries")) ?? {};
        const wrong = next(tries[adult] ?? 0);
        const { [adult]: _before, ...others } = tries;
        await tx.setControl("pinTries", wrong === 0 ? others : { ...others, [adult]: wrong });
        return wrong;
      },
      { scopes: [], parts: [] },
    );
  }

  async function refresh(came?: AdultId): Promise<void> {
    const { slots, tries, locked } = await store.read(async (tx) => ({
      slots: (await tx.slots()).filter((slot) => slot.kind === "pin"),
      tries: { ...(await tx.control("pinTries")) },
      locked: await schoolLocked(tx),
    }));
    // In this tab or in another it was heard of: no way in stays warm (A49).
    if (locked) return forget();
    if (came !== undefined) {
      hold(came, 0);
      // A write that changes nothing would hold up whatever the first screen still reads.
      if (tries[came] !== undefined) await count(came, () => 0);
    }
    // They have just shown who they are, and the count that says otherwise is on its way out.
    const here = opened()?.adult ?? came;
    if (here !== undefined) delete tries[here];
    for (const [adult, { slot }] of warm)
      if (!slots.some((one) => one.id === slot.id) || (tries[adult] ?? 0) >= MOST_WRONG) forgetOne(adult);
    const sealer = opened()?.sealer;
    if (!sealer) return;
    for (const slot of slots) {
      const { adult } = slot;
      const wrong = (adult !== null && tries[adult]) || 0;
      if (adult === null || warm.has(adult) || wrong >= MOST_WRONG) continue;
      const made = sealer.withVaultKey((vaultKey) => warmPin(slot, vaultKey, randomBytes));
      if (!made) continue;
      warm.set(adult, made);
      if (!held.has(adult)) hold(adult, wrong);
    }
  }

  async function openWithPin(adult: AdultId, pin: string): Promise<undefined | Refusal> {
    const way = warm.get(adult);
    const { enrolled, name, wrong, locked } = await store.read(async (tx) => ({
      enrolled: await tx.control("enrolled"),
      name: (await tx.control("authorKeys"))?.[adult],
      wrong: (await tx.control("pinTries"))?.[adult] ?? 0,
      locked: await schoolLocked(tx),
    }));
    if (locked) return locked;
    if (wrong >= MOST_WRONG) return refuse(CODES.off, OFF);
    if (!way || !enrolled || name === undefined) return refuse(CODES.cold, COLD);
    if (held.has(adult)) return refuse(CODES.wait, waitWords(wrong));
    const tried = await count(adult, (before) => before + 1);
    const keys = await openWarmPin(way, pin, slowHash);
    if (!keys) {
      hold(adult, tried);
      if (tried < MOST_WRONG)
        return refuse(CODES.wrong, `That is not your PIN. ${pinWait(tried) > 0 ? waitWords(tried) : "Try again."}`);
      forgetOne(adult);
      return refuse(CODES.off, OFF);
    }
    const { vaultKey, authorSeed: seed } = keys;
    // Taken out of use, or given another PIN, while it was being worked out.
    const done = warm.get(adult) === way;
    if (done) {
      hold(adult, 0);
      open(openedWith(deps, { enrolled, adult, label: way.slot.label, authorKey: name, vaultKey, seed }));
    }
    vaultKey.fill(0);
    seed.fill(0);
    if (!done) return refuse(CODES.cold, COLD);
    // Behind what the first screen reads: were it lost to a cut, one try too many is counted, and none too few.
    await count(adult, () => 0);
    return undefined;
  }

  return {
    warm: () => new Set(warm.keys()),
    refresh,
    forget,
    openWithPin: (adult, pin) => turns.run(() => openWithPin(adult, pin)),

    async setPin(pin) {
      const no = pinRefused(pin);
      if (no) return no;
      const here = opened();
      if (!here) return refuse("locked", "This tablet is locked. Unlock it, then set your PIN.");
      if (here.cover)
        return refuse("coverItself", "A cover adult has no PIN. An adult of the school opens the tablet.");
      const { adult, label } = here;
      const id = randomId<string>(randomBytes);
      const hashed = await hashPin({ id, adult, label, pin, cost: pinCost, slowHash, randomBytes });
      try {
        const slot = here.sealer.withVaultKey((vaultKey) =>
          here.author.withSeed((authorSeed) => pinSlotOf(hashed, { vaultKey, authorSeed }, randomBytes)),
        );
        await store.write(
          "strict",
          async (tx) => {
            for (const one of await tx.slots())
              if (one.kind === "pin" && one.adult === adult) await tx.deleteSlot(one.id);
            await tx.putSlot(slot);
          },
          { scopes: [], parts: ["slots"] },
        );
      } catch (error) {
        if (error instanceof Locked)
          return refuse("locked", "This tablet was locked meanwhile. Unlock it, then set your PIN.");
        throw error;
      }
      await refresh(adult);
      return undefined;
    },

    async dropPin() {
      const adult = opened()?.adult;
      if (adult === undefined) return;
      await store.write(
        "strict",
        async (tx) => {
          for (const one of await tx.slots())
            if (one.kind === "pin" && one.adult === adult) await tx.deleteSlot(one.id);
        },
        { scopes: [], parts: ["slots"] },
      );
      await refresh();
    },
  };
}
