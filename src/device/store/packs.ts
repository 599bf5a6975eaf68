// Reads packs: many records of one scope in one box, and beside it a box with their histories. Which boxes they are,
// and which sealing of each, is for the directory to say: a box that was altered, moved to another pack or put back as
// it once was is damage, and so is one that is missing.

import { bytesToBase64 } from "#base/bytes.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Entry } from "#protocol/pull.ts";
import type { Directory, PackLine } from "./directory.ts";
import { outOfPlace, type Placed, placedIn } from "./record-forms.ts";
import { lengthenRow, type ShortRow, shortenRow } from "./row-form.ts";
import { type Sealing, WrittenJson } from "./sealing.ts";
import { StoreTrouble } from "./store-trouble.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";

/** A record in a pack: id, sequence number, the rest. */
type Packed = readonly [id: string, seq: number, short: ShortRow];

interface PackInside {
  readonly scope: string;
  readonly n: number;
  readonly rows: readonly Packed[];
}

interface HistoryInside {
  readonly scope: string;
  readonly n: number;
  readonly entries: readonly Entry[];
}

/** A directory, and how often the scope has been folded. */
export interface HeldDirectory {
  readonly directory: Directory;
  readonly v: number;
}

export interface PackForms {
  /** Keyed names: of the directory, of a scope in each of the two tables, and with its number of a pack and its history. */
  directoryKey(scope: string): string;
  packId(scope: string, n: number): string;
  historyId(scope: string, n: number): string;
  packScope(scope: string): string;
  historyScope(scope: string): string;
  /** Sealed already, so that the directory can name the sealing. */
  packToStore(scope: string, n: number, v: number, records: readonly Written[]): Stored;
  historyToStore(scope: string, n: number, v: number, entries: readonly Entry[]): Stored;
  directoryToStore(directory: Directory, v: number): Stored;
}

export interface Packs extends PackForms {
  /** Of each scope it is read once in a transaction, until `forget`. */
  directory(scope: ScopeId): Promise<HeldDirectory | undefined>;
  directories(scopes: readonly ScopeId[]): Promise<readonly (HeldDirectory | undefined)[]>;
  /** The records of these packs, each in order. */
  records(scope: ScopeId, lines: readonly PackLine[]): Promise<readonly (readonly Placed[])[]>;
  /** The entries of the records in these packs. */
  histories(scope: ScopeId, lines: readonly PackLine[]): Promise<readonly (readonly Entry[])[]>;
  /** Packs and directories were written or thrown away. */
  forget(): void;
}

/** Which sealing a box is: the nonce it was sealed with, drawn at random for it alone. */
export function markOf(box: unknown): string {
  if (!(box instanceof Uint8Array)) throw new StoreTrouble("damaged");
  return bytesToBase64(box.subarray(1, 17));
}

/** A record and the text of it that goes into a pack. */
export interface Written {
  readonly placed: Placed;
  readonly text: string;
}

export function writtenOf(placed: Placed): Written {
  const { row } = placed;
  return { placed, text: JSON.stringify([row.id, row.seq, shortenRow(row)] satisfies Packed) };
}

