// A decision is seen by whoever may read both its sides, and by nobody else [A37]. Both stand in one record, of one type
// and one owner, which no change can alter: so a side has no visibility of its own, and the record's is the stricter of
// the two. What is left is the answer to a push. An adult may write where their tablet may not read; told of a decision
// there, it would learn that somebody else has written something.

import type { Change } from "#ledger/change.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { DeviceRow, SchoolTx } from "../storage/storage.ts";
import { type ScopeRules, scopeFor } from "./scope-for.ts";

interface Telling {
  readonly deps: ScopeRules & { readonly clock: { now(): number } };
  readonly tx: SchoolTx;
  /** Who is told; nobody where the school has no such device. */
  readonly device: DeviceRow | undefined;
  readonly changes: readonly Change[];
}

/** These verdicts as the device may hear them: where it may not read the record, a decision is what was accepted. */
export async function withDecisionsTold(
  { deps, tx, device, changes }: Telling,
  verdicts: readonly ChangeVerdict[],
): Promise<readonly ChangeVerdict[]> {
  if (!verdicts.some(({ verdict }) => verdict === "decision")) return verdicts;
  const held = device
    ? await deps.grants.heldBy(tx, await tx.row(), device, deps.clock.now())
    : { rest: null, held: [] };
  const scope = scopeFor(deps, { device: device ?? { kind: "shared", revoked: true }, held });
  const readable = new Set(changes.filter((change) => scope.mayRead(change)).map((change) => change.id as string));
  return verdicts.map((one) =>
    one.verdict !== "decision" || readable.has(one.change)
      ? one
      : { change: one.change, verdict: "accepted", ...(one.seq !== undefined && { seq: one.seq }) },
  );
}
