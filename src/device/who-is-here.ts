// Who is at the device, and for how long it shows them what it holds. Opening and shutting are here and nowhere else, so
// that their order is: whoever was here is emptied before anybody hears of the next, and keys go before all that runs on.

import { type Json, jsonEqual } from "#base/json.ts";
import { createSource, type Signal } from "#base/signal.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Standing } from "./door.ts";
import type { Lease } from "./lease.ts";
import { leftBehind, mendFacts } from "./mend.ts";
import { type Opened, shutOpened } from "./opened.ts";
import type { Scheduler, Store } from "./ports.ts";
import { standingOf } from "./standing.ts";
import { StoreTrouble } from "./store/store-trouble.ts";

/** A school day ends at midnight: nobody waits for it to the second. */
const LEASE_EVERY_MS = 60_000;

export interface WhoIsHereDeps {
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly lease: () => Lease;
  /** Who has a PIN that opens this page. */
  readonly warm: () => ReadonlySet<AdultId>;
  /** Nothing of whoever was here is shown to anybody from now on. */
  readonly onEmptied: () => void;
  readonly onOpened: (next: Opened) => void;
  /** Nobody is here any more, and their keys are still there: nothing more is to be heard for them. */
  readonly onLeaving: () => void;
  readonly onShut: () => void;
  /** The server was not reached for too long, or was reached again. */
  readonly onLease: () => void;
  /** Shut, and looked at: whether it belongs to a school. */
  readonly onKnown: (isEnrolled: boolean) => void;
  readonly onTrouble: (error: unknown) => void;
  readonly onFault: (error: unknown) => void;
}

export interface WhoIsHere {
  readonly standing: Signal<Standing>;
  opened(): Opened | undefined;
  /** Milliseconds between the device's clock and its school's. */
  clockOffset(): number;
  open(next: Opened): void;
  shut(): void;
  /** Looks at the disk: whose device it is, while nobody is here. */
  refresh(): Promise<void>;
  /** In this tab or in another the device was given another name, or let in again; or an adult's way in is gone. */
  adopt(): Promise<void>;
  /** The key they sign with has another name at the server. */
  renamed(adult: AdultId, authorKey: string): void;
  /** A contact, or another word of the school's: it may show what it holds for another time. */
  factsTouched(): void;
  /** A way in was added or is gone, in this tab or in another. */
  slotsTouched(): Promise<void>;
}

export function createWhoIsHere(deps: WhoIsHereDeps): WhoIsHere {
  const { store, scheduler, lease, onTrouble } = deps;
  const standing = createSource<Standing>({ state: "starting" });
  let clockOffset = 0;
  let opened: Opened | undefined;
  let leaseOver = false;
  let stopLease: (() => void) | undefined;

  function tellOpen(): void {
    if (!opened) return;
    const next = standingOf.open(opened, leaseOver);
    if (!jsonEqual(standing.get() as unknown as Json, next as unknown as Json)) standing.set(next);
  }

  /** Is it too long since the server was reached? Looked at while somebody is here [V35]. */
  async function lookAtLease(): Promise<void> {
    const over = await lease().look();
    if (!opened || over === leaseOver) return;
    leaseOver = over;
    tellOpen();
    deps.onLease();
  }
  function keepLease(): void {
    stopLease?.();
    stopLease = scheduler.after(LEASE_EVERY_MS, keepLease);
    void lookAtLease().catch(onTrouble);
  }

  function shut(): void {
    if (!opened) return;
    const was = opened;
    opened = undefined;
    deps.onLeaving();
    // Keys first: whatever runs on from here finds them gone [V20].
    shutOpened(was);
    store.useSealer(null);
    deps.onEmptied();
    stopLease?.();
    stopLease = undefined;
    leaseOver = false;
    deps.onShut();
  }

  async function refresh(): Promise<void> {
    if (opened) return;
    try {
      await mendFacts(store);
      const found = await store.read(async (tx) => ({
        enrolled: await tx.control("enrolled"),
        slots: await tx.slots(),
        left: await leftBehind(tx),
        schoolLock: (await tx.control("schoolLock")) === true,
      }));
      clockOffset = found.enrolled?.clockOffset ?? 0;
      if (opened) return;
      standing.set(standingOf.shut(found.enrolled, found.slots, found.left, deps.warm(), found.schoolLock));
      deps.onKnown(found.enrolled !== undefined);
    } catch (error) {
      if (error instanceof StoreTrouble) standing.set({ state: "broken", sentence: error.sentence });
      else deps.onFault(error);
    }
  }

  async function adopt(): Promise<void> {
    const found = await store.read(async (tx) => ({
      enrolled: await tx.control("enrolled"),
      names: (await tx.control("authorKeys")) ?? {},
      slots: await tx.slots(),
    }));
    const { enrolled, names, slots } = found;
    if (!opened || !enrolled || enrolled.school !== opened.enrolled.school) return;
    // The account of whoever is here, or of who let them in, has ended: the server said so (A18).
    const standsFor = opened.cover?.host ?? opened.adult;
    if (slots.length > 0 && !slots.some((slot) => slot.adult === standsFor)) {
      shut();
      store.tellWho(null);
      return refresh();
    }
    opened = { ...opened, enrolled, authorKey: names[opened.adult] ?? opened.authorKey };
    tellOpen();
  }

  return {
    standing,
    opened: () => opened,
    clockOffset: () => clockOffset,
    open(next) {
      if (opened) shutOpened(opened, next.sealer);
      opened = next;
      clockOffset = next.enrolled.clockOffset;
      store.useSealer(next.sealer);
      // Emptied before anybody hears who is here now: nothing of the one before is shown to the next.
      deps.onEmptied();
      lease().spoil();
      standing.set(standingOf.open(next, leaseOver));
      keepLease();
      deps.onOpened(next);
    },
    shut,
    refresh,
    adopt,
    renamed(adult, authorKey) {
      if (opened?.adult === adult) opened = { ...opened, authorKey };
    },
    factsTouched() {
      lease().spoil();
      if (leaseOver) void lookAtLease().catch(onTrouble);
    },
    slotsTouched: () => (opened ? adopt() : refresh()),
  };
}