/** The packs of one transaction. */
export function createPacks(tables: StoredTables, sealing: Sealing, schema: Schema): Packs {
  const blind = (text: string): string => sealing.sealer().blind(text);
  const forms: PackForms = {
    directoryKey: (scope) => blind(`directories|${scope}`),
    packId: (scope, n) => `${forms.packScope(scope)}.${n}`,
    historyId: (scope, n) => `${forms.historyScope(scope)}.${n}`,
    packScope: (scope) => blind(`packs|scope|${scope}`),
    historyScope: (scope) => blind(`histories|scope|${scope}`),
    packToStore(scope, n, v, records) {
      const stored = sealing.toStored("packs", {
        id: forms.packId(scope, n),
        o: forms.packScope(scope),
        v,
        // The text of a `PackInside`.
        plain: new WrittenJson(
          `{"scope":${JSON.stringify(scope)},"n":${n},"rows":[${records.map(({ text }) => text).join(",")}]}`,
        ),
      });
      const inside = records.map(({ placed }) => placed);
      sealing.remember("packs", stored, inside);
      return stored;
    },
    historyToStore(scope, n, v, entries) {
      const stored = sealing.toStored("histories", {
        id: forms.historyId(scope, n),
        o: forms.historyScope(scope),
        v,
        plain: { scope, n, entries } satisfies HistoryInside,
      });
      sealing.remember("histories", stored, entries);
      return stored;
    },
    directoryToStore: (directory, v) => ({ key: forms.directoryKey(directory.scope), v, plain: directory }),
  };

  const readPack = (plain: unknown, stored: Stored): readonly Placed[] => {
    const { scope, n, rows } = plain as PackInside;
    if (stored["id"] !== forms.packId(scope, n) || stored["o"] !== forms.packScope(scope)) throw outOfPlace();
    return rows.map(([id, seq, short]) => {
      const placed = placedIn(schema, lengthenRow(short, id as Placed["row"]["id"], seq));
      if (placed.row.scope !== scope) throw outOfPlace();
      return placed;
    });
  };
  const readHistory = (plain: unknown, stored: Stored): readonly Entry[] => {
    const { scope, n, entries } = plain as HistoryInside;
    if (stored["id"] !== forms.historyId(scope, n) || stored["o"] !== forms.historyScope(scope)) throw outOfPlace();
    if (entries.some(({ change }) => change.scope !== scope)) throw outOfPlace();
    return entries;
  };
  const openDirectory = (stored: Stored): HeldDirectory => ({
    directory: sealing.open<Directory>("directories", stored, (plain) => {
      if (stored["key"] !== forms.directoryKey((plain as Directory).scope)) throw outOfPlace();
      return plain as Directory;
    }),
    v: stored["v"] as number,
  });
  /** The box a directory means, and no other. */
  const meant = (stored: Stored | undefined, mark: string | undefined): Stored => {
    if (!stored || markOf(stored["box"]) !== mark) throw new StoreTrouble("damaged");
    return stored;
  };

  const known = new Map<string, Promise<HeldDirectory | undefined>>();
  const directories: Packs["directories"] = (scopes) => {
    const unknown = [...new Set(scopes)].filter((scope) => !known.has(scope));
    const read = unknown.length === 0 ? undefined : tables.getMany("directories", unknown.map(forms.directoryKey));
    for (const [i, scope] of unknown.entries())
      known.set(
        scope,
        (read as NonNullable<typeof read>).then((stored) => stored[i] && openDirectory(stored[i])),
      );
    return Promise.all(scopes.map((scope) => known.get(scope) as Promise<HeldDirectory | undefined>));
  };

  /** Each box is read once in a transaction, until `forget`. */
  const boxes = new Map<string, Promise<Stored | undefined>>();
  const read = (table: "packs" | "histories", ids: readonly string[]): Promise<readonly (Stored | undefined)[]> => {
    const unread = ids.filter((id) => !boxes.has(id));
    const found = unread.length === 0 ? undefined : tables.getMany(table, unread);
    for (const [i, id] of unread.entries())
      boxes.set(
        id,
        (found as NonNullable<typeof found>).then((stored) => stored[i]),
      );
    return Promise.all(ids.map((id) => boxes.get(id) as Promise<Stored | undefined>));
  };

  return {
    ...forms,
    async directory(scope) {
      return (await directories([scope]))[0];
    },
    directories,
    forget() {
      known.clear();
      boxes.clear();
    },
    async records(scope, lines) {
      if (lines.length === 0) return [];
      const stored = await read(
        "packs",
        lines.map(({ n }) => forms.packId(scope, n)),
      );
      return lines.map(({ mark }, i) => sealing.open("packs", meant(stored[i], mark), readPack));
    },
    async histories(scope, lines) {
      const written = lines.filter(({ past }) => past !== undefined);
      if (written.length === 0) return lines.map(() => []);
      const stored = await read(
        "histories",
        written.map(({ n }) => forms.historyId(scope, n)),
      );
      const byNumber = new Map(
        written.map(({ n, past }, i) => [n, sealing.open("histories", meant(stored[i], past), readHistory)]),
      );
      return lines.map(({ n }) => byNumber.get(n) ?? []);
    },
  };
}
