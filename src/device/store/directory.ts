// What a scope has in packs: a sealed list, one box a scope, and the root of all that is packed. It says which packs
// there are, newest first, which record is in which and at which number, and which sealing of each box is the present
// one. So no index of records stands beside the packs, a record that is not packed is known without opening one, and
// a pack that was put back as it once was does not open.

import type { ScopeId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Placed } from "./record-forms.ts";
import { weekOf } from "./week.ts";

export interface Directory {
  readonly scope: ScopeId;
  /** What put the records in order: of each type the field that says when; "" for the moment it was written. */
  readonly order: { readonly [type: string]: string };
  /** The number of the next pack. */
  readonly next: number;
  /** Newest first: no record of a pack comes before one of the pack above it. */
  readonly packs: readonly PackLine[];
}

export interface PackLine {
  readonly n: number;
  /** The present sealing of its records. */
  readonly mark: string;
  /** The present sealing of their histories; absent where none has one. */
  readonly past?: string;
  /** The last of its records in the order. */
  readonly last: readonly [when: string, id: string];
  /** Its records and their sequence numbers, by type: " id:seq id:seq ". Text is searched quicker than it is parsed. */
  readonly held: { readonly [type: string]: string };
}

/** What puts records of these types in order under a schema. */
export function orderOf(schema: Schema, types: Iterable<string>): Directory["order"] {
  return Object.fromEntries([...types].map((type) => [type, schema.definitions[type]?.when ?? ""]));
}

/** False where an update of the app orders a type by something else: then records may stand in another's pack. */
export function isInOrder({ order }: Directory, schema: Schema): boolean {
  for (const type in order) if (order[type] !== (schema.definitions[type]?.when ?? "")) return false;
  return true;
}

/** Newest first; equal moments stand in the order of their ids, on every device. */
export function newestFirst(a: Placed, b: Placed): number {
  if (a.week !== b.week) return a.week - b.week;
  if (a.when !== b.when) return a.when > b.when ? -1 : 1;
  return a.row.id === b.row.id ? 0 : a.row.id < b.row.id ? -1 : 1;
}

/** `newestFirst` of a record and the last of a pack. */
function isWithin({ week, when, row }: Placed, [lastWhen, lastId]: PackLine["last"]): boolean {
  if (when === lastWhen) return row.id <= lastId;
  const lastWeek = -weekOf(lastWhen);
  return week === lastWeek ? when > lastWhen : week < lastWeek;
}

/** The pack a record is in, and its number there. */
export function findPacked(
  directory: Directory | undefined,
  record: string,
): { readonly line: PackLine; readonly seq: number } | undefined {
  const name = ` ${record}:`;
  for (const line of directory?.packs ?? []) {
    for (const type in line.held) {
      const held = line.held[type] as string;
      const at = held.indexOf(name);
      if (at >= 0) return { line, seq: Number.parseInt(held.slice(at + name.length), 10) };
    }
  }
  return undefined;
}

/** The pack in whose range a record falls; undefined only where there is none. */
export function placeFor(directory: Directory, placed: Placed): PackLine | undefined {
  return directory.packs.find((line) => isWithin(placed, line.last)) ?? directory.packs.at(-1);
}

/** How many records of these types (absent: of all) a pack holds, leaving out those that `gone` says are not meant. */
export function countHeld(
  line: PackLine,
  types: readonly string[] | undefined,
  gone: (record: string, seq: number) => boolean,
): number {
  let count = 0;
  for (const type in line.held) {
    if (types && !types.includes(type)) continue;
    for (const one of (line.held[type] as string).split(" ")) {
      const colon = one.lastIndexOf(":");
      if (colon > 0 && !gone(one.slice(0, colon), Number(one.slice(colon + 1)))) count += 1;
    }
  }
  return count;
}

/** What a line says of its records. They stand in order. */
export function lineFor(n: number, mark: string, past: string | undefined, records: readonly Placed[]): PackLine {
  const held = new Map<string, string>();
  for (const { row } of records) held.set(row.type, `${held.get(row.type) ?? " "}${row.id}:${row.seq} `);
  const { when, row } = records.at(-1) as Placed;
  return { n, mark, ...(past !== undefined && { past }), last: [when, row.id], held: Object.fromEntries(held) };
}
