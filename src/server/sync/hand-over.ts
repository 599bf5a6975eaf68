// What was refused stays with its author on the device, until a person lets it go. When the author loses the pupil it
// is about, the device may not keep it: it is sent once more, and set aside for a responsible adult instead (A15).

import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { Change } from "#ledger/change.ts";
import type { Refusal } from "#ledger/refusal.ts";
import type { ChangeVerdict, EnvelopeVerdict } from "#protocol/push.ts";
import type { DeviceRow, EnvelopeRow, SchoolTx, SetAside } from "../storage/storage.ts";
import { doubtAbout } from "./doubt-about.ts";
import { ERASED, type Filing, NOT_ALLOWED } from "./filing.ts";
import type { Opened } from "./open.ts";
import type { ScopeRules } from "./scope-for.ts";
import { scopeOfAuthor } from "./scope-of-author.ts";

export interface HandOver {
  readonly deps: ScopeRules & { readonly clock: { now(): number }; readonly newId: () => string };
  readonly tx: SchoolTx;
  readonly device: DeviceRow;
  readonly filing: Filing;
  readonly open: (sealed: SealedEnvelope) => Opened | { readonly sentence: string };
  readonly received: number;
}

/** The verdict the envelope has; what was refused of it and may not be written any more is kept here from now on. */
export async function handedOver(
  { deps, tx, device, filing, open, received }: HandOver,
  sealed: SealedEnvelope,
  stored: EnvelopeRow,
): Promise<EnvelopeVerdict> {
  const { verdict } = stored;
  const refused = new Set(verdict.changes.filter((one) => one.verdict === "refused").map((one) => one.change));
  if (refused.size === 0) return verdict;
  const opened = open(sealed);
  if ("sentence" in opened || (await doubtAbout(tx, opened, device.id, filing)) !== undefined) return verdict;
  const { id, author, at, schema, changes: all } = opened.envelope;
  const erased = new Set(await tx.tombstones(all.flatMap((change) => [change.record, change.scope])));
  const scope = await scopeOfAuthor(deps, tx, filing, { device, author, at });
  const owners = new Set((await tx.records(all.map((change) => change.scope))).map((row) => row.id as string));
  const changes = all.filter((change) => {
    const isThere = change.scope === "school" || owners.has(change.scope);
    const its = { own: change.kind === "create", ownerIsNew: false };
    return refused.has(change.id) && isThere && !erased.has(change.record) && !scope.mayWrite(change, its);
  });
  // A21: of what was erased nothing is kept here, and it goes from the device too when that hears it.
  const nobodys = all.filter(({ id: change, record, scope: owner }) => {
    return refused.has(change) && (erased.has(record) || erased.has(owner));
  });
  if (changes.length === 0 && nobodys.length === 0) return verdict;
  if (changes.length > 0) {
    const body: SetAside = { stamp: { author, device: opened.envelope.device, at }, changes };
    const head = { envelope: id, device: device.id, author, reason: "notAllowed", schema, received } as const;
    await tx.quarantine({ id: deps.newId(), ...head, body: JSON.stringify(body) });
    const facts = JSON.stringify({ envelope: id, changes: changes.length });
    filing.note({ at: received, what: "handedOver", who: author, device: device.id, about: device.id, facts });
  }
  const toldBy = new Map<string, ChangeVerdict>();
  const tell = (some: readonly Change[], kind: "quarantined" | "refused", { code, sentence }: Refusal): void => {
    for (const { id: change } of some) toldBy.set(change, { change, verdict: kind, code, sentence });
  };
  tell(changes, "quarantined", NOT_ALLOWED);
  tell(nobodys, "refused", ERASED);
  const told = { ...verdict, changes: verdict.changes.map((one) => toldBy.get(one.change) ?? one) };
  await tx.putEnvelope({ ...stored, verdict: told });
  return told;
}
