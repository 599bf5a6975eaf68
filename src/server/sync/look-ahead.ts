// Opens what a device sends and looks at its signatures before the school is locked, many at once beside the server's
// own thread: a full batch of them is half of all the work of filing it. Only asked what it is about to file anyway;
// whether an author is believed is still decided where it is filed, with the keys that stand there and then (A1).

import { promisify } from "node:util";
import { verify } from "node:crypto";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { SchoolRow, Storage } from "../storage/storage.ts";
import { createOpener, type Opener, type VerifyAside } from "./open.ts";

const verifying = promisify(verify);

/** Ed25519 on the threads that Node keeps for such work. */
export const verifyOnThreads: VerifyAside = (key, text, signature) => verifying(null, text, key, signature);

export interface LookedAhead {
  /** The opener for this school, if it still has the keys it had; it remembers what was opened and looked at. */
  openerFor(school: SchoolRow): Opener | undefined;
}

interface Looking {
  readonly storage: Storage;
  readonly verifyAside: VerifyAside;
}

interface Sender {
  readonly school: string;
  readonly device: string;
}

/**
 * What came before, or under another name, is left to the filing: it may never be opened. `enough`: changes after which
 * the rest is left to the next request.
 */
export async function lookAhead(
  { storage, verifyAside }: Looking,
  { school, device }: Sender,
  sent: readonly SealedEnvelope[],
  enough: number,
): Promise<LookedAhead> {
  const found = await storage.transact(school, async (tx) => ({
    row: await tx.row(),
    lastSeq: (await tx.device(device))?.lastSeq ?? Infinity,
    keys: await tx.authorKeysOn(device),
  }));
  const keyByName = new Map(found.keys.map(({ name, key }) => [name, key]));
  const open = openingOnce(createOpener(found.row, verifyAside));
  const looking: Promise<void>[] = [];
  let changes = 0;
  for (const sealed of sent) {
    if (changes >= enough) break;
    if (sealed.device !== device || sealed.deviceSeq <= found.lastSeq) continue;
    const opened = open(sealed);
    if (!("envelope" in opened)) continue;
    changes += opened.envelope.changes.length;
    const key = keyByName.get(opened.envelope.authorKey);
    if (key !== undefined) looking.push(opened.look(key));
  }
  await Promise.all(looking);
  const { publicKey, privateKey } = found.row;
  return {
    openerFor: (row) => (row.publicKey === publicKey && row.privateKey === privateKey ? open : undefined),
  };
}

/** Each envelope is opened once, however often it is looked at. */
export function openingOnce(open: Opener): Opener {
  const opened = new Map<SealedEnvelope, ReturnType<Opener>>();
  return (sealed) => {
    const before = opened.get(sealed);
    if (before) return before;
    const now = open(sealed);
    opened.set(sealed, now);
    return now;
  };
}
