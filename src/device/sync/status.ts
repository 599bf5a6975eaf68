// Where the work of this device stands, in numbers that are counted and never inferred: "all sent" can be said only
// of a count of nought that was read after the last commit [S12].

import { createSource, type Signal } from "#base/signal.ts";
import type { SyncStatus } from "../door.ts";
import { NOTHING_KNOWN } from "../nothing-known.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Store, StoreTx, Touched } from "../ports.ts";
import type { Waiting } from "../overlay.ts";
import type { Round } from "./round.ts";
import { createToSign, type ToSign } from "./to-sign.ts";

const ATTEMPTS = 10;

export interface StatusDeps {
  readonly store: Store;
  readonly now: () => number;
  /** What waits, opened; empty while the vault is shut. */
  readonly waiting: () => Waiting;
  readonly onError: (error: unknown) => void;
}

export interface StatusKeeper {
  readonly status: Signal<SyncStatus>;
  /** What it has looked at for its counts. */
  readonly signing: ToSign;
  /** A commit is on the disk: it counts at once, before anything is read. */
  committed(at: number): void;
  /** Something was written: the counts are read again. */
  recount(): void;
  sending(deviceSeqs: readonly number[]): void;
  isSending(deviceSeq: number): boolean;
  round(round: Round): void;
  /** A well-formed message of our own server came by itself; whether everything it speaks of is here. */
  heard(isCurrent: boolean): void;
  /** What came of the last "Send now". It stays until the next one. */
  sentNow(result: { readonly ok: boolean; readonly words: string }): void;
  /** What was done about a store that is damaged. */
  mended(delivered: number, lost: number): void;
  /** The storage was empty, and so much was brought back. */
  recovered(entries: number): void;
  /** Whether the second copy of what waits stands (V37). */
  secondCopy(isKept: boolean): void;
  decisions(open: number): void;
  trouble(sentence: string | null): void;
}

