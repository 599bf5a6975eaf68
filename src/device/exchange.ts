// What goes on between this device and its server, and when: rounds, the stream of news, and what comes of each. It knows
// nothing of who may be here; it is told.

import type { Schema } from "#ledger/schema.ts";
import type { Jots } from "./jots/jots.ts";
import type { Mending } from "./mending.ts";
import type { Opened } from "./opened.ts";
import type { DevicePorts, Store } from "./ports.ts";
import type { SchoolClock } from "./school-clock.ts";
import type { SchoolLock } from "./school-lock.ts";
import { type Comparing, createComparing } from "./sync/compare.ts";
import { createListener } from "./sync/listen.ts";
import { createLoop, type Loop } from "./sync/loop.ts";
import { type Round, round } from "./sync/round.ts";
import type { ServerLink } from "./sync/server-link.ts";
import { signAnew } from "./sync/sign-anew.ts";
import type { StatusKeeper } from "./sync/status.ts";
import type { WaitingHere } from "./waiting-here.ts";

export interface ExchangeDeps {
  readonly ports: Pick<DevicePorts, "clock" | "scheduler" | "randomBytes" | "turns">;
  readonly store: Store;
  readonly server: ServerLink;
  readonly schema: Schema;
  readonly clock: SchoolClock;
  readonly status: StatusKeeper;
  readonly waiting: WaitingHere;
  readonly jots: Jots;
  readonly mending: Mending;
  readonly opened: () => Opened | undefined;
  readonly offerKey: () => Promise<void>;
  /** Goes on under a new name; false when it could not [S19]. */
  readonly renew: () => Promise<boolean>;
  /** The server has taken the device out of use, and has what it held. */
  readonly destroyKeys: () => Promise<void>;
  /** Whether the school has locked this device, as the server said in this round. */
  readonly schoolLock: Pick<SchoolLock, "heard" | "heardLocked">;
  readonly onError: (error: unknown) => void;
}

export interface Exchange {
  readonly loop: Loop;
  readonly comparing: Comparing;
  /** Somebody came, or left: whether the server is listened to is decided anew. */
  listen(): void;
  /** Whether anybody can see this page. */
  shown(isShown: boolean): void;
}

export function createExchange(deps: ExchangeDeps): Exchange {
  const { ports, store, server, schema, clock, status, waiting, jots, mending, opened, onError } = deps;
  const { scheduler, randomBytes } = ports;

  /** What its adult alone can make ready, before anything is sent. */
  async function prepare(): Promise<void> {
    await deps.offerKey();
    await signAnew({ store, opened, randomBytes, now: clock.now, signing: status.signing });
  }

  async function deliverJots(everything: boolean): Promise<void> {
    const words = await jots.deliver(everything).catch(onError);
    if (words !== undefined) status.round({ ok: false, reached: true, words });
  }

  /** One round at a time [S13]: how often a lock had been heard of when this one began. */
  let lockedAtStart = 0;
  const loop = createLoop({
    scheduler,
    randomBytes,
    now: ports.clock.now,
    round: () => {
      lockedAtStart = deps.schoolLock.heardLocked();
      return round({
        store,
        server,
        schema,
        isOpen: () => opened() !== undefined,
        now: clock.now,
        secondCopy: () => status.status.get().secondCopy,
        onSending: status.sending,
        prepare,
        mend: mending.sent,
        renew: deps.renew,
        scopesOf: (deviceSeqs) => {
          if (!opened()) return "all";
          const rows = waiting.get().rows.filter((row) => deviceSeqs.includes(row.deviceSeq));
          return [...new Set(rows.flatMap((row) => row.inside.envelope.changes.map((change) => change.scope)))];
        },
      });
    },
    onError(error): Round {
      onError(error);
      return {
        ok: false,
        reached: false,
        brokenOff: true,
        words: "Something went wrong on this tablet. Nothing was lost. It is tried again.",
      };
    },
    onRound(result) {
      status.round(result);
      if (result.ok) status.trouble(null);
      if (result.ok && result.reached === true) comparing.caughtUp();
      // What nobody has filed is with the server before the keys go [V32]; without an answer they go all the same.
      if (result.locked !== undefined) void deps.schoolLock.heard(result.locked, lockedAtStart).catch(onError);
      if (result.revoked) void deliverJots(true).then(deps.destroyKeys);
      else if (result.ok) void deliverJots(false);
    },
  });

  const comparing = createComparing({
    store,
    server,
    scheduler,
    randomBytes,
    isOpen: () => opened() !== undefined,
    now: clock.now,
    nudge: loop.nudge,
    onError,
  });

  const listener = createListener({
    server,
    store,
    scheduler,
    randomBytes,
    turns: ports.turns,
    loop,
    onContact: status.heard,
  });
  let isShown = true;
  /** Somebody is here, and sees what comes. */
  const listen = (): void => listener.want(opened() !== undefined && isShown);

  return {
    loop,
    comparing,
    listen,
    shown(next) {
      isShown = next;
      listen();
    },
  };
}
