// Listens to what the server says by itself, while somebody looks at this device and it is open [S25]. What is heard only
// hastens a round: it is never applied, and without it the loop asks by the clock. At most one tab of a browser listens
// where turns can be had; the others see what it fetches, because they share its store.

import type { RandomBytes } from "#base/id.ts";
import { type News, newsShape } from "#protocol/listen.ts";
import { ROUTES } from "#protocol/routes.ts";
import { WIRE } from "#protocol/version.ts";
import type { Scheduler, Store, Turns } from "../ports.ts";
import type { Loop } from "./loop.ts";
import { type ServerLink, type ServerListening, shaped } from "./server-link.ts";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;
/** A stream that brought so many messages was a good one: the next wait is a short one again. */
const GOOD = 3;
/** Another tab listens. It may be gone, or frozen. */
const ASK_FOR_TURN_MS = 30_000;
const TURN = "waymark-listen";

export interface ListenerDeps {
  readonly server: Pick<ServerLink, "listen">;
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly randomBytes: RandomBytes;
  readonly turns: Turns | undefined;
  readonly loop: Pick<Loop, "heard" | "listening" | "nudge">;
  /** A well-formed message of our own server came; whether this device holds all that it speaks of. */
  readonly onContact: (isCurrent: boolean) => void;
}

export interface Listener {
  /** Whether anybody is there to see what is new. */
  want(isWanted: boolean): void;
}

const asNews = shaped(newsShape);

export function createListener(deps: ListenerDeps): Listener {
  const { server, store, scheduler, randomBytes, turns, loop } = deps;
  let wanted = false;
  let busy = false;
  let failures = 0;
  let stream: ServerListening | undefined;
  let cancelWait: (() => void) | undefined;
  let latest: News | undefined;
  /** What a round was made for already: what it could not reach then is not asked for over and over. */
  let askedFor: string | undefined;

  /** Also what this device wrote itself comes back as news: after its own round it is behind nothing. */
  async function isBehind(): Promise<boolean> {
    if (!latest) return false;
    const key = `${latest.epoch} ${latest.seq} ${latest.grants ?? ""}`;
    if (askedFor === key || (await holds(latest))) return false;
    askedFor = key;
    return true;
  }

  async function holds({ epoch, seq, grants }: News): Promise<boolean> {
    return store.read(async (tx) => {
      const cursor = await tx.control("cursor");
      // Something was given or taken: what may not be held any more goes now, and not within the minute (A15).
      if (grants !== undefined && (await tx.control("grants")) !== grants) return false;
      return (await tx.control("epoch")) === epoch && cursor !== undefined && cursor >= seq;
    });
  }

  /** One stream, from its request to its end. Gives the milliseconds for which the server wants to be left alone. */
  async function follow(listen: NonNullable<ServerLink["listen"]>): Promise<number> {
    let messages = 0;
    stream = listen(ROUTES.listen, { wire: WIRE, grants: true }, (message) => {
      const news = asNews(message);
      // Something that speaks as we do and is not understood: a newer server. The clock still works.
      if (!news) return stream?.stop();
      messages += 1;
      if (messages === GOOD) failures = 0;
      // Storage that cannot be read is met, and said, by the next round.
      void holds(news).then(deps.onContact, () => undefined);
      loop.listening(true);
      latest = news;
      loop.heard(isBehind);
    });
    // Stopped in the meantime: nobody would stop this one.
    if (!wanted) stream.stop();
    failures += 1;
    try {
      const over = await stream.over;
      if (over.kind === "noStream") failures = Number.MAX_SAFE_INTEGER;
      // This device was taken out of use, or is not known any more: a round learns what to do about it.
      if (over.kind === "problem" && messages === 0 && failures === 1) loop.nudge();
      return over.kind === "problem" ? Math.min(LONGEST_WAIT_MS, (over.retryAfter ?? 0) * 1000) : 0;
    } finally {
      stream = undefined;
      loop.listening(false);
    }
  }

  async function begin(): Promise<void> {
    if (!wanted || busy || !server.listen) return;
    busy = true;
    cancelWait?.();
    cancelWait = undefined;
    let wait = ASK_FOR_TURN_MS;
    let hold = 0;
    try {
      const giveBack = turns ? await turns.takeIfFree(TURN) : () => undefined;
      if (giveBack) {
        try {
          if (wanted) hold = await follow(server.listen);
        } finally {
          giveBack();
        }
        const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
        const chance = (randomBytes(1)[0] as number) / 512;
        // S26: never sooner than it was asked for.
        wait = Math.max(Math.max(FIRST_WAIT_MS, whole) * (0.5 + chance), hold * (1 + chance));
      }
    } catch {
      // The proof's number could not be written. The rounds meet the same trouble and say it.
      wait = LONGEST_WAIT_MS;
    } finally {
      busy = false;
    }
    if (wanted) cancelWait = scheduler.after(wait, () => void begin());
  }

  return {
    want(isWanted) {
      if (wanted === isWanted) return;
      wanted = isWanted;
      if (isWanted) {
        failures = 0;
        void begin();
        return;
      }
      cancelWait?.();
      cancelWait = undefined;
      stream?.stop();
    },
  };
}