export function createStatus({ store, now, waiting, onError }: StatusDeps): StatusKeeper {
  const status = createSource<SyncStatus>(NOTHING_KNOWN);
  const change = (part: Partial<SyncStatus>): void => status.set({ ...status.get(), ...part });
  let inFlight: ReadonlySet<number> = new Set();
  /** Rises with every write: a count that was begun before the last one is thrown away. */
  let wanted = 0;
  let counting = false;
  /** Told from the stream; not kept: what is stored is when something was fetched or sent. */
  let lastHeard: number | undefined;
  let lastHeldAll: number | undefined;
  const signing = createToSign();

  async function count(): Promise<void> {
    if (counting) return;
    counting = true;
    try {
      for (let begun = -1; begun !== wanted;) {
        begun = wanted;
        const counts = await store.read(async (tx) => ({
          ...(await waitingIn(tx, signing)),
          toSignIn: await toSignIn(tx),
          tablet: await tx.control("deviceName"),
          damaged: (await tx.control("damaged")) === true,
          cursor: await tx.control("cursor"),
          filling: await tx.control("filling"),
          lastContact: await tx.control("lastContact"),
          upToDate: await tx.control("upToDate"),
          jots: await tx.jots(),
          auditDiffers: await tx.control("auditDiffers"),
          differed: await tx.control("differed"),
        }));
        if (begun !== wanted) continue;
        change({
          counted: true,
          queued: counts.queued.length,
          toSignIn: counts.toSignIn,
          damaged: counts.damaged,
          tablet: counts.tablet ?? null,
          toSign: counts.toSign,
          refused: counts.refused.length,
          oldestQueued: oldest(counts.queued[0]),
          lastContact: latest(counts.lastContact, lastHeard),
          upToDate: latest(counts.upToDate, lastHeldAll),
          complete: counts.cursor !== undefined && !counts.filling,
          jots: counts.jots.length,
          auditDiffers: counts.auditDiffers ?? null,
          differed: counts.differed ?? null,
        });
      }
    } catch (error) {
      onError(error);
    } finally {
      counting = false;
    }
  }

  /** When it was made stands under the seal: a shut device says what it last knew. */
  function oldest(deviceSeq: number | undefined): number | null {
    if (deviceSeq === undefined) return null;
    const row = waiting().rows.find((one) => one.deviceSeq === deviceSeq);
    return row ? Date.parse(row.inside.envelope.at) : status.get().oldestQueued;
  }

  const keeper: StatusKeeper = {
    status,
    signing,
    committed(at) {
      wanted += 1;
      const { queued, oldestQueued } = status.get();
      change({ queued: queued + 1, oldestQueued: oldestQueued ?? at });
      void count();
    },
    recount() {
      wanted += 1;
      void count();
    },
    sending(deviceSeqs) {
      inFlight = new Set(deviceSeqs);
      const sending = inFlight.size > 0;
      // Each batch is told, so that a screen asks again which of its records are on their way.
      if (sending || status.get().sending) change({ sending });
    },
    isSending: (deviceSeq) => inFlight.has(deviceSeq),
    round({ ok, reached, brokenOff = false, words, unknownHere = false, revoked = false }) {
      // Nothing was asked: that is no attempt, and says nothing of the server [S7].
      if (reached === undefined) return;
      // The same once more takes the place of the one before: a quiet morning does not push out what went wrong in it.
      const [last, ...before] = status.get().attempts;
      const kept = last && !(last.ok === ok && last.words === words) ? [last, ...before] : before;
      change({
        attempts: [{ at: now(), ok, reached, words }, ...kept].slice(0, ATTEMPTS),
        ...(!brokenOff && { reach: reached ? "online" : "unreachable" }),
        // Nobody said anything else in the meantime.
        ...(reached && { unknownHere, takenOut: revoked }),
      });
    },
    heard(isCurrent) {
      lastHeard = now();
      // "Up to date as of" moves on only with what is here.
      if (isCurrent) lastHeldAll = lastHeard;
      change({ lastContact: lastHeard, reach: "online", ...(isCurrent && { upToDate: lastHeard }) });
    },
    sentNow(result) {
      change({ sentNow: { at: now(), ...result } });
    },
    mended(delivered, lost) {
      const count = (n: number): string => (n === 1 ? "1 entry" : `${n} entries`);
      const words = [
        "Something kept on this tablet was damaged. It is fetched again.",
        delivered > 0 && `${count(delivered)} could not be opened here and will be sent as sealed.`,
        lost > 0 && `${count(lost)} could neither be read nor sent any more.`,
      ];
      const attempt = { at: now(), ok: lost === 0, reached: false, words: words.filter(Boolean).join(" ") };
      change({ damaged: true, attempts: [attempt, ...status.get().attempts].slice(0, ATTEMPTS) });
    },
    recovered: (entries) => change({ recovered: entries }),
    secondCopy(isKept) {
      if (status.get().secondCopy !== isKept) change({ secondCopy: isKept });
    },
    decisions: (open) => change({ decisions: open }),
    trouble: (sentence) => {
      if (status.get().trouble !== sentence) change({ trouble: sentence });
    },
  };
  return keeper;
}

async function waitingIn(tx: StoreTx, signing: ToSign) {
  const states = await tx.pendingStates();
  return { ...states, toSign: await signing.count(tx, await tx.control("enrolled"), states.queued) };
}

/** What of a write the counts stand on. */
export function isCounted({ parts }: Touched): boolean {
  return parts.some((part) => part === "counts" || part === "pending" || part === "control" || part === "jots");
}

/** The adults whose keys a restored server does not know any more, while something waits there for one of them [S21]. */
async function toSignIn(tx: StoreTx): Promise<readonly AdultId[]> {
  const epoch = await tx.control("epoch");
  if (epoch === undefined || (await tx.control("keysWanted")) !== epoch) return [];
  const registered = (await tx.control("keyEpochs")) ?? {};
  const adults = Object.keys((await tx.control("authorKeys")) ?? {});
  return adults.filter((adult) => registered[adult] !== epoch) as AdultId[];
}

/** Of two moments that may not be known. Shown, never compared with another device's [S14]. */
function latest(one: number | undefined, other: number | undefined): number | null {
  if (one === undefined || other === undefined) return one ?? other ?? null;
  return Math.max(one, other);
}
