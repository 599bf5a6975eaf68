// What the feed has brought, in the words of the port: rows and their histories, in packs and beside them, summaries,
// and what this device may hold. The feed alone writes it (F3); folding moves it and changes nothing that can be asked.

import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Summary } from "#ledger/slim.ts";
import type { Entry } from "#protocol/pull.ts";
import type { Holdings, StoreTx } from "../ports.ts";
import { findPacked } from "./directory.ts";
import { entriesByRecord, fold, mergeEntries, type ToFold } from "./fold.ts";
import { newestRows } from "./newest-rows.ts";
import { createPacks } from "./packs.ts";
import { createRecordForms } from "./record-forms.ts";
import type { Sealing } from "./sealing.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";
import { lengthenSummary, shortenSummary, type ShortSummary } from "./summary-form.ts";
import { LAST_WEEK } from "./week.ts";
import { isWorthFolding } from "./worth-folding.ts";

export type ServerState = Pick<
  StoreTx,
  | "row"
  | "rowsNamed"
  | "rows"
  | "putRows"
  | "putPacked"
  | "putBrought"
  | "scopesToFold"
  | "foldScope"
  | "entriesOf"
  | "entriesOfEach"
  | "putEntries"
  | "summary"
  | "summaries"
  | "putSummary"
  | "purgeScope"
  | "clearState"
  | "holdings"
  | "setHoldings"
>;

/** Looked through at a time for what lies beside the packs. */
const LOOK = 2000;
/** More records of a scope than this are looked for in all that lies beside its packs. */
const SEVERAL = 2;
/** Folded at a time: a commit that is made meanwhile waits for it. */
const FOLD_AT_ONCE = 400;
/** So many scopes of one transaction are asked for one by one. */
const SCOPES_ALONE = 4;
/** Rows that are read together where many scopes are asked for. */
const BESIDE_AT_MOST = 200;

/** All records that the feed has brought. */
const RECORD_TABLES = ["rows", "entries", "packs", "histories", "directories", "summaries"] as const;

const summaryName = (scope: string): string => `summaries|${scope}`;
const HOLDINGS = "holdings|all";

