// Puts a backup in the place of the database. Nothing that stands is touched before the new one is whole and known to
// hold what the backup holds; the old one is kept aside. Every school gets another epoch: its sequence numbers have
// gone back, and devices must fetch everything and offer again what they keep [S9].

import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "#ledger/schema.ts";
import { appendToAudit } from "../audit/chain.ts";
import { MIGRATIONS, NewerDatabase } from "../storage/migrate.ts";
import type { Place } from "../storage/open-storage.ts";
import { openReplacement } from "../storage/open-replacement.ts";
import { schoolTx } from "../storage/school-tx.ts";
import type { Tables } from "../storage/tables.ts";
import { type Checked, createRowCheck } from "./check-rows.ts";
import { type CopiedRow, type CopyHead, UnusableCopy, readCopy } from "./copy-file.ts";
import { eraseAgain } from "../sync/erase.ts";
import { type Erasure, rememberedErasures } from "./erasure-file.ts";
import { backupLine } from "./note-backup.ts";
import { COPIED, rowsOf } from "./rows-of.ts";
import { shutAgain, shutNow } from "./shut-since.ts";

export interface RestoreBackup {
  readonly place: Place;
  readonly from: string;
  readonly schema: Schema;
  readonly clock: { now(): number };
  readonly newId: () => string;
  /** Put what stands aside. Without it, a database that holds a school is left as it is. */
  readonly replace: boolean;
}

export interface Restored extends Checked {
  readonly taken: number;
  /** Under what name the database that stood is kept. */
  readonly kept: string | undefined;
  /**
   * How many devices and accounts were shut again, because they stood shut in the database it took the place of (A50).
   * Undefined: there was none, or it could not be read.
   */
  readonly shut: { readonly devices: number; readonly accounts: number } | undefined;
}

/** Above every number a device may have used since the backup: a request from then is not believed once more (A5). */
const COUNTER_LEAP = 2 ** 32;

/** Throws `UnusableCopy`, `InUse`, `NewerDatabase` or `UnusableDatabase`, each with a sentence; then nothing changed. */
export async function restoreBackup(options: RestoreBackup): Promise<Restored> {
  const { place, from, schema, clock, replace } = options;
  const check = createRowCheck(schema);
  const wanted = createDigest();
  const head = await readCopy(from, (row) => {
    check.take(row);
    wanted.take(row);
  });
  const checked = check.finish();
  const known = MIGRATIONS.map(({ name }) => name);
  const unknown = head.migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new NewerDatabase(unknown);

  const erased = await rememberedErasures(place);
  const closed = await shutNow(place);
  const replacement = await openReplacement(place);
  try {
    if (replacement.holdsSchools && !replace)
      throw new UnusableCopy(
        "There is a school here already. To put it aside and restore the backup in its place, add --replace.",
      );
    const { db } = replacement;
    // As the tables were then; what was altered since is altered in the copy too.
    await replacement.migrate(
      MIGRATIONS.filter(({ name }) => head.migrations.includes(name)),
      clock.now(),
    );
    await fill(db, from);
    const filled = createDigest();
    for await (const row of rowsOf(db, head.migrations)) filled.take(row);
    if (filled.value() !== wanted.value()) throw new Error("what was restored is not what the backup holds");
    await replacement.migrate(MIGRATIONS, clock.now());
    const shut = await markRestored(db, options, head, { erased, closed });
    const day = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(":", "-");
    return { ...checked, taken: head.taken, shut, kept: await replacement.takePlace(`before-restore-${day}`) };
  } finally {
    await replacement.close();
  }
}

/** All rows in one transaction: no half of a school is ever there. */
async function fill(db: Kysely<Tables>, from: string): Promise<void> {
  const names = new Set<string>(["school", ...COPIED.map(([table]) => table)]);
  await db.transaction().execute(async (trx) => {
    let table = "";
    let rows: CopiedRow["row"][] = [];
    const flush = async (): Promise<void> => {
      // The names were checked, and the columns are those of the database the rows came from.
      if (rows.length > 0)
        await trx
          .insertInto(table as "school")
          .values(rows as unknown as Tables["school"][])
          .execute();
      rows = [];
    };
    await readCopy(from, async (copied) => {
      if (!names.has(copied.table)) throw new UnusableCopy(`${from} holds a table this version does not know.`);
      if (copied.table !== table || rows.length >= 50) await flush();
      table = copied.table;
      rows.push(copied.row);
    });
    await flush();
  });
}

async function markRestored(
  db: Kysely<Tables>,
  { clock, newId }: RestoreBackup,
  head: CopyHead,
  since: { readonly erased: readonly Erasure[]; readonly closed: Awaited<ReturnType<typeof shutNow>> },
): Promise<Restored["shut"]> {
  const { erased, closed } = since;
  const schools = await db.selectFrom("school").select("id").execute();
  const shut = { devices: 0, accounts: 0 };
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("device")
      .set((e) => ({ counter: e("counter", "+", COUNTER_LEAP), proof_window: "" }))
      .execute();
    for (const { id } of schools) {
      const tx = schoolTx(trx, id);
      await tx.setEpoch(newId());
      const facts = JSON.stringify({ taken: new Date(head.taken).toISOString() });
      // The copy does not hold that it was taken; it was.
      const restored = { at: clock.now(), what: "restored", who: "", device: "", about: id, facts };
      await appendToAudit(tx, [backupLine(head.taken), restored]);
      // A21: what was erased since the backup was taken does not come back with it.
      const again = erased.filter(({ school }) => school === id).map(({ school: _same, ...one }) => one);
      if (again.length > 0) await eraseAgain({ clock, newId }, tx, again);
      const of = closed?.find(({ school }) => school === id);
      if (!of) continue;
      const { devices, accounts } = await shutAgain(tx, of, clock.now());
      shut.devices += devices;
      shut.accounts += accounts;
    }
  });
  return closed && shut;
}

/** One value for rows in their order. */
function createDigest(): { take(row: CopiedRow): void; value(): string } {
  const hash = createHash("sha256");
  return {
    take: ({ table, row }) => {
      const columns = Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));
      hash.update(`${JSON.stringify([table, columns])}\n`);
    },
    value: () => hash.digest("hex"),
  };
}
