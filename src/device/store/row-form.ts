// A record as it is sealed: the same, said once. Most values of a row stand where its first change put them, so the
// change's id is left out behind each of them, and the row's own id and version, which stand beside the box.
// It halves what is sealed, and sealing is what a read of many rows costs.
//
// Whatever has no short form is kept as it is: nothing a newer server put into a row is lost here.

import type { Stamp } from "#ledger/change.ts";
import type { FieldState, RecordRow } from "#ledger/record-row.ts";

type FieldStates = RecordRow["fields"];
type Stamps = RecordRow["stamps"];

export interface ShortRow {
  /** Type, scope, schema, first change. */
  readonly r: readonly [RecordRow["type"], RecordRow["scope"], RecordRow["schema"], RecordRow["created"]];
  /** Values by the first change. */
  readonly f: { readonly [field: string]: FieldState["value"] };
  /** Author, device and time of the first change. */
  readonly s?: readonly [Stamp["author"], Stamp["device"], Stamp["at"]];
  /** The rest, in its own form, only where there is any. */
  readonly fields?: FieldStates;
  readonly stamps?: Stamps;
  readonly rest?: Partial<RecordRow>;
}

export function shortenRow(row: RecordRow): ShortRow {
  const { created } = row;
  const short: { [field: string]: FieldState["value"] } = {};
  const fields: { [field: string]: FieldState } = {};
  for (const [name, state] of Object.entries(row.fields)) {
    if (state.by === created && hasOnly(state, 2) && name !== "__proto__") short[name] = state.value;
    else define(fields, name, state);
  }
  const first = Object.hasOwn(row.stamps, created) ? row.stamps[created] : undefined;
  const s = first && hasOnly(first, 3) ? ([first.author, first.device, first.at] as const) : undefined;
  const stamps: { [change: string]: Stamp } = {};
  for (const [change, stamp] of Object.entries(row.stamps)) if (change !== created || !s) define(stamps, change, stamp);
  const rest: { [part: string]: unknown } = {};
  for (const [part, value] of Object.entries(row))
    if (!NAMED.has(part) && !isUsual(part, value)) define(rest, part, value);
  return {
    r: [row.type, row.scope, row.schema, created],
    f: short,
    ...(s && { s }),
    ...(hasAny(fields) && { fields }),
    ...(hasAny(stamps) && { stamps }),
    ...(hasAny(rest) && { rest }),
  };
}

/** What of a row stands beside its box or in the short form's own parts. */
const NAMED: ReadonlySet<string> = new Set(["id", "seq", "type", "scope", "schema", "created", "fields", "stamps"]);

/** Sets a property whatever its name is, "__proto__" too. */
function define(object: { [name: string]: unknown }, name: string, value: unknown): void {
  if (name === "__proto__")
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  else object[name] = value;
}

export function lengthenRow(short: ShortRow, id: RecordRow["id"], seq: number): RecordRow {
  const [type, scope, schema, created] = short.r;
  const fields: { [field: string]: FieldState } = {};
  for (const name in short.f) fields[name] = { value: short.f[name] as FieldState["value"], by: created };
  const stamps: { [change: string]: Stamp } = {};
  if (short.s) stamps[created] = { author: short.s[0], device: short.s[1], at: short.s[2] };
  const row = {
    id,
    type,
    scope,
    schema,
    seq,
    created,
    fields: short.fields ? { ...fields, ...short.fields } : fields,
    lists: {},
    amendments: [],
    withdrawn: null,
    decisions: [],
    stamps: short.stamps ? { ...stamps, ...short.stamps } : stamps,
  };
  return short.rest ? { ...row, ...short.rest } : row;
}

/** What a row has when nothing has happened to it since it was made. */
function isUsual(part: string, value: unknown): boolean {
  if (part === "withdrawn") return value === null;
  if (part === "lists") return !hasAny(value as object);
  return (part === "amendments" || part === "decisions") && (value as readonly unknown[]).length === 0;
}

const hasAny = (object: object): boolean => Object.keys(object).length > 0;
const hasOnly = (object: object, properties: number): boolean => Object.keys(object).length === properties;
