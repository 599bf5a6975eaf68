// Which records an erasure would take (A21): a pupil's own, and everything that belongs to them. Looked at first, so that
// whoever runs the server sees what it is before it is gone.

import type { Schema } from "#ledger/schema.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { SchoolRow, Storage } from "../storage/storage.ts";

export interface ToErase {
  readonly school: SchoolRow;
  readonly owner: RecordRow;
  /** The owner's own record among them. */
  readonly records: readonly string[];
  /** How many of each kind, by type. */
  readonly counts: ReadonlyMap<string, number>;
  /** What was set aside and is about them, dealt with or not. */
  readonly setAside: number;
}

/** A sentence where no such school or pupil is there. */
export async function findToErase(
  { storage, schema }: { readonly storage: Storage; readonly schema: Schema },
  wanted: { readonly school: string | undefined; readonly pupil: string },
): Promise<ToErase | { readonly sentence: string }> {
  const schools = (await storage.readServer((tx) => tx.schools())).filter((school) => !school.demo);
  const named = schools.filter(({ id, name }) => wanted.school === undefined || [id, name].includes(wanted.school));
  const [school, ...more] = named;
  if (!school || more.length > 0)
    return { sentence: `Say which school with --school: ${schools.map(({ name }) => `"${name}"`).join(", ")}.` };
  return storage.transact(school.id, async (tx) => {
    const owner = await tx.record(wanted.pupil);
    if (!owner || schema.definitions[owner.type]?.scope !== "owner")
      return { sentence: "There is no such pupil at this school. The name to give is the one in the pupil’s address." };
    const rows = await tx.recordsIn([owner.id]);
    const counts = new Map<string, number>([[owner.type, 0]]);
    for (const { type } of rows) counts.set(type, (counts.get(type) ?? 0) + 1);
    const aside = [...(await tx.quarantined()), ...(await tx.settled())];
    const setAside = aside.filter(({ reason, body }) => reason !== "unreadable" && body.includes(owner.id)).length;
    return { school, owner, records: rows.map((row) => row.id as string), counts, setAside };
  });
}