export function createServerState(tables: StoredTables, sealing: Sealing, schema: Schema): ServerState {
  const blind = (text: string): string => sealing.sealer().blind(text);
  const openSummary = (stored: Stored): Summary =>
    sealing.open("summaries", stored, (plain) => lengthenSummary(plain as ShortSummary | Summary));
  const forms = createRecordForms(sealing, schema);
  const packs = createPacks(tables, sealing, schema);
  /** How new what lies beside the packs is, as this transaction found it: not asked for again before it is written. */
  const found = new Map<string, number>();
  const forget = (): void => {
    packs.forget();
    found.clear();
    everyBeside = undefined;
  };
  const note = (id: string, seq: number): void => void found.set(id, Math.max(seq, found.get(id) ?? 0));
  const find = (stored: readonly (Stored | undefined)[]): readonly (Stored | undefined)[] => {
    for (const one of stored) if (one) note(one["id"] as string, one["v"] as number);
    return stored;
  };

  /** All that lies beside the packs of any scope, where that is little: a page about many pupils asks for it once. */
  let everyBeside: Promise<ReadonlyMap<unknown, readonly Stored[]> | undefined> | undefined;
  let scopesAsked = 0;
  const besideTogether = async (): Promise<ReadonlyMap<unknown, readonly Stored[]> | undefined> => {
    const all = await tables.all("rows", BESIDE_AT_MOST);
    if (all.length === BESIDE_AT_MOST) return undefined;
    const byScope = new Map<unknown, Stored[]>();
    for (const one of all) {
      const theirs = byScope.get(one["o"]);
      if (theirs) theirs.push(one);
      else byScope.set(one["o"], [one]);
    }
    return byScope;
  };

  /** What lies beside the packs of these records; of several at once it is little, and one request. */
  async function besideOf(ids: readonly RecordId[], scope: ScopeId): Promise<readonly (Stored | undefined)[]> {
    if (ids.length <= SEVERAL) return find(await tables.getMany("rows", ids));
    const name = forms.scope(scope);
    scopesAsked += 1;
    const together = scopesAsked > SCOPES_ALONE ? await (everyBeside ??= besideTogether()) : undefined;
    const whole = together
      ? (together.get(name) ?? [])
      : await tables.range("rows", "[o+w]", [name, -LAST_WEEK], [name, 0]);
    find(whole);
    const byId = new Map(whole.map((stored) => [stored["id"], stored]));
    return ids.map((id) => byId.get(id));
  }

  async function rowsNamed(ids: readonly RecordId[], scope: ScopeId): Promise<readonly (RecordRow | undefined)[]> {
    const [stored, held] = await Promise.all([besideOf(ids, scope), packs.directory(scope)]);
    const places = ids.map((id, i) => {
      const beside = stored[i] && forms.openRow(stored[i]).row;
      const packed = findPacked(held?.directory, id);
      const isBeside = !packed || (beside !== undefined && beside.seq >= packed.seq);
      return isBeside ? { row: beside?.scope === scope ? beside : undefined } : { line: packed.line };
    });
    const lines = [...new Set(places.flatMap(({ line }) => line ?? []))];
    const records = await packs.records(scope, lines);
    const inLine = new Map(lines.map((line, i) => [line, new Map(records[i]?.map(({ row }) => [row.id, row]))]));
    return places.map(({ row, line }, i) => (line ? inLine.get(line)?.get(ids[i] as RecordId) : row));
  }

  async function entriesOfEach(records: readonly RecordId[], scope: ScopeId): Promise<readonly (readonly Entry[])[]> {
    const names = records.map(forms.entryRecord);
    const whole = forms.entryScope(scope);
    const [stored, held] = await Promise.all([
      names.length > SEVERAL
        ? tables.range("entries", "o", whole, whole)
        : Promise.all(names.map((name) => tables.range("entries", "r", name, name))).then((found) => found.flat()),
      packs.directory(scope),
    ]);
    const beside = new Map<unknown, Stored[]>(names.map((name) => [name, []]));
    for (const one of stored) beside.get(one["r"])?.push(one);
    const places = records.map((record) => findPacked(held?.directory, record)?.line);
    const lines = [...new Set(places.flatMap((line) => (line?.past === undefined ? [] : line)))];
    const histories = await packs.histories(scope, lines);
    const inLine = new Map(lines.map((line, i) => [line, entriesByRecord(histories[i] ?? [])]));
    return records.map((record, i) => {
      const came = (beside.get(names[i]) ?? []).map(forms.openEntry).filter(({ change }) => change.scope === scope);
      const packed = places[i] && inLine.get(places[i])?.get(record);
      return mergeEntries([...(packed ?? []), ...came]);
    });
  }

  async function putRows(rows: readonly RecordRow[]): Promise<void> {
    sealing.sealer();
    if (rows.length === 0) return;
    const newest = new Map<string, RecordRow>();
    for (const row of rows) if ((newest.get(row.id)?.seq ?? 0) <= row.seq) newest.set(row.id, row);
    const scopes = [...new Set(rows.map((row) => row.scope))];
    const unknown = [...newest.keys()].filter((id) => !found.has(id));
    const [beside, held] = await Promise.all([tables.getMany("rows", unknown), packs.directories(scopes)]);
    find(beside);
    for (const [id, row] of newest) if ((found.get(id) ?? 0) > row.seq) newest.delete(id);
    const directoryByScope = new Map(scopes.map((scope, i) => [scope, held[i]?.directory]));
    for (const [id, row] of newest) {
      const packed = findPacked(directoryByScope.get(row.scope), id);
      if (packed && packed.seq > row.seq) newest.delete(id);
    }
    if (newest.size === 0) return;
    await tables.put("rows", [...newest.values()].map(forms.rowToStore));
    everyBeside = undefined;
    for (const [id, row] of newest) note(id, row.seq);
  }

  async function putPacked(rows: readonly RecordRow[], entries: readonly Entry[]): Promise<void> {
    sealing.sealer();
    const byScope = new Map<ScopeId, ToFold & { readonly rows: RecordRow[]; readonly entries: Entry[] }>();
    const of = (scope: ScopeId): { readonly rows: RecordRow[]; readonly entries: Entry[] } => {
      const known = byScope.get(scope) ?? { scope, rows: [], entries: [] };
      byScope.set(scope, known);
      return known;
    };
    for (const row of rows) of(row.scope).rows.push(row);
    for (const entry of entries) of(entry.change.scope).entries.push(entry);
    const homeless = await fold({ tables, packs, schema }, [...byScope.values()]);
    forget();
    if (homeless.length > 0) await tables.put("entries", homeless.map(forms.entryToStore));
  }

  async function putEntries(entries: readonly Entry[]): Promise<void> {
    sealing.sealer();
    if (entries.length === 0) return;
    await tables.put("entries", entries.map(forms.entryToStore));
  }

  return {
    row: async (id, scope) => (await rowsNamed([id], scope))[0],
    rowsNamed,
    rows: (wanted) => newestRows({ tables, forms, packs, schema }, wanted),
    putRows,
    putPacked,
    async putBrought(rows, entries) {
      sealing.sealer();
      const byScope = new Map<ScopeId, RecordRow[]>();
      for (const row of rows) {
        const theirs = byScope.get(row.scope);
        if (theirs) theirs.push(row);
        else byScope.set(row.scope, [row]);
      }
      const held = await packs.directories([...byScope.keys()]);
      const packed = new Set<ScopeId>();
      for (const [i, [scope, theirs]] of [...byScope].entries())
        if (isWorthFolding(held[i]?.directory, theirs, schema)) packed.add(scope);
      const goes = ({ scope }: { readonly scope: ScopeId }): boolean => packed.has(scope);
      await putRows(rows.filter((row) => !goes(row)));
      await putEntries(entries.filter(({ change }) => !goes(change)));
      if (packed.size > 0)
        await putPacked(
          rows.filter(goes),
          entries.filter(({ change }) => goes(change)),
        );
    },
    async scopesToFold(least) {
      sealing.sealer();
      const beside = await tables.all("rows", LOOK);
      const counts = new Map<string, number>();
      for (const stored of beside) counts.set(stored["o"] as string, (counts.get(stored["o"] as string) ?? 0) + 1);
      const names = [...counts].filter(([, count]) => count >= least || beside.length === LOOK);
      return names.map(([name]) => name);
    },
    async foldScope(name) {
      sealing.sealer();
      const stored = await tables.range("rows", "[o+w]", [name, -LAST_WEEK], [name, 0], FOLD_AT_ONCE);
      const rows = stored.map((one) => forms.openRow(one).row);
      const scope = rows[0]?.scope;
      if (scope === undefined) return false;
      const entriesName = forms.entryScope(scope);
      const entries = (await tables.range("entries", "o", entriesName, entriesName)).map(forms.openEntry);
      const homeless = new Set(await fold({ tables, packs, schema }, [{ scope, rows, entries }]));
      forget();
      const folded = entries.filter((entry) => !homeless.has(entry)).map(({ change }) => change.id as string);
      await tables.delete(
        "rows",
        rows.map((row) => row.id),
      );
      if (folded.length > 0) await tables.delete("entries", folded);
      return stored.length === FOLD_AT_ONCE;
    },
    entriesOf: async (record, scope) => (await entriesOfEach([record], scope))[0] ?? [],
    entriesOfEach,
    putEntries,
    async summary(scope) {
      const stored = await tables.get("summaries", blind(summaryName(scope)));
      return stored && openSummary(stored);
    },
    async summaries() {
      sealing.sealer();
      return (await tables.all("summaries")).map(openSummary);
    },
    async putSummary(summary) {
      const v = summary.slims.reduce((highest, slim) => Math.max(highest, slim.seq), 0);
      await tables.put("summaries", [{ key: blind(summaryName(summary.scope)), v, plain: shortenSummary(summary) }]);
    },
    async purgeScope(scope) {
      const rows = forms.scope(scope);
      const entries = forms.entryScope(scope);
      const [pack, history] = [packs.packScope(scope), packs.historyScope(scope)];
      await Promise.all([
        tables.deleteRange("rows", "[o+w]", [rows, -LAST_WEEK], [rows, 0]),
        tables.deleteRange("entries", "o", entries, entries),
        tables.deleteRange("packs", "o", pack, pack),
        tables.deleteRange("histories", "o", history, history),
        tables.delete("directories", [packs.directoryKey(scope)]),
        tables.delete("summaries", [blind(summaryName(scope))]),
      ]);
      forget();
    },
    async clearState() {
      sealing.sealer();
      await Promise.all(RECORD_TABLES.map((table) => tables.clear(table)));
      forget();
    },

    async holdings() {
      const stored = await tables.get("holdings", blind(HOLDINGS));
      return stored && sealing.open<Holdings>("holdings", stored);
    },
    async setHoldings(holdings) {
      if (!holdings) await tables.clear("holdings");
      else await tables.put("holdings", [{ key: blind(HOLDINGS), plain: holdings }]);
    },
  };
}
