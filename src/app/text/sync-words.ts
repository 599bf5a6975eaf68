// What the status button and the page behind it say. Two facts are told apart: "my work has gone" (queued) and
// "I am seeing the latest" (last contact). "All sent" is said only of a count that is nought, never of a run that
// finished; offline is not an error and never red.

import type { SyncStatus } from "#device/device.ts";
import { daysBetween } from "#casework/day.ts";
import { clockWords, momentOf, nearDayWords } from "./dates.ts";
import { capital } from "./words.ts";

export type StatusTone = "quiet" | "neutral" | "note" | "warn" | "problem";

export interface StatusWords {
  readonly words: string;
  /** For a narrow header: the same fact in fewer words. */
  readonly short: string;
  readonly tone: StatusTone;
}

export interface StatusMoment {
  readonly now: number;
  readonly localNow: string;
  /** The end of today's last period ("15:05"), or undefined outside school days. */
  readonly dayEnds?: string | undefined;
  /** Only people who can decide are asked to. */
  readonly decides: boolean;
  /** How full the storage is, in per cent, where that is worth saying. */
  readonly full?: number | undefined;
  /** The school's word: "pupils". */
  readonly pupils: string;
  /** This tablet is in the demo school. */
  readonly demo?: boolean | undefined;
  /** How many more school days it shows what it holds without a contact (V35), where that is known and today had none. */
  readonly leaseLeft?: number | undefined;
}

/** Said from here on, so that there is a day or two to connect it. */
export const LEASE_WARNED = 2;

const HOUR = 3_600_000;
const QUARTER = 15 * 60_000;

/** The sentence for the state of this tablet. The first that fits, gravest first. */
export function statusWords(status: SyncStatus, at: StatusMoment): StatusWords {
  const { queued, refused, oldestQueued, lastContact, upToDate } = status;
  const clock = (instant: number): string => clockWords(momentOf(instant, at));
  if (status.trouble !== null) return { words: "Not saving – act now", short: "Not saving", tone: "problem" };

  // Written on all the same; but nothing goes before somebody has done something about it.
  if (status.unknownHere && at.demo === true)
    return { words: "This demo school is over – start again", short: "The demo is over", tone: "warn" };
  if (status.unknownHere)
    return {
      words: "The server does not know this tablet – let it back in",
      short: "Not known there",
      tone: "problem",
    };

  const age = oldestQueued === null ? 0 : at.now - oldestQueued;
  const since = oldestQueued === null ? "" : momentOf(oldestQueued, at);
  if (queued > 0 && age > 24 * HOUR)
    return {
      words: `${queued} not sent since ${nearDayWords(since, at.localNow)}`,
      short: `${queued} not sent`,
      tone: "problem",
    };
  if (refused > 0) return { words: `${refused} could not send`, short: `${refused} could not send`, tone: "problem" };
  if (status.damaged)
    return { words: "Some of this cannot be read – connect this tablet", short: "Connect this tablet", tone: "warn" };
  if (at.full !== undefined)
    return { words: `This tablet is ${at.full} % full – free some space`, short: "Nearly full", tone: "warn" };
  const dayOver = at.dayEnds !== undefined && at.localNow.slice(11) > at.dayEnds;
  if (queued > 0 && (age > 4 * HOUR || (dayOver && status.reach === "unreachable"))) {
    const when = daysBetween(since, at.localNow) === 0 ? clockWords(since) : nearDayWords(since, at.localNow);
    return {
      words: `${queued} not sent since ${when} – connect this tablet`,
      short: `${queued} not sent`,
      tone: "warn",
    };
  }
  if (queued > 0 && status.reach === "unreachable")
    return {
      words: `${queued} saved on this tablet – will send when connected`,
      short: `${queued} saved here`,
      tone: "neutral",
    };
  // It was reached and took nothing: "sending" would be said for as long as that lasts.
  if (queued > 0 && wasTurnedAway(status))
    return {
      words: `${queued} saved on this tablet – the server did not take ${queued === 1 ? "it" : "them"} yet`,
      short: `${queued} saved here`,
      tone: "neutral",
    };
  if (queued > 0) return { words: `Sending ${queued}`, short: `Sending ${queued}`, tone: "quiet" };
  if (lastContact !== null && at.leaseLeft !== undefined && at.leaseLeft <= LEASE_WARNED)
    return {
      words: `Last contact ${nearDayWords(momentOf(lastContact, at), at.localNow)} – connect this tablet`,
      short: "Connect this tablet",
      tone: "warn",
    };
  if (lastContact === null) return { words: "Not connected yet", short: "Not connected yet", tone: "neutral" };
  // Nothing is up to date before everything has come once.
  if (!status.complete)
    return status.reach === "unreachable"
      ? { words: `Not all ${at.pupils} have arrived – connect this tablet`, short: "Not all arrived", tone: "neutral" }
      : { words: `${capital(at.pupils)} are still arriving`, short: "Still arriving", tone: "quiet" };
  // After what waits here and what has not come: a decision can wait for days, and would hide all that time that
  // something is not sent, or is missing.
  if (at.decides && status.decisions > 0)
    return {
      words: status.decisions === 1 ? "1 needs a decision" : `${status.decisions} need a decision`,
      short: `${status.decisions} to decide`,
      tone: "note",
    };
  if (upToDate === null) return { words: "All sent", short: "All sent", tone: "quiet" };
  // Contact alone is not enough: a locked tablet sends all day, and sees nothing of what others write.
  const seen = at.now - upToDate;
  const days = daysBetween(momentOf(upToDate, at), at.localNow);
  const when = days === 0 ? clock(upToDate) : `${nearDayWords(momentOf(upToDate, at), at.localNow)} ${clock(upToDate)}`;
  return {
    words: seen < QUARTER ? `All sent – up to date ${when}` : `All sent – last update ${when}`,
    short: "All sent",
    tone: "quiet",
  };
}

