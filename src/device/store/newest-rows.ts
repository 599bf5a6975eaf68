// The records of a scope, newest first, with few of them read. What is packed stands in order, pack after pack; beside
// it lies what came since (the overlay), where the index holds weeks, newest first. A record in both counts at its
// higher number.

import type { Schema } from "#ledger/schema.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { RowsWanted } from "../ports.ts";
import { countHeld, type Directory, findPacked, isInOrder, newestFirst, type PackLine } from "./directory.ts";
import type { Packs } from "./packs.ts";
import type { Placed, RecordForms } from "./record-forms.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";
import { LAST_WEEK, weekOf } from "./week.ts";

/** Read beyond the limit, so that the week in which the limit falls is whole as a rule. */
const SPARE = 4;
/** More than lies beside the packs of a scope as a rule: what came since is folded when the device has time. */
const BESIDE = 64;

export interface NewestDeps {
  readonly tables: StoredTables;
  readonly forms: RecordForms;
  readonly packs: Packs;
  readonly schema: Schema;
}

export async function newestRows(deps: NewestDeps, wanted: RowsWanted): Promise<readonly RecordRow[]> {
  const { tables, forms, packs } = deps;
  const { scope, limit = Infinity } = wanted;
  // Asked for first: a shut vault answers nothing, not even that there is nothing.
  const name = forms.scope(scope);
  if (limit <= 0) return [];
  const [held, first] = await Promise.all([
    packs.directory(scope),
    tables.range("rows", "[o+w]", [name, -LAST_WEEK], [name, 0], BESIDE),
  ]);
  if (!held) return newestUnpacked(deps, wanted);
  const beside = first.length < BESIDE ? first : await tables.range("rows", "[o+w]", [name, -LAST_WEEK], [name, 0]);
  const { directory } = held;
  const seqBeside = new Map(beside.map((stored) => [stored["id"] as string, stored["v"] as number]));
  const replaced = (id: string, seq: number): boolean => (seqBeside.get(id) ?? -1) >= seq;
  const packed = await newestPacked(deps, directory, wanted, replaced);
  const newer = beside.filter((stored) =>
    replaced(stored["id"] as string, findPacked(directory, stored["id"] as string)?.seq ?? 0),
  );
  const came = newestBeside(deps, newer, wanted);
  if (came.length === 0) return packed.slice(0, limit).map(rowOf);
  return [...came, ...packed].sort(newestFirst).slice(0, limit).map(rowOf);
}

/** The newest of the packs, without what came since: at least as many as are wanted, if there are. */
async function newestPacked(
  { packs, schema }: NewestDeps,
  directory: Directory,
  { scope, types, limit = Infinity, before }: RowsWanted,
  replaced: (id: string, seq: number) => boolean,
): Promise<readonly Placed[]> {
  const end = endOf(before);
  const isWanted = (placed: Placed): boolean =>
    (!types || types.includes(placed.row.type)) && end(placed) && !replaced(placed.row.id, placed.row.seq);
  if (!isInOrder(directory, schema))
    return (await packs.records(scope, directory.packs)).flat().filter(isWanted).sort(newestFirst);
  const found: Placed[] = [];
  for (let at = 0; at < directory.packs.length && found.length < limit;) {
    // As many as hold enough, were none of it left out.
    const ask: PackLine[] = [];
    for (let expected = found.length; expected < limit && at < directory.packs.length; at += 1) {
      const line = directory.packs[at] as PackLine;
      const [when] = line.last;
      const count = end({ when, week: -weekOf(when) }) ? countHeld(line, types, replaced) : 0;
      if (count > 0) ask.push(line);
      expected += count;
    }
    for (const records of await packs.records(scope, ask))
      for (const placed of records) if (isWanted(placed)) found.push(placed);
  }
  return found;
}

/** Of what lies beside the packs, in the order of its weeks: at least as many as are wanted, if there are. */
function newestBeside({ forms }: NewestDeps, beside: readonly Stored[], wanted: RowsWanted): readonly Placed[] {
  const { scope, types, limit = Infinity, before } = wanted;
  const end = endOf(before);
  const kinds = types && new Set(types.map((type) => forms.type(scope, type)));
  const found: Placed[] = [];
  let week: unknown;
  for (const stored of beside) {
    if (found.length >= limit && stored["w"] !== week) break;
    if (kinds && !kinds.has(stored["t"] as string)) continue;
    week = stored["w"];
    const placed = forms.openRow(stored);
    if (end(placed)) found.push(placed);
  }
  return found;
}

/** Whether something is before the moment that is asked for. */
function endOf(before: string | undefined): (placed: Pick<Placed, "when" | "week">) => boolean {
  if (before === undefined) return () => true;
  const end = -weekOf(before);
  return ({ when, week }) => week > end || (week === end && when < before);
}

async function newestUnpacked({ tables, forms }: NewestDeps, wanted: RowsWanted): Promise<readonly RecordRow[]> {
  const { scope, types, before, limit = Infinity } = wanted;
  const name = forms.scope(scope);
  if (!types) return (await newestOfIndex(tables, forms, "[o+w]", name, limit, before)).slice(0, limit).map(rowOf);

  const perType = await Promise.all(
    [...new Set(types)].map((type) => newestOfIndex(tables, forms, "[t+w]", forms.type(scope, type), limit, before)),
  );
  const placed = perType.length === 1 ? (perType[0] as Placed[]) : perType.flat().sort(newestFirst);
  return placed.slice(0, limit).map(rowOf);
}

async function newestOfIndex(
  tables: StoredTables,
  forms: RecordForms,
  index: string,
  name: string,
  limit: number,
  before: string | undefined,
): Promise<Placed[]> {
  const kept: Placed[] = [];
  const isBefore = endOf(before);
  // Weeks are stored negative: upwards is back in time.
  let from = before === undefined ? -LAST_WEEK : -weekOf(before);
  const takeWeek = (week: readonly Stored[]): void => {
    const placed = week.map(forms.openRow).filter(isBefore);
    if (placed.length > 1) placed.sort(newestFirst);
    for (const one of placed) kept.push(one);
  };

  for (;;) {
    const ask = limit - kept.length + SPARE;
    const page = await tables.range("rows", index, [name, from], [name, 0], ask === Infinity ? undefined : ask);
    const whole = page.length < ask;
    const lastWeek = page.at(-1)?.["w"];
    let start = 0;
    while (start < page.length && kept.length < limit) {
      const week = page[start]?.["w"];
      // The last week of a full page may go on beyond it: it is read again, whole.
      if (week === lastWeek && !whole) break;
      let stop = start + 1;
      while (stop < page.length && page[stop]?.["w"] === week) stop += 1;
      takeWeek(page.slice(start, stop));
      start = stop;
    }
    if (whole || kept.length >= limit) return kept;
    const cut = lastWeek as number;
    takeWeek(await tables.range("rows", index, [name, cut], [name, cut]));
    if (kept.length >= limit || cut >= 0) return kept;
    from = cut + 1;
  }
}

const rowOf = (placed: Placed): RecordRow => placed.row;
