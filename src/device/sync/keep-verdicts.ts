// Keeps what the server said to what was sent. Its own step: a failure here is a failure of this device's books,
// never of the sending, and the server says the same again when it is asked again.

import type { ChangeVerdict, EnvelopeVerdict } from "#protocol/push.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { PendingRow, Store, StoreTx, Touched } from "../ports.ts";
import { keepWithout, mayGo } from "./apply-grants.ts";
import { hear } from "./hear-again.ts";
import { acceptedOf, keepUntilBrought } from "./until-brought.ts";

export interface Held {
  readonly deviceSeq: number;
  readonly id: string;
  readonly wire: SealedEnvelope;
  /** It is kept as it was sent: nobody here can open it. */
  readonly closed?: boolean;
}

/** Its author's key is not known on the server: when they have signed in, it is filed [S21]. */
export const UNKNOWN_KEY = "unknownKey";

const isAccepted = (verdict: ChangeVerdict): boolean =>
  verdict.verdict === "accepted" || verdict.verdict === "decision";

export interface KeepDeps {
  readonly store: Store;
  readonly isOpen: () => boolean;
  readonly now: () => number;
  /** The scopes these envelopes touch, as far as this tab can read them. */
  readonly scopesOf: (deviceSeqs: readonly number[]) => readonly ScopeId[] | "all";
}

/** How many of the envelopes are the server's now. */
export async function keepVerdicts(
  deps: KeepDeps,
  epoch: string,
  verdicts: readonly EnvelopeVerdict[],
  batch: readonly Held[],
  tell: (touched: Touched, atOnce: boolean) => Touched = (touched) => touched,
): Promise<number> {
  const sent = new Map(batch.map((one) => [one.id, one]));
  const told = verdicts.flatMap((verdict) => {
    const held = sent.get(verdict.envelope);
    // What came under a number that was used before is sent again under another [S19]: it is not refused.
    const counts = held && held.deviceSeq === verdict.deviceSeq && verdict.why !== "number";
    return counts ? [{ verdict, held }] : [];
  });
  if (told.length === 0) return 0;
  const whole = told.filter(({ verdict }) => verdict.result === "processed" && verdict.changes.every(isAccepted));
  const said = told.filter((one) => !whole.includes(one));
  const scopes = deps.scopesOf(told.map(({ held }) => held.deviceSeq));
  await deps.store.write(
    "strict",
    async (tx) => {
      // Another tab has turned to another epoch while this answer was on its way: it speaks of a server that is gone.
      if (((await tx.control("epoch")) ?? epoch) !== epoch) return;
      const cursor = await tx.control("cursor");
      await tx.setControl("lastContact", deps.now());
      await hear(tx, verdicts, { isOpen: deps.isOpen() });
      if (told.some(({ verdict }) => verdict.why === "key")) await tx.setControl("keysWanted", epoch);
      const waits = await tx.pendingStates();
      // By number: no number is ever given to another envelope of this store [S19].
      const pending = new Set([...waits.queued, ...waits.refused, ...waits.accepted.map(({ deviceSeq }) => deviceSeq)]);
      const arrived: Moved[] = [];
      const accepted: Parameters<StoreTx["markPending"]>[0][number][] = [];
      for (const { verdict, held } of whole) {
        // An answer for something no longer held changes nothing [S4].
        if (!pending.has(held.deviceSeq)) continue;
        const acceptedSeq = Math.max(0, ...verdict.changes.map((change) => change.seq ?? 0));
        if (cursor !== undefined && acceptedSeq <= cursor) arrived.push({ ...held, acceptedSeq });
        else accepted.push({ deviceSeq: held.deviceSeq, state: "accepted", acceptedSeq });
      }
      await moveToAccepted(tx, arrived, deps.now());
      await tx.markPending(accepted);
      // Reasons stand under the seal: a shut device sends these again when it is open [S6].
      if (said.length > 0 && deps.isOpen()) {
        const rows = new Map(
          (await tx.pendingNamed(said.map(({ held }) => held.deviceSeq))).map((row) => [row.deviceSeq, row]),
        );
        const lost = new Set<string>((await tx.holdings())?.lost);
        for (const { verdict, held } of said) {
          const row = rows.get(held.deviceSeq);
          if (row?.id !== held.id) continue;
          const answered = refusedRow(row, verdict);
          // A15: the server has what it says of a scope that was lost; nothing of that stays here.
          if (mayGo(answered, lost)) await keepWithout(tx, answered, lost, deps.now());
          // The rest of it was let go, or set aside, before this answer.
          else if (acceptedOf(answered).inside.envelope.changes.length === row.inside.envelope.changes.length)
            await keepUntilBrought(tx, acceptedOf(answered), deps.now());
          else await tx.putPending(answered);
        }
      }
    },
    // Asked when it is done: a write that failed has told nothing.
    () => tell({ scopes, parts: ["pending", "control"] }, said.length > 0),
  );
  return whole.length;
}

export interface Moved extends Held {
  readonly acceptedSeq: number;
}

/** The feed has brought them back: they are kept, as they were sent, in case the server is ever restored [S9]. */
export async function moveToAccepted(tx: StoreTx, moved: readonly Moved[], at: number): Promise<void> {
  await tx.putAccepted(
    moved.map(({ deviceSeq, id, acceptedSeq, wire }) => ({
      deviceSeq,
      id: id as PendingRow["id"],
      acceptedSeq,
      at,
      wire,
    })),
  );
  await tx.deletePending(moved.map(({ deviceSeq }) => deviceSeq));
}

function refusedRow(row: PendingRow, verdict: EnvelopeVerdict): PendingRow {
  const acceptedSeq = Math.max(0, ...verdict.changes.map((change) => change.seq ?? 0));
  const sentence = verdict.sentence ?? "The server could not read this. It is kept there.";
  const verdicts =
    verdict.result === "processed"
      ? verdict.changes
      : row.inside.envelope.changes.map((change): ChangeVerdict => ({
          change: change.id,
          verdict: "quarantined",
          code: verdict.why === "key" ? UNKNOWN_KEY : "unreadable",
          sentence,
        }));
  return { ...row, state: "refused", acceptedSeq, inside: { ...row.inside, verdicts } };
}