/** What the lock screen may say: numbers, no names. */
export function lockWords({ queued, refused, jots }: Pick<SyncStatus, "queued" | "refused" | "jots">): string {
  if (queued === 0 && refused === 0 && jots === 0) return "Everything on this tablet has been sent.";
  const parts = [
    queued > 0 && `${queued} saved on this tablet, to be sent`,
    refused > 0 && `${refused} could not send`,
    // Sent it is only when an adult has filed it.
    jots > 0 && `${jots} ${jots === 1 ? "note or check-in" : "notes or check-ins"} to file`,
  ].filter(Boolean);
  return `${parts.join("; ")}. Locking keeps ${queued + refused + jots === 1 ? "it" : "them"} safe.`;
}

/** The last attempt reached the server, and failed there: not for want of a signal, nor by the tablet's own fault. */
function wasTurnedAway({ reach, attempts: [last] }: Pick<SyncStatus, "reach" | "attempts">): boolean {
  return reach === "online" && last !== undefined && last.reached && !last.ok;
}

/** Milliseconds: what waits was tried several times by then. Attempts that end alike stand as one, and tell no number. */
const TRIED_FOR = 60_000;

/**
 * The server is reached and has taken nothing for a minute: a signal is not what is missing, and nothing on the tablet
 * helps. What it said last; undefined while it takes what is sent, or cannot be reached.
 */
export function notTaken({
  queued,
  oldestQueued,
  reach,
  attempts,
  unknownHere,
}: Pick<SyncStatus, "queued" | "oldestQueued" | "reach" | "attempts" | "unknownHere">): string | undefined {
  const [last] = attempts;
  if (queued === 0 || oldestQueued === null || unknownHere || !last || !wasTurnedAway({ reach, attempts }))
    return undefined;
  return last.at - oldestQueued < TRIED_FOR ? undefined : last.words;
}

/** Whom to tell then, and of what. */
export const TELL_OF_SERVER =
  "Tell whoever looks after the school’s server: it may have no room left. It is tried again by itself.";

/**
 * What has not gone, before a tablet is put away: a sentence for each kind, none where everything was sent. What could
 * not be sent does not go by itself, and what was written on a locked tablet goes when an adult has filed it.
 */
export function notGoneWords({
  queued,
  refused,
  jots,
  ...server
}: Pick<
  SyncStatus,
  "queued" | "oldestQueued" | "refused" | "jots" | "reach" | "attempts" | "unknownHere"
>): readonly string[] {
  const isTurnedAway = notTaken({ queued, ...server }) !== undefined;
  const one = (number: number, alone: string, many: string): string => (number === 1 ? alone : many);
  return [
    ...(queued > 0
      ? [
          `${queued} ${one(queued, "entry has", "entries have")} not been sent. ${one(queued, "It is", "They are")} safe here. ${isTurnedAway ? `The school’s server was reached and did not take ${one(queued, "it", "them")}. ${TELL_OF_SERVER}` : `Leave the tablet on, with a signal, until ${one(queued, "it has", "they have")} gone.`}`,
        ]
      : []),
    ...(refused > 0
      ? [
          `${refused} could not be sent and ${one(refused, "does", "do")} not go by ${one(refused, "itself", "themselves")}: somebody has to look at ${one(refused, "it", "them")}.`,
        ]
      : []),
    ...(jots > 0
      ? [
          `${jots} ${one(jots, "note or check-in that was", "notes or check-ins that were")} written on the locked tablet ${one(jots, "waits", "wait")} for an adult to file ${one(jots, "it", "them")}.`,
        ]
      : []),
  ];
}

/** The browser took this tablet's storage away, and the second copy brought back what waited (V37). */
export function recoveredWords(entries: number): string {
  const emptied = "This tablet’s storage was emptied.";
  if (entries === 0) return `${emptied} It was set up again from its copy. Nothing had been waiting to be sent.`;
  return `${emptied} ${entries === 1 ? "1 entry was" : `${entries} entries were`} recovered from the copy.`;
}
