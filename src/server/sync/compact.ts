// Old history grows thin (A20): what a change said that was received longer ago than the horizon goes, and that there
// was such a change stays, with its author, its moment and what it was about. What still stands is in the record: its
// values, the first words of a log with every amendment, and both sides of every decision. Merging asks records and
// names alone, so nothing that comes later is taken in another way.

import { appendToAudit } from "../audit/chain.ts";
import type { SchoolTx, Storage } from "../storage/storage.ts";

const DAY = 86_400_000;
/** Longer than a school year: a tablet that lay in a cupboard over the summer still goes on from where it was. */
export const HISTORY_DAYS = 400;
/** In one transaction: others of the school get their turn between. */
const AT_ONCE = 500;

export interface CompactDeps {
  readonly storage: Storage;
  readonly clock: { now(): number };
}

/** Gives the number of changes whose body went. Done twice, it does nothing the second time. */
export async function compactSchools(deps: CompactDeps, days = HISTORY_DAYS): Promise<number> {
  let stripped = 0;
  for (const { id } of await deps.storage.readServer((tx) => tx.schools())) {
    await deps.storage.transact(id, (tx) => raiseHorizon(tx, deps.clock.now(), days));
    for (let some = AT_ONCE; some === AT_ONCE; stripped += some)
      some = await deps.storage.transact(id, async (tx) => {
        const { horizon } = await tx.row();
        return tx.stripBodies({ upTo: horizon }, AT_ONCE);
      });
  }
  return stripped;
}

/** First the horizon, then the bodies: whoever stands below it is sent everything anew, and not half of it. */
async function raiseHorizon(tx: SchoolTx, now: number, days: number): Promise<void> {
  const { horizon, clockOffset } = await tx.row();
  const before = new Date(now + clockOffset - days * DAY).toISOString();
  const upTo = await tx.newestBefore(before, horizon);
  if (upTo <= horizon) return;
  await tx.setHorizon(upTo);
  const facts = JSON.stringify({ from: horizon, to: upTo });
  await appendToAudit(tx, [{ at: now, what: "horizon", who: "", device: "", about: tx.school, facts }]);
}
