// The records of a scope, newest first, with few of them read: the index holds weeks, newest first, so one range
// read brings the newest rows; they are opened week by week and ordered inside each week.

import type { RecordRow } from "#ledger/record-row.ts";
import type { RowsWanted } from "../ports.ts";
import type { Placed, RecordForms } from "./record-forms.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";
import { LAST_WEEK, weekOf } from "./week.ts";

/** Read beyond the limit, so that the week in which the limit falls is whole as a rule. */
const SPARE = 4;

export async function newestRows(
  tables: StoredTables,
  forms: RecordForms,
  wanted: RowsWanted,
): Promise<readonly RecordRow[]> {
  const { scope, types, before, limit = Infinity } = wanted;
  // Asked for first: a shut vault answers nothing, not even that there is nothing.
  const name = forms.scope(scope);
  if (limit <= 0) return [];
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
  const end = -weekOf(before ?? "");
  // Weeks are stored negative: upwards is back in time.
  let from = before === undefined ? -LAST_WEEK : end;
  const takeWeek = (week: readonly Stored[]): void => {
    const placed: Placed[] = [];
    for (const stored of week) {
      const one = forms.openRow(stored);
      if (before === undefined || one.week !== end || one.when < before) placed.push(one);
    }
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

/** Equal moments stand in the order of their ids, on every device. */
function newestFirst(a: Placed, b: Placed): number {
  if (a.week !== b.week) return a.week - b.week;
  if (a.when !== b.when) return a.when > b.when ? -1 : 1;
  return a.row.id < b.row.id ? -1 : 1;
}
