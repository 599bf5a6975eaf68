// One round with the server: what waits here goes first, then what is new there comes. A locked device delivers
// and fetches nothing [S11].

import type { Schema } from "#ledger/schema.ts";
import { turnToEpoch } from "./new-epoch.ts";
import { type PullDeps, pull } from "./pull.ts";
import { type PushDeps, push } from "./push.ts";
import { trimAccepted } from "./trim-accepted.ts";

export interface RoundDeps extends PushDeps, PullDeps {
  readonly schema: Schema;
}

export interface Round {
  readonly ok: boolean;
  /** True when our own server answered, whatever it said; undefined when there was nothing to ask. */
  readonly reached: boolean | undefined;
  /** Envelopes the server has taken in. */
  readonly sent?: number;
  /** The server turned out to have been restored. */
  readonly restored?: boolean;
  readonly words: string;
  /** The server has taken this device out of use, and everything that waited on it is delivered. */
  readonly revoked?: boolean;
}

/** A server that shows another epoch at every question is not one to follow for ever. */
const MOST_TURNS = 3;

export async function round(given: RoundDeps): Promise<Round> {
  let sent = 0;
  let asked = false;
  const ask: RoundDeps["server"]["ask"] = (one) => {
    asked = true;
    return given.server.ask(one);
  };
  const deps: RoundDeps = { ...given, server: { ...given.server, ask } };
  let restored = false;
  for (let turns = 0; turns <= MOST_TURNS; turns += 1) {
    const pushed = await push(deps);
    if ("epoch" in pushed) {
      await turnToEpoch(deps.store, pushed.epoch);
      restored = true;
      continue;
    }
    if (!pushed.done) return { ok: false, reached: pushed.reached, words: pushed.words, sent };
    sent += pushed.sent;
    const pulled = await pull(deps);
    if ("epoch" in pulled) {
      await turnToEpoch(deps.store, pulled.epoch);
      restored = true;
      continue;
    }
    if (!pulled.done) {
      const { reached, words, code } = pulled;
      return { ok: false, reached, words, sent, revoked: code === "deviceRevoked" };
    }
    await trimAccepted(deps.store, deps.now());
    return { ok: true, reached: asked ? true : undefined, words: wordsFor(sent, restored), sent, restored };
  }
  return { ok: false, reached: true, sent, words: "The school’s server is being restored. This is tried again." };
}

function wordsFor(sent: number, restored: boolean): string {
  const what = sent === 0 ? "Everything is sent." : `Sent ${sent}.`;
  return restored ? `The school’s server was restored. ${what}` : what;
}
