// One round with the server: what waits here goes first, then what is new there comes. A locked device delivers
// and fetches nothing [S11].

import type { Schema } from "#ledger/schema.ts";
import { deliverFormer } from "./deliver-former.ts";
import { turnToEpoch } from "./new-epoch.ts";
import { createNewsKeptBack } from "./news-kept-back.ts";
import { type PullDeps, pull } from "./pull.ts";
import { type PushDeps, push } from "./push.ts";
import { type StillHere, stillHere } from "./still-here.ts";
import { trimAccepted } from "./trim-accepted.ts";

export interface RoundDeps extends PushDeps, PullDeps {
  readonly schema: Schema;
  /** Makes ready what its adult alone can make ready: what is to be signed anew [S19], a key to be known again [S21]. */
  readonly prepare: () => Promise<void>;
  /** What was sent is safe: what the server told is fetched anew, where something here does not open [S23]. */
  readonly mend: () => Promise<void>;
  /** Goes on under a new name; false when it could not. */
  readonly renew: () => Promise<boolean>;
}

export interface Round {
  readonly ok: boolean;
  /** True when our own server answered, whatever it said; undefined when there was nothing to ask. */
  readonly reached: boolean | undefined;
  /** It broke off on this device: what the server would have said is not known. */
  readonly brokenOff?: boolean;
  /** Envelopes the server has taken in. */
  readonly sent?: number;
  /** The server turned out to have been restored. */
  readonly restored?: boolean;
  readonly words: string;
  /** The server has taken this device out of use, and everything that waited on it is delivered. */
  readonly revoked?: boolean;
  /** Whether the school has locked this device (A49); undefined: the server did not say. */
  readonly locked?: boolean;
  /** The server does not know this device any more: a person lets it back in [S18]. */
  readonly unknownHere?: boolean;
}

/** A server that shows another epoch at every question is not one to follow for ever. */
const MOST_TURNS = 3;
const COPIED = "This tablet was put back to an older state. It asked to go on under a new name; this is tried again.";
const LOCKED = "Your school has locked this tablet. What waited on it was sent.";
const TAKEN_OUT = "This tablet was taken out of use.";

export async function round(given: RoundDeps): Promise<Round> {
  const news = createNewsKeptBack(given.store, given.now);
  try {
    return await takeTurns({ ...given, news });
  } finally {
    await news.rest();
  }
}

async function takeTurns(given: RoundDeps): Promise<Round> {
  let sent = 0;
  let asked = false;
  const ask: RoundDeps["server"]["ask"] = async (one) => {
    const heard = await given.server.ask(one);
    // Not before: where the vault shut meanwhile nothing was sent [S7].
    asked = true;
    return heard;
  };
  const deps: RoundDeps = { ...given, server: { ...given.server, ask } };
  let restored = false;
  for (let turns = 0; turns <= MOST_TURNS; turns += 1) {
    await deps.prepare();
    const pushed = await push(deps);
    if ("copied" in pushed) {
      if (await deps.renew()) continue;
      return { ok: false, reached: true, words: COPIED, sent };
    }
    if ("epoch" in pushed) {
      await turnToEpoch(deps.store, pushed.epoch);
      restored = true;
      continue;
    }
    if (!pushed.done) {
      const { reached, words, code } = pushed;
      // S29: it stays here until somebody has looked; what others write comes all the same.
      if (code === "quarantineFull" && (await isOffered(deps))) await pull(deps);
      return { ok: false, reached, words, sent, unknownHere: code === "unknownDevice" };
    }
    sent += pushed.sent;
    if (pushed.revoked) {
      await deliverFormer(deps);
      const { toSign } = await deps.store.read(stillHere);
      return { ok: false, reached: true, words: takenOutWords(toSign), sent, revoked: true };
    }
    if (pushed.locked) return { ok: true, reached: true, words: LOCKED, sent, locked: true };
    await deps.mend();
    const pulled = await pull(deps);
    if ("epoch" in pulled) {
      await turnToEpoch(deps.store, pulled.epoch);
      restored = true;
      continue;
    }
    if (!pulled.done) {
      const { reached, words, code } = pulled;
      const [revoked, unknownHere] = [code === "deviceRevoked", code === "unknownDevice"];
      return { ok: false, reached, words, sent, revoked, unknownHere };
    }
    await trimAccepted(deps.store, deps.now());
    const words = wordsFor(sent, restored, await deps.store.read(stillHere));
    return { ok: true, reached: asked ? true : undefined, words, sent, restored, ...(asked ? { locked: false } : {}) };
  }
  return { ok: false, reached: true, sent, words: "The school’s server is being restored. This is tried again." };
}

/** Otherwise what is kept as sent would be on no screen, once the snapshot of a restored server stands there [S9]. */
function isOffered({ store }: Pick<RoundDeps, "store">): Promise<boolean> {
  return store.read(async (tx) => (await tx.control("offeredEpoch")) === (await tx.control("epoch")));
}

function wordsFor(sent: number, restored: boolean, { queued, refused }: StillHere): string {
  const wait = (count: number): string => `${count} ${count === 1 ? "waits" : "wait"} here.`;
  const isNothingLeft = queued === 0 && refused === 0;
  const parts = [
    restored &&
      (sent > 0 ? `The school’s server was restored; ${sent} sent again.` : "The school’s server was restored."),
    !restored && sent > 0 && `Sent ${sent}.`,
    sent === 0 && (isNothingLeft ? "Everything is sent." : "The school’s server answered."),
    queued > 0 && wait(queued),
    refused > 0 && `${refused} could not be sent.`,
  ];
  return parts.filter(Boolean).join(" ");
}

/** What only its author could have signed anew lies here as it was sealed: the file of unsent work still holds it [S24]. */
function takenOutWords(toSign: number): string {
  if (toSign === 0) return `${TAKEN_OUT} What waited on it was delivered.`;
  return `${TAKEN_OUT} ${toSign} could not be delivered: save ${toSign === 1 ? "it" : "them"} as a file.`;
}
