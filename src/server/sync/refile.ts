// Files what was parked because it came from a newer schema than this server had. Runs when the server starts:
// after an update it can be read. The verdict its device gets from then on says so. Several servers may start at
// once: whoever takes a row out of the quarantine files it.

import type { ChangeVerdict, EnvelopeVerdict } from "#protocol/push.ts";
import type { Change } from "#ledger/change.ts";
import type { QuarantineRow, SchoolTx, SetAside } from "../storage/storage.ts";
import type { AcceptDeps } from "./accept.ts";
import { withDecisionsTold } from "./decisions-told.ts";
import { openFiling } from "./filing.ts";
import { retryUnreadable } from "./retry-unreadable.ts";
import { scopeOfAuthor } from "./scope-of-author.ts";
import { withWord } from "./with-word.ts";

/** Never rejects: what goes wrong with one of them stays where it is, and nobody else waits for it. */
export async function refileParked(deps: AcceptDeps): Promise<void> {
  await apart(deps, async () => {
    for (const { id } of await deps.storage.readServer((tx) => tx.schools()))
      await apart(deps, () => refileSchool(deps, id));
  });
}

async function refileSchool(deps: AcceptDeps, id: string): Promise<void> {
  const kept = await deps.storage.transact(id, (tx) => tx.quarantined());
  const readable = kept.filter((row) => row.reason === "newerSchema" && row.schema <= deps.schema.version);
  for (const row of await deps.storage.transact(id, (tx) => inDeviceOrder(tx, readable)))
    await apart(deps, () => refile(deps, id, row));
  // A key that was registered just before the server stopped.
  const unread = new Set(kept.filter((row) => row.reason === "unreadable").map((row) => row.device));
  for (const device of unread) await apart(deps, () => retryUnreadable(deps, { school: id, device }));
}

/** What was set aside is nobody's to be held up by [S6]: a fault there is logged. */
export async function apart(deps: Pick<AcceptDeps, "log">, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log(`fault while filing what was set aside: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** As each device wrote it: what was written on top of something is filed after that [S3]. */
async function inDeviceOrder(tx: SchoolTx, rows: readonly QuarantineRow[]): Promise<readonly QuarantineRow[]> {
  const numbers = new Map<string, number>();
  for (const { envelope } of rows) numbers.set(envelope, (await tx.envelope(envelope))?.deviceSeq ?? 0);
  const numberOf = (row: QuarantineRow): number => numbers.get(row.envelope) ?? 0;
  return rows.toSorted((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : numberOf(a) - numberOf(b)));
}

/** Files it as if it came now; what is still in its way sets it aside again. Gives the records that were filed into. */
export function refile(deps: AcceptDeps, school: string, row: QuarantineRow): Promise<readonly string[]> {
  return deps.storage.transact(school, async (tx) => {
    if (!(await tx.releaseQuarantined(row.id))) return [];
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
      scope: await withWord(
        deps,
        tx,
        { device: row.device, author: row.author, changes: changes as readonly Change[] },
        await scopeOfAuthor(deps, tx, filing, { device, author: row.author, at: stamp.at }),
      ),
    });
    const before = await tx.envelope(row.envelope);
    const told = await withDecisionsTold({ deps, tx, device, changes: changes as readonly Change[] }, verdicts);
    if (before)
      await tx.putEnvelope({
        ...before,
        verdict: replacedIn(before.verdict, told),
      });
    await filing.write();
    return filing.filedInto();
  });
}

/** What its device is told from now on. */
export function replacedIn(before: EnvelopeVerdict, by: readonly ChangeVerdict[]): EnvelopeVerdict {
  const newer = new Map(by.map((verdict) => [verdict.change, verdict]));
  return { ...before, changes: before.changes.map((verdict) => newer.get(verdict.change) ?? verdict) };
}
