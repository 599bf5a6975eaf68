// Sends what waits, in device order and as it was sealed at its commit (F5). Every envelope stays here until the
// server has given its verdict and the feed has brought it back, or a person lets a refused one go (F4).

import * as v from "valibot";
import { sealedEnvelopeShape } from "#protocol/envelope.ts";
import { ROUTES } from "#protocol/routes.ts";
import { MOST_ENVELOPES, type PushAnswer, pushAnswerShape } from "#protocol/push.ts";
import { WIRE } from "#protocol/version.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { Control, Store, StoreTx } from "../ports.ts";
import { noteUnheard, unheardOf } from "./hear-again.ts";
import { type Held, keepVerdicts } from "./keep-verdicts.ts";
import { createNewsKeptBack, type NewsKeptBack } from "./news-kept-back.ts";
import { type Ask, type Heard, type ServerLink, shaped } from "./server-link.ts";
import { putAsideTooLarge } from "./too-large.ts";

/**
 * Characters of one request: an answer within seconds on a school's worst wireless, and as many everyday commits as the
 * server files at a time. One large commit goes alone.
 */
const BATCH_SIZE = 600_000;

export interface PushDeps {
  readonly store: Store;
  readonly server: ServerLink;
  /** While shut, verdicts that must be kept under the seal wait for the next sending. */
  readonly isOpen: () => boolean;
  readonly now: () => number;
  readonly scopesOf: (deviceSeqs: readonly number[]) => readonly ScopeId[] | "all";
  /** Of the round this is a part of, which tells the rest; without one, all is told when this is done. */
  readonly news?: NewsKeptBack;
  /** Hears which envelopes are on their way. */
  readonly onSending: (deviceSeqs: readonly number[]) => void;
}

export type Pushed =
  /**
   * The server has everything that waited on it. `revoked`: and has taken this device out of use; `locked`: the school has
   * locked it (A49).
   */
  | { readonly done: true; readonly sent: number; readonly revoked?: boolean; readonly locked?: boolean }
  | { readonly done: false; readonly reached: boolean; readonly words: string; readonly code?: string }
  /** The server has other envelopes under this device's numbers: it was put back to an older state, or copied [S19]. */
  | { readonly copied: true }
  /** Another epoch answered: the server was restored, and nothing of this answer counts. */
  | { readonly epoch: string };

/** What follows the batch that is on its way, proven already. */
interface Readied {
  readonly first: Held;
  readonly count: number;
  readonly send: Promise<(() => Promise<Heard<PushAnswer>>) | undefined>;
}

const parse = shaped(pushAnswerShape);

const UNREACHED = "The school’s server could not be reached.";
const MISSING =
  "The school’s server asks for something this tablet no longer has. Tell the person who looks after Waymark.";
const NO_VERDICT = "The school’s server did not say what it made of this. It is tried again.";

