// Files what waited for something else to come. After a restore each device offers again what it keeps, in its own
// order; the order between devices is gone, so an edit may come before the record it belongs to [S9].

import type { Change } from "#ledger/change.ts";
import { decisionFor } from "#ledger/merge-decision.ts";
import type { Schema } from "#ledger/schema.ts";
import type { PushAnswer, PushRequest } from "#protocol/push.ts";
import type { QuarantineRow, SchoolTx, SetAside } from "../storage/storage.ts";
import { type AcceptDeps, type Asker, type CameAs, acceptPush } from "./accept.ts";
import { apart, refile } from "./refile.ts";

/** A push, and then whatever it was waited for by. */
export async function acceptAndFileWaiting(
  deps: AcceptDeps,
  asker: Asker,
  request: PushRequest,
  cameAs: CameAs = "push",
): Promise<PushAnswer> {
  const answer = await acceptPush(deps, asker, request, cameAs);
  const filed = answer.verdicts.some((one) => one.changes.some((change) => change.seq !== undefined));
  // The push stands whatever comes of this: its verdicts are told. What waits is looked at again with the next one.
  if (filed) await apart(deps, () => fileWaiting(deps, asker.school));
  return answer;
}

/** Until nothing more has become possible: one that is filed may be what another waits for. */
async function fileWaiting(deps: AcceptDeps, school: string): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const ready = await deps.storage.transact(school, (tx) => readyOf(tx, deps.schema));
    const fresh = ready.filter((row) => !tried.has(row.body));
    if (fresh.length === 0) return;
    for (const row of fresh) {
      // Set aside again, it has another name and the same body: once a push is enough.
      tried.add(row.body);
      await apart(deps, () => refile(deps, school, row));
    }
  }
}

/** Those of which everything is there by now, each device's in its own order. */
async function readyOf(tx: SchoolTx, schema: Schema): Promise<readonly QuarantineRow[]> {
  const ready: { readonly row: QuarantineRow; readonly deviceSeq: number }[] = [];
  for (const row of await tx.waiting()) {
    const { changes } = JSON.parse(row.body) as SetAside;
    if (!(await isThere(tx, schema, changes as readonly Change[]))) continue;
    const envelope = await tx.envelope(row.envelope);
    ready.push({ row, deviceSeq: envelope?.deviceSeq ?? 0 });
  }
  return ready.toSorted((a, b) => a.deviceSeq - b.deviceSeq).map(({ row }) => row);
}

/** Is everything there that these belong to? What they make themselves counts. */
async function isThere(tx: SchoolTx, schema: Schema, changes: readonly Change[]): Promise<boolean> {
  const made = new Set<string>(changes.filter((change) => change.kind === "create").map((change) => change.record));
  for (const change of changes) {
    const row = await tx.record(change.record);
    if (!row && !made.has(change.record)) return false;
    const owner = change.scope as string;
    if (owner !== "school" && !made.has(owner)) {
      const held = await tx.record(owner);
      if (!held || schema.definitions[held.type]?.scope !== "owner") return false;
    }
    const decides = change.kind === "settle" || change.kind === "reopen";
    if (decides && !(row && decisionFor(row, change))) return false;
  }
  return true;
}
