// What every page of a pull has in common.

import type { Entry, PullAnswer } from "#protocol/pull.ts";
import { WIRE } from "#protocol/version.ts";
import type { ChangeRow, SchoolRow, SchoolTx } from "../storage/storage.ts";
import type { Scope } from "./scope-for.ts";

export interface Page {
  readonly tx: SchoolTx;
  readonly school: SchoolRow;
  readonly scope: Scope;
  readonly device: string;
}

/** In characters of JSON: what a school's wireless brings in half a second. A single scope may be larger. */
export const PAGE_SIZE = 500_000;
/** In the log where a record was erased; it is in no envelope of a device. */
export const ERASE = "erase";
/** Scopes whose size is asked for at a time: a page seldom holds more of those that are in use. */
const SIZED_AT_ONCE = 25;

type Brought = Pick<PullAnswer, "rows" | "entries" | "own"> & Partial<Pick<PullAnswer, "purge">>;

export function answer(
  school: SchoolRow,
  kind: PullAnswer["kind"],
  page: Brought,
): Omit<PullAnswer, "cursor" | "more" | "after"> {
  return { waymark: "pull", wire: WIRE, epoch: school.epoch, kind, purge: [], ...page, horizon: school.horizon };
}

/** These scopes as they stand, as far as the device may hold them. */
export async function wholeScopes(
  { tx, scope }: Pick<Page, "tx" | "scope">,
  scopes: readonly string[],
): Promise<Pick<PullAnswer, "rows" | "entries">> {
  const rows = (await tx.recordsIn(scopes)).filter((row) => scope.mayRead(row));
  const entries = (await tx.entriesIn(scopes)).filter(({ change }) => scope.mayRead(change)).map(entryOf);
  return { rows, entries };
}

export function entryOf({ seq, change, author, device, at, received, outcome }: ChangeRow): Entry {
  return { seq, change, author, device, at, received, outcome };
}

/** The first scopes that fill a page; one at least, however large. */
export async function thatFit<Scoped extends { readonly scope: string }>(
  tx: SchoolTx,
  found: readonly Scoped[],
): Promise<readonly Scoped[]> {
  const taken: Scoped[] = [];
  let size = 0;
  for (let at = 0; at < found.length; at += SIZED_AT_ONCE) {
    const part = found.slice(at, at + SIZED_AT_ONCE);
    const sizes = await tx.sizesOf(part.map((one) => one.scope));
    for (const [i, one] of part.entries()) {
      size += sizes[i] ?? 0;
      if (taken.length > 0 && size > PAGE_SIZE) return taken;
      taken.push(one);
    }
  }
  return taken;
}