export async function push(deps: PushDeps): Promise<Pushed> {
  const { store, server, onSending } = deps;
  const news = deps.news ?? createNewsKeptBack(store, deps.now);
  const start = await store.read(async (tx) => {
    const waiting = (await tx.pendingOutside()).filter((row) => row.state === "queued");
    return {
      queued: await ownOf(tx, waiting),
      // Also what waits for its author to sign it anew [S19]: were this device lost, that would be lost with it [S22].
      waiting: waiting.length,
      epoch: (await tx.control("epoch")) ?? null,
      offered: (await tx.control("offeredEpoch")) ?? null,
      letGo: (await tx.control("letGo")) ?? {},
      unheard: await ownOf(tx, await unheardOf(tx)),
    };
  });
  const offering = start.epoch !== null && start.offered !== start.epoch;
  // S30: asked about once more, before what is new.
  const again =
    !offering && start.unheard.length > 0 && deps.isOpen()
      ? start.unheard.map((row) => ({ ...row, closed: true }))
      : [];
  let held: readonly Held[] = again.length > 0 ? inOrder(again, start.queued) : start.queued;
  let at = held[0]?.deviceSeq ?? 0;
  let most = MOST_ENVELOPES;
  let sent = 0;
  // After a restore the server alone knows what it still has: it is asked first which number it wants [S9].
  let probe = offering;
  // A locked device with nothing to send asks all the same: it would not hear otherwise that it was taken out of use.
  const hello = !deps.isOpen() && held.length === 0 && !offering;
  let revoked = false;
  let locked = false;
  /** The first number it still has behind the one that is wanted [S17]. */
  let kept: number | undefined;
  /** Too large to be sent: not tried twice in one go. */
  const aside = new Set<number>();
  /** The batch behind the one that was just answered, on its way while that answer is written down. */
  let ahead: ReturnType<typeof ask> | undefined;
  /** How many were answered and not counted in `sent` yet. */
  let answered = 0;
  const askFor = (batch: readonly Held[], gone: number, says: { readonly kept?: number } = {}): Ask<PushAnswer> => {
    const unsent = Math.max(start.waiting - gone, batch.length);
    const aboutBatch = { ...says, ...besides(batch, start.letGo) };
    const body = { wire: WIRE, epoch: start.epoch, unsent, envelopes: batch.map((one) => one.wire), ...aboutBatch };
    return { method: "POST", path: ROUTES.push, body, parse };
  };
  const ask = (batch: readonly Held[], says: { readonly kept?: number } = {}): Promise<Heard<PushAnswer>> => {
    onSending(batch.map((one) => one.deviceSeq));
    return server.ask(askFor(batch, sent + answered, says));
  };
  /** Makes the batch ready that follows when all of this one is taken in, while this one is on its way. */
  const readyBehind = (batch: readonly Held[]): Readied | undefined => {
    const last = batch.at(-1);
    const behind = last ? batchFrom(held, last.deviceSeq + 1, most) : [];
    if (behind.length === 0) return undefined;
    const send = server.makeReady(askFor(behind, sent + batch.length));
    // Where it could not be made ready, it is asked as it would have been without.
    return { first: behind[0] as Held, count: behind.length, send: send.catch(() => undefined) };
  };
  try {
    for (let rounds = 0; ; rounds += 1) {
      const batch = probe ? [] : batchFrom(held, at, most);
      if (batch.length === 0 && !probe && !hello) break;
      const says = kept !== undefined && batch[0]?.deviceSeq === kept ? { kept } : {};
      const onItsWay = ahead ?? ask(batch, says);
      ahead = undefined;
      const readied = probe ? undefined : readyBehind(batch);
      const heard = await onItsWay;
      if (heard.kind === "unreachable") return { done: false, reached: false, words: UNREACHED };
      if (heard.kind === "problem") {
        const [only, ...more] = heard.status === 413 ? batch : [];
        if (only && more.length > 0) {
          most = Math.floor(batch.length / 2);
          continue;
        }
        if (!only || !(await putAsideTooLarge(store, only)))
          return { done: false, reached: true, words: heard.problem.sentence, code: heard.problem.code };
        // S28: the server is told that it need not wait for that number, and the rest goes on.
        aside.add(only.deviceSeq);
        held = held.filter((one) => one !== only);
        const [behind] = held.filter((one) => one.deviceSeq > only.deviceSeq);
        if (behind) kept = at = behind.deviceSeq;
        else at = only.deviceSeq + 1;
        most = MOST_ENVELOPES;
        continue;
      }
      const { epoch, verdicts, next } = heard.value;
      if (start.epoch !== null && epoch !== start.epoch) return { epoch };
      revoked = heard.value.standing === "revoked";
      locked = heard.value.locked === true;
      const isPlain = !probe && isTakenAsSent(heard.value, batch);
      const behindIt = isPlain ? batchFrom(held, next, most) : [];
      if (behindIt.length > 0) {
        answered += batch.length;
        const isReady = readied?.first === behindIt[0] && readied?.count === behindIt.length;
        const send = isReady ? await readied.send : undefined;
        if (send) onSending(behindIt.map((one) => one.deviceSeq));
        ahead = send ? send() : ask(behindIt);
        // It may be asked for in vain, where this answer cannot be kept: then it is asked for again [S2].
        ahead.catch(() => undefined);
      }
      sent += await keepVerdicts(deps, epoch, verdicts, batch, (touched, atOnce) => news.of(touched, atOnce));
      answered = 0;
      if (!isPlain && (await isCopied(store, heard.value))) return { copied: true };
      if (batch.length === 0 && !probe) break;
      const told = new Set(verdicts.map((verdict) => verdict.envelope));
      if (!probe && batch.every((one) => told.has(one.id))) {
        at = (batch.at(-1) as Held).deviceSeq + 1;
        continue;
      }
      // It was told what is no longer kept, and goes on asking for it.
      if (says.kept !== undefined && next < says.kept) return { done: false, reached: true, words: MISSING };
      // It wants another number than the one that follows: older ones are sent again from where they are kept.
      if (batch[0]?.deviceSeq === next || rounds > 2 * held.length + 10)
        return { done: false, reached: true, words: NO_VERDICT };
      if (probe) await noteUnheard(store, epoch, next);
      // Also what the server has and this device was never told of: it is answered again.
      at = probe ? Math.min(next, start.queued[0]?.deviceSeq ?? next) : next;
      // Also what was refused: its number is one of the numbers without gaps, and another server may say otherwise.
      if (probe || !held.some((one) => one.deviceSeq === at))
        held = (await everythingHeld(store)).filter((one) => !aside.has(one.deviceSeq));
      probe = false;
      const behind = held.filter((one) => one.deviceSeq >= at);
      const [first] = behind;
      if (first && first.deviceSeq !== at) kept = at = first.deviceSeq;
    }
  } finally {
    onSending([]);
    if (!deps.news) await news.rest();
  }
  if (offering) await keepOffered(store, start.epoch as string);
  return { done: true, sent, ...(revoked && { revoked }), ...(locked && { locked }) };
}

