// That a backup was taken, and when, stands in the audit of each school it holds: so that an administrator is told when
// none was taken for too long. Tablets keep what they sent for a while only (S9).

import { appendToAudit } from "../audit/chain.ts";
import type { AuditLine, SchoolTx, Storage } from "../storage/storage.ts";

/** What its lines are about: no name of anybody's, so that the newest is found by it. */
const ABOUT = "backup";

export const backupLine = (taken: number): AuditLine => ({
  at: taken,
  what: "backedUp",
  who: "",
  device: "",
  about: ABOUT,
  facts: "{}",
});

/** `taken`: milliseconds. A demo school is nobody's record. */
export async function noteBackup(storage: Storage, taken: number): Promise<void> {
  for (const { id, demo } of await storage.readServer((server) => server.schools())) {
    if (demo) continue;
    await storage.transact(id, (tx) => appendToAudit(tx, [backupLine(taken)]));
  }
}

/** When the last one was taken (milliseconds), as far as this database knows; null: never. */
export async function lastBackup(tx: Pick<SchoolTx, "auditPage">): Promise<number | null> {
  const all = { before: undefined, pupil: undefined, from: undefined, until: undefined };
  const [newest] = await tx.auditPage({ ...all, adult: ABOUT }, 1);
  return newest?.at ?? null;
}
