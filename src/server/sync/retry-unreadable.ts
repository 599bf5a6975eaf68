// Tries again what a device sent and could not be believed, when one of its adults has registered a key: after a
// restore the server knows no key from after the backup, and what was signed with it waits in quarantine. In the
// order of the device, each as if it came now; what still cannot be believed stays where it is.

import type { Envelope } from "#ledger/change.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { EnvelopeRow, QuarantineRow, SchoolTx } from "../storage/storage.ts";
import { type AcceptDeps, type Asker, ENOUGH_CHANGES, fileOpened } from "./accept.ts";
import { doubtAbout } from "./doubt-about.ts";
import { openFiling } from "./filing.ts";
import { createOpener, hashOfSealed } from "./open.ts";
import { scopesOfAuthors } from "./scope-of-author.ts";

/** Gives the records that were filed into. */
export async function retryUnreadable(deps: AcceptDeps, { school, device }: Asker): Promise<readonly string[]> {
  const filed = new Set<string>();
  // In parts, like a push: others of the school get their turn between.
  while (await deps.storage.transact(school, (tx) => retrySome(deps, tx, device, filed)));
  return [...filed];
}

interface Believed {
  readonly kept: QuarantineRow;
  readonly before: EnvelopeRow;
  readonly envelope: Envelope;
  /** What its author had let go when it was sent. */
  readonly letGo: readonly string[];
}

/** True while there may be more. */
async function retrySome(deps: AcceptDeps, tx: SchoolTx, id: string, into: Set<string>): Promise<boolean> {
  const device = await tx.device(id);
  const believed = device ? await believable(tx, id) : [];
  if (!device || believed.length === 0) return false;
  const filing = await openFiling({
    tx,
    rules: deps.grants.rules,
    schema: deps.schema,
    newId: deps.newId,
    log: deps.log,
  });
  const scopeOf = scopesOfAuthors(deps, tx, filing, device);
  let filed = 0;
  let taken = 0;
  for (const { kept, before, envelope, letGo } of believed) {
    if (filed >= ENOUGH_CHANGES) break;
    await tx.releaseQuarantined(kept.id);
    const verdict = await fileOpened({ deps, tx, filing, device, received: kept.received, letGo, scopeOf }, envelope);
    await tx.putEnvelope({ ...before, verdict });
    const facts = JSON.stringify({ envelope: envelope.id, deviceSeq: envelope.deviceSeq });
    filing.note({
      at: deps.clock.now(),
      what: "readable",
      who: envelope.author,
      device: id,
      about: id,
      facts,
    });
    filed += envelope.changes.length;
    taken += 1;
  }
  await filing.write();
  for (const record of filing.filedInto()) into.add(record);
  return taken < believed.length;
}

/** What can be believed by now, in the order of the device. */
async function believable(tx: SchoolTx, device: string): Promise<readonly Believed[]> {
  const rows = await tx.unreadableOf(device);
  if (rows.length === 0) return [];
  const open = createOpener(await tx.row());
  const found: Believed[] = [];
  for (const kept of rows) {
    const { letGo = [], ...sealed } = JSON.parse(kept.body) as SealedEnvelope & { readonly letGo?: readonly string[] };
    const before = await tx.envelope(sealed.id);
    // Only what was this device's to send, under a name and a number of its own.
    if (before?.verdict.result !== "unreadable" || before.device !== device || before.hash !== hashOfSealed(sealed))
      continue;
    const opened = open(sealed);
    if ("sentence" in opened || (await doubtAbout(tx, opened, device)) !== undefined) continue;
    found.push({ kept, before, envelope: opened.envelope, letGo });
  }
  return found.toSorted((a, b) => a.envelope.deviceSeq - b.envelope.deviceSeq);
}
