// Another word of the server about what this device may hold, inside the transaction that brings it (A15): what may
// not be held is gone when the new version stands, or neither has happened.
//
//  - what waits to be sent stays until the server has it, sealed and shown to nobody
//  - what the server has set aside of a lost scope needs no copy here; what it refused it is handed once more, so that
//    it is set aside there, and goes then (the server's hand-over.ts)
//  - drafts stay, sealed, for their author: they are shown again if the scope comes back

import type { ScopeId } from "#ledger/names.ts";
import type { GrantsTold } from "#protocol/pull.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { PendingRow, StoreTx } from "../ports.ts";
import { regrant, strangeScopes, without } from "./holdings.ts";
import { keepUntilBrought } from "./until-brought.ts";

/** "afresh": everything is asked for anew, and nothing more of this page counts. */
export async function applyGrants(
  tx: StoreTx,
  told: GrantsTold,
  { anew, at }: { readonly anew: boolean; readonly at: number },
): Promise<"here" | "afresh"> {
  const before = await tx.holdings();
  const present = (await tx.summaries()).map((summary) => summary.scope);
  const strange = before ? [] : strangeScopes(await tx.pending(), present);
  const next = regrant(before, told, present, anew, strange);
  for (const scope of next.purge) await tx.purgeScope(scope);
  if (next.lost.length > 0) await letLostGo(tx, new Set<ScopeId>(next.lost), at);
  await tx.setHoldings(next.holdings);
  await tx.setControl("holdingsLost", undefined);
  await tx.setControl("filling", next.holdings.wanted.length);
  await tx.setControl("grants", told.version);
  await shutOut(tx, told.ended ?? []);
  if (next.afresh === "no") return "here";
  if (next.afresh === "clear") await tx.clearState();
  await tx.setControl("cursor", undefined);
  await tx.setControl("snapshotAfter", undefined);
  return "afresh";
}

/** Their ways in go (A18). What they wrote and was not sent is sent, and set aside; their drafts stay sealed. */
async function shutOut(tx: StoreTx, adults: readonly string[]): Promise<void> {
  if (adults.length === 0) return;
  for (const slot of await tx.slots())
    if (slot.adult !== null && adults.includes(slot.adult)) await tx.deleteSlot(slot.id);
}

async function letLostGo(tx: StoreTx, lost: ReadonlySet<string>, at: number): Promise<void> {
  for (const row of await tx.pending()) {
    if (row.state !== "refused" || !row.inside.envelope.changes.some((change) => lost.has(change.scope))) continue;
    if (isHeldOnlyHere(row, lost)) await tx.markPending([{ ...row, state: "queued", acceptedSeq: 0 }]);
    else await keepWithout(tx, row, lost, at);
  }
}

function isHeldOnlyHere({ inside: { envelope, verdicts } }: PendingRow, lost: ReadonlySet<string>): boolean {
  const verdictOf = new Map(verdicts.map((one) => [one.change as string, one]));
  return envelope.changes.some(({ id, scope }) => {
    const { verdict = "refused", code } = verdictOf.get(id) ?? {};
    // Of what was erased nothing is left anywhere, and nobody is to be handed it (A21).
    return lost.has(scope) && verdict === "refused" && code !== "erased";
  });
}

/**
 * Keeps of a row that was answered what it says of other scopes, as long as somebody has to decide about that, or the
 * feed has not brought it [S5].
 */
export async function keepWithout(tx: StoreTx, row: PendingRow, lost: ReadonlySet<string>, at: number): Promise<void> {
  const rest = without(row, lost);
  if (rest.inside.verdicts.some(isOpen)) return tx.putPending(rest);
  await keepUntilBrought(tx, rest, at);
}

const isOpen = ({ verdict }: ChangeVerdict): boolean => verdict !== "accepted" && verdict !== "decision";

/** What of a row that was just answered may go: all that it says of lost scopes, unless the server has no copy of it. */
export function mayGo(row: PendingRow, lost: ReadonlySet<string>): boolean {
  return row.inside.envelope.changes.some((change) => lost.has(change.scope)) && !isHeldOnlyHere(row, lost);
}
