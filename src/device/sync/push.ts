// Sends what waits, in device order and as it was sealed at its commit (F5). Every envelope stays here until the
// server has given its verdict and the feed has brought it back, or a person lets a refused one go (F4).

import { ROUTES } from "#protocol/routes.ts";
import { MOST_ENVELOPES, pushAnswerShape } from "#protocol/push.ts";
import { WIRE } from "#protocol/version.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { Store } from "../ports.ts";
import { type Held, keepVerdicts } from "./keep-verdicts.ts";
import { type ServerLink, shaped } from "./server-link.ts";

/** Characters of one request: an answer within seconds on a school's worst wireless. One large commit goes alone. */
const BATCH_SIZE = 400_000;

export interface PushDeps {
  readonly store: Store;
  readonly server: ServerLink;
  /** While shut, verdicts that must be kept under the seal wait for the next sending. */
  readonly isOpen: () => boolean;
  readonly now: () => number;
  readonly scopesOf: (deviceSeqs: readonly number[]) => readonly ScopeId[] | "all";
  /** Hears which envelopes are on their way. */
  readonly onSending: (deviceSeqs: readonly number[]) => void;
}

export type Pushed =
  | { readonly done: true; readonly sent: number }
  | { readonly done: false; readonly reached: boolean; readonly words: string }
  /** Another epoch answered: the server was restored, and nothing of this answer counts. */
  | { readonly epoch: string };

const parse = shaped(pushAnswerShape);

const UNREACHED = "The school’s server could not be reached.";
const NO_VERDICT = "The school’s server did not say what it made of this. It is tried again.";
const MISSING =
  "The school’s server asks for something this tablet no longer has. Tell the person who looks after Waymark.";

export async function push(deps: PushDeps): Promise<Pushed> {
  const { store, server, onSending } = deps;
  const start = await store.read(async (tx) => ({
    queued: (await tx.pendingOutside()).filter((row) => row.state === "queued"),
    epoch: (await tx.control("epoch")) ?? null,
    offered: (await tx.control("offeredEpoch")) ?? null,
  }));
  const offering = start.epoch !== null && start.offered !== start.epoch;
  let held: readonly Held[] = start.queued;
  let at = held[0]?.deviceSeq ?? 0;
  let most = MOST_ENVELOPES;
  let sent = 0;
  // After a restore the server alone knows what it still has: it is asked first which number it wants [S9].
  let probe = offering;
  try {
    for (let rounds = 0; ; rounds += 1) {
      const batch = probe ? [] : batchFrom(held, at, most);
      if (batch.length === 0 && !probe) break;
      onSending(batch.map((one) => one.deviceSeq));
      const unsent = Math.max(start.queued.length - sent, batch.length);
      const body = { wire: WIRE, epoch: start.epoch, unsent, envelopes: batch.map((one) => one.wire) };
      const heard = await server.ask({ method: "POST", path: ROUTES.push, body, parse });
      if (heard.kind === "unreachable") return { done: false, reached: false, words: UNREACHED };
      if (heard.kind === "problem") {
        if (heard.status !== 413 || batch.length < 2)
          return { done: false, reached: true, words: heard.problem.sentence };
        most = Math.floor(batch.length / 2);
        continue;
      }
      const { epoch, verdicts, next } = heard.value;
      if (start.epoch !== null && epoch !== start.epoch) return { epoch };
      sent += await keepVerdicts(deps, epoch, verdicts, batch);
      const told = new Set(verdicts.map((verdict) => verdict.envelope));
      if (!probe && batch.every((one) => told.has(one.id))) {
        at = (batch.at(-1) as Held).deviceSeq + 1;
        continue;
      }
      // It wants another number than the one that follows: older ones are sent again from where they are kept.
      if (batch[0]?.deviceSeq === next || rounds > 2 * held.length + 10)
        return { done: false, reached: true, words: NO_VERDICT };
      // Also what the server has and this device was never told of: it is answered again.
      at = probe ? Math.min(next, start.queued[0]?.deviceSeq ?? next) : next;
      // Also what was refused: its number is one of the numbers without gaps, and another server may say otherwise.
      if (probe || !held.some((one) => one.deviceSeq === at)) held = await everythingHeld(store);
      probe = false;
      const behind = held.filter((one) => one.deviceSeq >= at);
      if (behind.length > 0 && behind[0]?.deviceSeq !== at) return { done: false, reached: true, words: MISSING };
    }
  } finally {
    onSending([]);
  }
  if (offering) await keepOffered(store, start.epoch as string);
  return { done: true, sent };
}

/** Everything was offered under this epoch, if it is still the one that stands. */
async function keepOffered(store: Store, epoch: string): Promise<void> {
  await store.write(
    "relaxed",
    async (tx) => {
      if ((await tx.control("epoch")) === epoch) await tx.setControl("offeredEpoch", epoch);
    },
    { scopes: [], parts: [] },
  );
}

/** The next envelopes from a number on: `most` of them, and no more than fit in a request. */
function batchFrom(held: readonly Held[], from: number, most: number): readonly Held[] {
  const batch: Held[] = [];
  let size = 0;
  for (const one of held) {
    if (one.deviceSeq < from) continue;
    size += one.wire.box.length;
    if (batch.length > 0 && (batch.length >= most || size > BATCH_SIZE)) break;
    batch.push(one);
  }
  return batch;
}

/** Also what was accepted or refused before: a server that was restored may have lost it. In device order. */
async function everythingHeld(store: Store): Promise<readonly Held[]> {
  const [pending, accepted] = await store.read(async (tx) => [await tx.pendingOutside(), await tx.accepted()] as const);
  const byNumber = new Map<number, Held>();
  for (const row of accepted) byNumber.set(row.deviceSeq, row);
  for (const row of pending) byNumber.set(row.deviceSeq, row);
  return [...byNumber.values()].sort((a, b) => a.deviceSeq - b.deviceSeq);
}
