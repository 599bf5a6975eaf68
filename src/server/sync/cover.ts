// Believes a cover adult (A34): somebody without an account, let in for a day at a shared tablet by an adult who has
// one. A record of the school that this adult signed names them, and the key they sign with. It came before anything
// they wrote: it has the lower number on the same device.

import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { createdBy, textOf } from "#ledger/view.ts";
import type { SchoolTx, SetAside } from "../storage/storage.ts";
import type { Filing } from "./filing.ts";

const COVER_TYPE = "cover";

export interface Cover {
  /** Ed25519, raw, base64url. */
  readonly key: string;
  /** The one day on which they write, by the tablet's clock: "2026-06-09". */
  readonly day: string;
  /** Where they were let in. */
  readonly device: string;
  /** False while the record is set aside (whoever let them in may not, or no longer), or was taken back. */
  readonly stands: boolean;
}

/** Undefined: nobody of that name was let in. `filing`: what this transaction has filed and not written yet. */
export async function coverOf(
  tx: SchoolTx,
  filing: Pick<Filing, "filed"> | undefined,
  id: string,
): Promise<Cover | undefined> {
  const row = filing?.filed(id) ?? (await tx.record(id));
  return row ? coverIn(row) : coverSetAside(tx, id);
}

function coverIn(row: RecordRow): Cover | undefined {
  if (row.type !== COVER_TYPE) return undefined;
  // The words it was made with: an amendment is no signature of whoever let them in.
  const first = { ...row, amendments: [] };
  return {
    key: textOf(first, "key"),
    day: textOf(first, "day"),
    device: createdBy(row)?.device ?? "",
    stands: row.withdrawn === null,
  };
}

/** What they wrote can still be read by whoever answers for what was set aside, and filed. */
async function coverSetAside(tx: SchoolTx, id: string): Promise<Cover | undefined> {
  for (const { reason, body } of await tx.quarantined()) {
    // Nobody signed either: who wrote what it says is not known, and a note from the lock screen may say anything.
    if (reason === "unreadable" || reason === "jot") continue;
    const { stamp, changes } = JSON.parse(body) as SetAside;
    const made = (changes as readonly Change[]).find(
      (change) => change.kind === "create" && change.record === (id as string) && change.type === COVER_TYPE,
    );
    if (made?.kind !== "create") continue;
    const { key, day } = made.fields;
    if (typeof key === "string" && typeof day === "string") return { key, day, device: stamp.device, stands: false };
  }
  return undefined;
}
