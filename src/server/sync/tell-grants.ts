// What a device is told that it may hold, and what it says it holds by now (A14, A16). A version that it names in a
// request is one it keeps to: what it may not hold is gone from it, in the same step in which it took the version.

import type { GrantsTold, Held } from "#protocol/pull.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { DeviceRow, SchoolTx } from "../storage/storage.ts";

interface Telling {
  readonly tx: SchoolTx;
  readonly device: DeviceRow;
  readonly version: string;
  readonly now: number;
}

/** Written down before it is said: the server can tell which pupils a device ever held. */
export async function tellGrants({ tx, device, version, now }: Telling, held: Held): Promise<GrantsTold> {
  const last = await tx.lastHolding(device.id);
  const text = JSON.stringify(held);
  // The same holding under another version is the same holding.
  if (last?.held === text) {
    if (last.version !== version) await tx.putHolding({ ...last, version });
  } else {
    const since = Math.max(now, (last?.since ?? 0) + 1);
    await tx.putHolding({ device: device.id, since, version, held: text, confirmed: null });
  }
  const ended = await endedOn(tx, device.id);
  return { version, ...held, ...(ended.length > 0 && { ended }) };
}

/** Those who could open the device, and whose right has ended (A18). */
async function endedOn(tx: SchoolTx, device: string): Promise<string[]> {
  const ended: string[] = [];
  for (const adult of new Set((await tx.authorKeysOn(device)).map((key) => key.adult))) {
    const account = await tx.accountOf(adult);
    if (account && account.ended !== null) ended.push(adult);
  }
  return ended;
}

/** The device named the version that stands. */
export async function confirmGrants({ tx, device, version, now }: Telling): Promise<void> {
  const last = await tx.lastHolding(device.id);
  if (last?.version !== version || last.confirmed !== null) return;
  await tx.putHolding({ ...last, confirmed: now });
  const { held } = JSON.parse(last.held) as Held;
  const facts = JSON.stringify({ version, scopes: held.filter(([, level]) => level !== null).length });
  await appendToAudit(tx, [{ at: now, what: "grantsConfirmed", who: "", device: device.id, about: device.id, facts }]);
}
