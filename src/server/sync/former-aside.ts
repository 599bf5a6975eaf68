// What a device that was taken out of use still holds under a name it had before (S19): only its author could have
// signed it anew, and nobody opens that device any more. The signature it has is looked at with the keys of that former
// name; what holds is set aside like everything such a device brings, so that those who answer for it read it (A17).

import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { ChangeVerdict, EnvelopeVerdict } from "#protocol/push.ts";
import type { DeviceRow, SchoolTx, SetAside } from "../storage/storage.ts";
import { doubtAbout } from "./doubt-about.ts";
import { ERASED, type Filing, NOT_ALLOWED } from "./filing.ts";
import { hashOfSealed, type Opened } from "./open.ts";

/** More names than any device ever had. */
const MOST_NAMES = 50;

export interface FormerAside {
  readonly tx: SchoolTx;
  readonly device: DeviceRow;
  readonly filing: Filing;
  readonly open: (sealed: SealedEnvelope) => Opened | { readonly sentence: string };
  readonly received: number;
}

/** The verdict; undefined where it is no former work of a device out of use, or cannot be believed. Done twice, it is kept once. */
export async function formerAside(
  { tx, device, filing, open, received }: FormerAside,
  sealed: SealedEnvelope,
): Promise<EnvelopeVerdict | undefined> {
  if (!device.revoked || sealed.school !== tx.school || !(await wasCalled(tx, device, sealed.device))) return undefined;
  const opened = open(sealed);
  if ("sentence" in opened || (await doubtAbout(tx, opened, sealed.device, filing))) return undefined;
  const { id, author, at, schema, changes: all } = opened.envelope;
  // S20: what was filed already, in another envelope or from a file, stands.
  const filed = new Map((await tx.changesNamed(all.map((change) => change.id))).map((row) => [row.change.id, row.seq]));
  const erased = new Set(await tx.tombstones(all.flatMap((change) => [change.record, change.scope])));
  const unfiled = all.filter((change) => !filed.has(change.id));
  const changes = unfiled.filter(({ record, scope }) => !erased.has(record) && !erased.has(scope));
  if (changes.length > 0) {
    const body: SetAside = { stamp: { author, device: opened.envelope.device, at }, changes };
    const head = { envelope: id, device: device.id, author, reason: "notAllowed", schema, received } as const;
    const name = hashOfSealed(sealed);
    // Under the name it was sealed with its number was another's, and nobody read it (S19): now somebody can.
    if ((await tx.quarantinedOne(name))?.reason === "unreadable") await tx.releaseQuarantined(name);
    const isNew = await tx.quarantine({ id: name, ...head, body: JSON.stringify(body) });
    const facts = JSON.stringify({ envelope: id, changes: changes.length });
    if (isNew)
      filing.note({ at: received, what: "handedOver", who: author, device: device.id, about: device.id, facts });
  }
  const kept = new Set(changes);
  const told = all.map((change): ChangeVerdict => {
    const seq = filed.get(change.id);
    if (seq !== undefined) return { change: change.id, verdict: "accepted", seq };
    const { code, sentence } = kept.has(change) ? NOT_ALLOWED : ERASED;
    return { change: change.id, verdict: kept.has(change) ? "quarantined" : "refused", code, sentence };
  });
  return { envelope: id, deviceSeq: sealed.deviceSeq, result: "processed", changes: told };
}

/** Did this device have that name before it went on under another one, or the one before that? */
async function wasCalled(tx: SchoolTx, device: DeviceRow, name: string): Promise<boolean> {
  let one: DeviceRow | undefined = device;
  for (let names = 0; one && one.former !== "" && names < MOST_NAMES; names += 1) {
    if (one.former === name) return true;
    one = await tx.device(one.former);
  }
  return false;
}
