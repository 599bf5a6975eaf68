// Erasure (A21): of these records nothing is left but that they were there. In one transaction the records, what every
// change of them said, and what was set aside about them go; names stay, so that nothing of them can be filed again.
// Every device hears of it in the feed and throws away the scope, as far as it holds it, to fetch what is left anew.

import type { Change } from "#ledger/change.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { ChangeRow, ErasureRow, SchoolTx, SetAside, Storage } from "../storage/storage.ts";
import type { Grants } from "./grants.ts";
import { ERASE } from "./page.ts";

const AT_ONCE = 10_000;

export interface EraseDeps {
  readonly storage: Storage;
  readonly clock: { now(): number };
  readonly newId: () => string;
  readonly grants: Grants;
}

interface By {
  readonly adult: string;
  readonly device: string;
}

type In = Pick<EraseDeps, "clock" | "newId">;

/** Records that are not there (any more) are passed over. Gives those that were erased, as they are remembered. */
export async function eraseRecords(
  deps: EraseDeps,
  school: string,
  ids: readonly string[],
  by: By,
): Promise<readonly ErasureRow[]> {
  return deps.storage.transact(school, async (tx) => {
    const erased = await eraseIn(deps, tx, ids, by);
    if (erased.some(({ type }) => deps.grants.rules.types.includes(type))) await tx.touchGrants();
    return erased;
  });
}

/**
 * What was erased before a restore is erased again, and what was made and erased after the backup can never be filed:
 * the tablets that made it keep it as they sent it, and offer it once more.
 */
export async function eraseAgain(deps: In, tx: SchoolTx, erasures: readonly ErasureRow[]): Promise<void> {
  const ids = erasures.map(({ record }) => record);
  await eraseIn(deps, tx, ids, { adult: "", device: "" });
  await tx.putErasures(erasures);
  await forgetSetAside(deps, tx, new Set(ids));
}

async function eraseIn(deps: In, tx: SchoolTx, ids: readonly string[], by: By): Promise<readonly ErasureRow[]> {
  const rows = await tx.records(ids);
  if (rows.length === 0) return [];
  const { schema } = rows[0] as (typeof rows)[number];
  const now = deps.clock.now() + (await tx.row()).clockOffset;
  const received = new Date(now).toISOString();
  const first = await tx.takeSequence(rows.length);
  const stamp = { author: by.adult, device: tx.school, at: received, received, outcome: "applied" } as const;
  const envelope = deps.newId();
  const erasures = rows.map(({ id, type, scope }, i): ChangeRow => {
    // No change that anybody could send: the log alone knows this kind.
    const change = { kind: ERASE, id: deps.newId(), record: id, type, scope } as unknown as Change;
    return { seq: first + i, change, ...stamp, envelope, schema, bodiless: true };
  });
  await tx.appendChanges(erasures);
  const gone = rows.map((row) => row.id as string);
  await tx.putTombstones(gone, first + rows.length - 1);
  for (let some = AT_ONCE; some === AT_ONCE;) some = await tx.stripBodies({ records: gone }, AT_ONCE);
  await forgetSetAside(deps, tx, new Set(gone));
  const remembered = rows.map(({ id, scope, type }): ErasureRow => ({ record: id, scope, type, at: now }));
  await tx.putErasures(remembered);
  await appendToAudit(
    tx,
    erasures.map(({ change, seq }) => ({
      at: now,
      what: "erased",
      who: by.adult,
      device: by.device,
      about: change.record,
      facts: JSON.stringify({ type: change.type, scope: change.scope, seq }),
    })),
  );
  return remembered;
}

/** What waits for a person or a later version may be about them too. What cannot be read may be anybody's, and stays. */
async function forgetSetAside(deps: In, tx: SchoolTx, gone: ReadonlySet<string>): Promise<void> {
  // Of what was dealt with as well: it is on no list, and was kept whole with the reason.
  for (const { settledWhy: _gone, ...row } of await tx.settled()) {
    if (row.reason === "unreadable") continue;
    const { changes } = JSON.parse(row.body) as SetAside;
    const about = (changes as readonly Change[]).some(({ record, scope }) => gone.has(record) || gone.has(scope));
    if (about) await tx.releaseQuarantined(row.id);
  }
  for (const row of await tx.quarantined()) {
    if (row.reason === "unreadable") continue;
    const { stamp, changes } = JSON.parse(row.body) as SetAside;
    const left = (changes as readonly Change[]).filter(({ record, scope }) => !gone.has(record) && !gone.has(scope));
    if (left.length === changes.length) continue;
    await tx.releaseQuarantined(row.id);
    if (left.length === 0) continue;
    const body: SetAside = { stamp, changes: left };
    await tx.quarantine({ ...row, id: deps.newId(), body: JSON.stringify(body) });
  }
}
