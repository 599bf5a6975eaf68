// The tables of a device, and for each sealed one the whole of what may stand in clear beside its box [V11, V13].
// Both stores are built from this list; a table that is not in it takes no row.
//
//   rows       id      the record's random id
//              o, t    keyed names of its scope, and of its scope and type
//              w       the ISO week of what happened when, negative: a range read upwards is newest first
//              v       the school's sequence number of its last change
//   entries    id      the change's random id;  o, r: keyed names of its scope and of its record
//   packs      id      keyed name of the scope and number of the pack: many records in one box;  o: the name alone
//              v       counts the foldings of the scope: the one that made it
//   histories  id, o, v  as of packs: the entries of the records in the pack of the same number
//   directories  key   keyed name of the scope: which packs it has, and which record is in which
//              v       counts the foldings of the scope
//   summaries  key     keyed name of its scope;  v: the highest sequence number in it
//   pending    what a locked tablet needs to deliver it; its inside is in the box
//   holdings   key     keyed name of the one row there is: what this device may hold
//   drafts     key     keyed name of the draft: the id an app gives a draft may name a pupil or a form
//
// A name is keyed for one use each ("rows|scope|…", "entries|scope|…"), so that tables cannot be joined by a finder.

/**
 * Of the tables and their keys; what is in the boxes changes without it. IndexedDB counts it in tenths.
 * 2: packs. What stood there before lies beside them until it is folded.
 * 3: jots.
 * 4: answers, and what waits by its state. Summaries that stood there before are read as they were written.
 */
export const DATABASE_VERSION = 4;

export interface SealedTable {
  /** The primary key, by the name of its property. */
  readonly key: string;
  /** Every property beside the box. A value with any other is refused [V14]. */
  readonly clear: readonly string[];
  /** Key and version, sealed into the box's context [V12]. What else names a row is checked against its inside. */
  readonly bound: readonly [key: string, version?: string];
  readonly indexes: readonly string[];
}

export const SEALED_TABLES = {
  rows: {
    key: "id",
    clear: ["id", "v", "o", "t", "w"],
    bound: ["id", "v"],
    indexes: ["[o+w]", "[t+w]"],
  },
  entries: { key: "id", clear: ["id", "o", "r"], bound: ["id"], indexes: ["o", "r"] },
  packs: { key: "id", clear: ["id", "o", "v"], bound: ["id", "v"], indexes: ["o"] },
  histories: { key: "id", clear: ["id", "o", "v"], bound: ["id", "v"], indexes: ["o"] },
  directories: { key: "key", clear: ["key", "v"], bound: ["key", "v"], indexes: [] },
  summaries: { key: "key", clear: ["key", "v"], bound: ["key", "v"], indexes: [] },
  // What stands in `state` and `acceptedSeq` changes while the vault is shut; `wire` is sealed to the server.
  pending: {
    key: "deviceSeq",
    clear: ["deviceSeq", "id", "state", "acceptedSeq", "wire"],
    bound: ["deviceSeq", "id"],
    indexes: ["state"],
  },
  holdings: { key: "key", clear: ["key"], bound: ["key"], indexes: [] },
  drafts: { key: "key", clear: ["key"], bound: ["key"], indexes: [] },
} as const satisfies { readonly [table: string]: SealedTable };

export type SealedName = keyof typeof SEALED_TABLES;

/**
 * The closed list of what stands in clear [V16]; `accepted` holds envelopes that are sealed to the server, `answers` at
 * which numbers the server took what waits, `outboxCopy`
 * rows of `pending` as they were stored, box and all, before an update of the app changed the form of the store [V29];
 * `jots` what was sealed on its own while the vault was shut [V30].
 */
export const CLEAR_TABLES = {
  control: "key",
  slots: "id",
  accepted: "deviceSeq",
  answers: "deviceSeq",
  outboxCopy: "deviceSeq",
  jots: "id",
} as const;

export type ClearName = keyof typeof CLEAR_TABLES;
export type TableName = SealedName | ClearName;

export const TABLE_NAMES = [...Object.keys(SEALED_TABLES), ...Object.keys(CLEAR_TABLES)] as readonly TableName[];

export function isSealed(table: string): table is SealedName {
  return Object.hasOwn(SEALED_TABLES, table);
}

export function keyOf(table: TableName): string {
  return isSealed(table) ? SEALED_TABLES[table].key : CLEAR_TABLES[table];
}
