// Files what was parked because it came from a newer schema than this server had. Runs when the server starts:
// after an update it can be read. The verdict its device gets from then on says so. Several servers may start at
// once: whoever takes a row out of the quarantine files it.

import type { ChangeVerdict, EnvelopeVerdict } from "#protocol/push.ts";
import type { Change } from "#ledger/change.ts";
import type { QuarantineRow, SetAside } from "../storage/storage.ts";
import type { AcceptDeps } from "./accept.ts";
import { openFiling } from "./filing.ts";
import { retryUnreadable } from "./retry-unreadable.ts";
import { scopeOfAuthor } from "./scope-of-author.ts";

export async function refileParked(deps: AcceptDeps): Promise<void> {
  const schools = await deps.storage.readServer((tx) => tx.schools());
  for (const { id } of schools) {
    const kept = await deps.storage.transact(id, (tx) => tx.quarantined());
    for (const row of kept)
      if (row.reason === "newerSchema" && row.schema <= deps.schema.version) await refile(deps, id, row);
    // A key that was registered just before the server stopped.
    const unread = new Set(kept.filter((row) => row.reason === "unreadable").map((row) => row.device));
    for (const device of unread) await retryUnreadable(deps, { school: id, device });
  }
}

/** Files it as if it came now; what is still in its way sets it aside again. */
export function refile(deps: AcceptDeps, school: string, row: QuarantineRow): Promise<void> {
  return deps.storage.transact(school, async (tx) => {
    if (!(await tx.releaseQuarantined(row.id))) return;
    const { stamp, changes } = JSON.parse(row.body) as SetAside;
    const device = await tx.device(row.device);
    const filing = await openFiling({
      tx,
      rules: deps.grants.rules,
      schema: deps.schema,
      newId: deps.newId,
      log: deps.log,
    });
    const verdicts = await filing.file({
      stamp,
      envelope: row.envelope,
      schema: row.schema,
      received: row.received,
      changes: changes as readonly Change[],
      scope: await scopeOfAuthor(deps, tx, filing, { device, author: row.author }),
    });
    const before = await tx.envelope(row.envelope);
    if (before)
      await tx.putEnvelope({
        ...before,
        verdict: replacedIn(before.verdict, verdicts),
      });
    await filing.write();
  });
}

/** What its device is told from now on. */
export function replacedIn(before: EnvelopeVerdict, by: readonly ChangeVerdict[]): EnvelopeVerdict {
  const newer = new Map(by.map((verdict) => [verdict.change, verdict]));
  return { ...before, changes: before.changes.map((verdict) => newer.get(verdict.change) ?? verdict) };
}
