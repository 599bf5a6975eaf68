// A copy of everything while the server runs: one state of the database, read in one transaction, written to a new
// file, and read again from there before it is called a backup.

import { existsSync, linkSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Schema } from "#ledger/schema.ts";
import type { Place } from "../storage/open-storage.ts";
import { readSnapshot } from "../storage/read-snapshot.ts";
import { syncFolder } from "../storage/sync-folder.ts";
import { type Checked, createRowCheck } from "./check-rows.ts";
import { UnusableCopy, readCopy, writeCopy } from "./copy-file.ts";
import { rowsOf } from "./rows-of.ts";

export interface TakeBackup {
  readonly place: Place;
  readonly to: string;
  readonly schema: Schema;
  readonly clock: { now(): number };
  /** The version of Waymark. */
  readonly version: string;
}

/** What was copied, as it was read back from the file. Throws `UnusableCopy` where the file is there already. */
export async function takeBackup(
  options: TakeBackup,
): Promise<Checked & { readonly file: string; readonly bytes: number }> {
  const { place, schema, clock, version: app } = options;
  const file = resolve(options.to);
  // Said before the work, and made sure of after it.
  if (existsSync(file)) throw isThere(file);
  // Its own name until it is whole: nobody takes half a file for a backup.
  const part = `${file}.part-${process.pid}`;
  try {
    await readSnapshot(place, (db, migrations) =>
      writeCopy(part, { app, taken: clock.now(), migrations }, rowsOf(db, migrations)),
    );
    const check = createRowCheck(schema);
    await readCopy(part, check.take);
    const checked = check.finish();
    putInPlace(part, file);
    return { ...checked, file, bytes: statSync(file).size };
  } finally {
    rmSync(part, { force: true });
  }
}

const isThere = (file: string): UnusableCopy =>
  new UnusableCopy(`${file} is there already, and no backup is written over. Choose another name.`);

/** A link fails where a file is; a rename would write over it. Only where there are no links, a look must do. */
function putInPlace(part: string, file: string): void {
  try {
    linkSync(part, file);
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code === "EEXIST" || existsSync(file)) throw isThere(file);
    if (!["EPERM", "ENOTSUP", "ENOSYS"].includes(String(code))) throw error;
    renameSync(part, file);
  }
  syncFolder(dirname(file));
}
