// Tells a device how far the school's audit has come, and shows it the line it was told of before as that line stands
// now: whoever alters the database cannot alter what the tablets remember (A46).

import type { AuditSeen, PullRequest } from "#protocol/pull.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { SchoolTx } from "../storage/storage.ts";

interface Telling {
  readonly tx: SchoolTx;
  readonly device: string;
  readonly now: number;
}

export async function tellHead(
  { tx, device, now }: Telling,
  witness: NonNullable<PullRequest["witness"]> | null,
): Promise<AuditSeen> {
  const named = witness && (await tx.auditAfter(witness.number - 1, 1))[0];
  const found = named && named.number === witness.number ? { number: named.number, hash: named.hash } : null;
  // A device names the hash until it knows that they differ: one line for each that finds it out.
  if (witness?.hash !== undefined && found?.hash !== witness.hash) {
    const facts = JSON.stringify({ number: witness.number });
    await appendToAudit(tx, [{ at: now, what: "witnessDiffers", who: "", device, about: device, facts }]);
  }
  return { ...(await tx.auditHead()), witnessed: found };
}
