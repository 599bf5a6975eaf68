// A device remembers the last line of the school's audit that it was told of, and looks whether what it is told now
// extends it (A46). Where it does not, somebody has altered the database: the device goes on, keeps what it remembers,
// says so on its screen, and has told the server once.

import type { PullAnswer, PullRequest } from "#protocol/pull.ts";
import type { StoreTx } from "../ports.ts";

/** What to name in a question of this epoch. */
export async function witnessOf(tx: StoreTx, epoch: string | null): Promise<PullRequest["witness"]> {
  const seen = await tx.control("auditSeen");
  if (seen === undefined || seen.epoch !== epoch) return null;
  const isTold = (await tx.control("auditDiffers")) !== undefined;
  return isTold ? { number: seen.number } : { number: seen.number, hash: seen.hash };
}

/** In the transaction of the page. What did not extend what was seen never takes its place; what does again, heals it. */
export async function keepWitness(tx: StoreTx, { epoch, audit }: PullAnswer): Promise<void> {
  if (audit === undefined) return;
  const seen = await tx.control("auditSeen");
  if (seen !== undefined && seen.epoch === epoch) {
    const { witnessed } = audit;
    // Another page of this device may have moved it since it was asked: then there is nothing to compare with.
    const isSame = witnessed?.number === seen.number;
    const differs = isSame ? witnessed.hash !== seen.hash : audit.number < seen.number;
    if (differs) return tx.setControl("auditDiffers", seen.number);
    if (!isSame || audit.number < seen.number) return;
  }
  if (audit.number > 0) await tx.setControl("auditSeen", { epoch, number: audit.number, hash: audit.hash });
  await tx.setControl("auditDiffers", undefined);
}
