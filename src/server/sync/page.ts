// What every page of a pull has in common.

import type { Entry, PullAnswer } from "#protocol/pull.ts";
import { WIRE } from "#protocol/version.ts";
import type { RecordRow } from "#ledger/record-row.ts";
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
  const rows: RecordRow[] = [];
  const entries: Entry[] = [];
  for (const { part, but } of alike(scopes, scope)) {
    rows.push(...(await tx.recordsIn(part, but)).filter((row) => scope.mayRead(row)));
    entries.push(...(await tx.entriesIn(part, but)).filter(({ change }) => scope.mayRead(change)).map(entryOf));
  }
  return { rows, entries };
}

/** Neighbours of which the same types are hidden, together: the order stays. */
function alike(
  scopes: readonly string[],
  scope: Pick<Scope, "hides">,
): readonly { readonly part: readonly string[]; readonly but: readonly string[] }[] {
  const parts: { part: string[]; but: readonly string[] }[] = [];
  for (const one of scopes) {
    const but = scope.hides(one);
    const last = parts.at(-1);
    if (last && last.but.join() === but.join()) last.part.push(one);
    else parts.push({ part: [one], but });
  }
  return parts;
}

export function entryOf({ seq, change, author, device, at, received, outcome }: ChangeRow): Entry {
  return { seq, change, author, device, at, received, outcome };
}

/** The first scopes that fill a page with what may be sent of them; one at least, however large. */
export async function thatFit<Scoped extends { readonly scope: string }>(
  { tx, scope }: Pick<Page, "tx" | "scope">,
  found: readonly Scoped[],
): Promise<readonly Scoped[]> {
  const taken: Scoped[] = [];
  let size = 0;
  for (let at = 0; at < found.length; at += SIZED_AT_ONCE) {
    const part = found.slice(at, at + SIZED_AT_ONCE);
    const sizes = await tx.sizesOf(part.map((one) => one.scope));
    for (const [i, one] of part.entries()) {
      for (const [type, characters] of Object.entries(sizes[i] ?? {}))
        if (scope.mayRead({ type, scope: one.scope })) size += characters;
      if (taken.length > 0 && size > PAGE_SIZE) return taken;
      taken.push(one);
    }
  }
  return taken;
}
