// What was refused stays with its author on the device, until a person lets it go. When the author loses the pupil it
// is about, the device may not keep it: it is sent once more, and set aside for a responsible adult instead (A15).

import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { EnvelopeVerdict } from "#protocol/push.ts";
import type { DeviceRow, EnvelopeRow, SchoolTx, SetAside } from "../storage/storage.ts";
import { doubtAbout } from "./doubt-about.ts";
import { type Filing, NOT_ALLOWED } from "./filing.ts";
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
  if ("sentence" in opened || (await doubtAbout(tx, opened, device.id)) !== undefined) return verdict;
  const { id, author, at, schema, changes: all } = opened.envelope;
  const scope = await scopeOfAuthor(deps, tx, filing, { device, author });
  const owners = new Set((await tx.records(all.map((change) => change.scope))).map((row) => row.id as string));
  const changes = all.filter((change) => {
    const isThere = change.scope === "school" || owners.has(change.scope);
    return refused.has(change.id) && isThere && !scope.mayWrite(change);
  });
  if (changes.length === 0) return verdict;
  const body: SetAside = { stamp: { author, device: opened.envelope.device, at }, changes };
  const head = { envelope: id, device: device.id, author, reason: "notAllowed", schema, received } as const;
  await tx.quarantine({ id: deps.newId(), ...head, body: JSON.stringify(body) });
  const facts = JSON.stringify({ envelope: id, changes: changes.length });
  filing.note({ at: received, what: "handedOver", who: author, device: device.id, about: device.id, facts });
  const gone = new Set<string>(changes.map((change) => change.id));
  const { code, sentence } = NOT_ALLOWED;
  const next = verdict.changes.map((one) =>
    gone.has(one.change) ? { change: one.change, verdict: "quarantined" as const, code, sentence } : one,
  );
  const told = { ...verdict, changes: next };
  await tx.putEnvelope({ ...stored, verdict: told });
  return told;
}
