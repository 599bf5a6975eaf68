// Files what waited for something else to come. After a restore each device offers again what it keeps, in its own
// order; the order between devices is gone, so an edit may come before the record it belongs to [S9].
//
// What waits says for which record, so that only what a new record may have made possible is looked at: the work grows
// with what is filed, and not with what waits.

import type { Change } from "#ledger/change.ts";
import { decisionFor } from "#ledger/merge-decision.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import type { PushAnswer, PushRequest } from "#protocol/push.ts";
import type { QuarantineRow, SchoolTx, SetAside } from "../storage/storage.ts";
import { type AcceptDeps, type Asker, type CameAs, acceptPush } from "./accept.ts";
import { withInsides } from "./hand-back.ts";
import { acceptBounded } from "./quarantine-bounds.ts";
import { apart, refile } from "./refile.ts";

/** A push, and then whatever it was waited for by. Throws `QuarantineFull` where nothing more of this device is kept. */
export async function acceptAndFileWaiting(
  deps: AcceptDeps,
  asker: Asker,
  request: PushRequest,
  cameAs: CameAs = "push",
): Promise<PushAnswer> {
  // A file is filed by whoever runs the server: they are not the ones who flood it.
  const accept = cameAs === "push" ? acceptBounded : acceptPush;
  const wanted = new Set<string>();
  const answer = await accept(deps, asker, request, cameAs, wanted);
  const filed = wanted.size > 0;
  // The push stands whatever comes of this: its verdicts are told. What waits is looked at again at the next start.
  if (filed) await apart(deps, () => fileWaiting(deps, asker.school, [...wanted]));
  return request.closed ? withInsides(deps, asker, request, answer) : answer;
}

/** Everything that waits anywhere, once: the server may have stopped before it was filed. Never rejects. */
export async function fileAllWaiting(deps: AcceptDeps): Promise<void> {
  await apart(deps, async () => {
    for (const { id } of await deps.storage.readServer((tx) => tx.schools()))
      await apart(deps, async () => {
        await fileReady(deps, id, (tx) => tx.waiting());
      });
  });
}

/** What waits for these records, and what waits for that in turn: one that is filed may be what another waits for. */
export async function fileWaiting(deps: AcceptDeps, school: string, records: readonly string[]): Promise<void> {
  if (records.length > 0) await fileReady(deps, school, (tx) => tx.waitingFor(records));
}

async function fileReady(
  deps: AcceptDeps,
  school: string,
  first: (tx: SchoolTx) => Promise<readonly QuarantineRow[]>,
): Promise<void> {
  const tried = new Set<string>();
  let look = first;
  for (;;) {
    const ready = await deps.storage.transact(school, async (tx) => readyOf(tx, deps.schema, await look(tx)));
    const filed = new Set<string>();
    for (const row of ready) {
      // Set aside again, it has another name and the same body: once is enough.
      if (tried.has(row.body)) continue;
      tried.add(row.body);
      await apart(deps, async () => {
        for (const record of await refile(deps, school, row)) filed.add(record);
      });
    }
    if (filed.size === 0) return;
    look = (tx) => tx.waitingFor([...filed]);
  }
}

interface Ready {
  readonly row: QuarantineRow;
  readonly deviceSeq: number;
}

/** Those of which everything is there by now, each device's in its own order. The others wait for what is missing next. */
async function readyOf(
  tx: SchoolTx,
  schema: Schema,
  waiting: readonly QuarantineRow[],
): Promise<readonly QuarantineRow[]> {
  const changesOf = new Map(waiting.map((row) => [row, (JSON.parse(row.body) as SetAside).changes as Change[]]));
  const named = new Set([...changesOf.values()].flat().flatMap(({ record, scope }): string[] => [record, scope]));
  const held = new Map((await tx.records([...named])).map((row) => [row.id as string, row]));
  const ready: Ready[] = [];
  for (const [row, changes] of changesOf) {
    const missing = missingTo(changes, schema, held);
    if (missing === undefined) ready.push({ row, deviceSeq: (await tx.envelope(row.envelope))?.deviceSeq ?? 0 });
    else if (missing !== row.waits) await tx.waitOn(row.id, missing);
  }
  return ready.toSorted((a, b) => a.deviceSeq - b.deviceSeq).map(({ row }) => row);
}

/** The first record that these belong to and that is not there, or not yet as they need it. What they make themselves counts. */
function missingTo(
  changes: readonly Change[],
  schema: Schema,
  held: ReadonlyMap<string, RecordRow>,
): string | undefined {
  const made = new Set<string>(changes.filter((change) => change.kind === "create").map((change) => change.record));
  for (const change of changes) {
    const row = held.get(change.record);
    const owner = change.scope as string;
    if (owner !== "school" && !made.has(owner)) {
      const type = held.get(owner)?.type;
      if (type === undefined || schema.definitions[type]?.scope !== "owner") return owner;
    }
    if (!row && !made.has(change.record)) return change.record;
    const decides = change.kind === "settle" || change.kind === "reopen";
    if (decides && !(row && decisionFor(row, change))) return change.record;
  }
  return undefined;
}