/** Was all of it taken in as it was sent, so that what follows can go whatever is written down about this? */
function isTakenAsSent({ verdicts, next, standing }: PushAnswer, batch: readonly Held[]): boolean {
  const taken = new Set(
    verdicts.flatMap(({ envelope, result }) => (result === "processed" ? [envelope as string] : [])),
  );
  return (
    standing === undefined && next === (batch.at(-1)?.deviceSeq ?? 0) + 1 && batch.every(({ id }) => taken.has(id))
  );
}

/** Has the server something under numbers that this device gave to other envelopes, or never gave out? */
async function isCopied(store: Store, { verdicts, next }: PushAnswer): Promise<boolean> {
  if (verdicts.some((verdict) => verdict.why === "number")) return true;
  // Read after the answer: another tab may have given out numbers in between.
  return next > ((await store.read((tx) => tx.control("deviceSeq"))) ?? 0) + 1;
}

/** What was sealed in the name this device has now; what was sealed under a former one is signed anew first [S19]. */
async function ownOf<Row extends Held>(tx: StoreTx, rows: readonly Row[]): Promise<readonly Row[]> {
  const device = (await tx.control("enrolled"))?.device;
  // A box that was damaged would keep the server from reading any of its batch [S23].
  return rows.filter((row) => v.is(sealedEnvelopeShape, row.wire) && row.wire.device === device);
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
  const [pending, accepted] = await store.read(
    async (tx) => [await ownOf(tx, await tx.pendingOutside()), await ownOf(tx, await tx.accepted())] as const,
  );
  return inOrder(
    accepted.map((row) => ({ ...row, closed: true })),
    pending,
  );
}

/** Of two with the same number the second one's. */
function inOrder(...held: readonly (readonly Held[])[]): readonly Held[] {
  const byNumber = new Map(held.flat().map((row) => [row.deviceSeq, row]));
  return [...byNumber.values()].sort((a, b) => a.deviceSeq - b.deviceSeq);
}

/** What the server is to know about these envelopes beside what is in them. */
function besides(batch: readonly Held[], letGo: Control["letGo"]): { closed?: string[]; letGo?: string[] } {
  const closed = batch.flatMap((one) => (one.closed ? [one.id] : []));
  const gone = batch.flatMap((one) => letGo[one.id] ?? []);
  return { ...(closed.length > 0 && { closed }), ...(gone.length > 0 && { letGo: gone }) };
}
