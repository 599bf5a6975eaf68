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
  const { id: _, seq: __, type, scope, schema, created, fields, stamps, ...others } = row;
  const isShort = ([name, state]: readonly [string, FieldState]): boolean =>
    state.by === created && hasOnly(state, 2) && name !== "__proto__";
  const states = Object.entries(fields);
  const first = stamps[created];
  const short = first !== undefined && hasOnly(first, 3);
  const long = {
    fields: Object.fromEntries(states.filter((one) => !isShort(one))),
    stamps: Object.fromEntries(Object.entries(stamps).filter(([change]) => change !== created || !short)),
    rest: Object.fromEntries(Object.entries(others).filter(([part, value]) => !isUsual(part, value))),
  };
  return {
    r: [type, scope, schema, created],
    f: Object.fromEntries(states.filter(isShort).map(([name, state]) => [name, state.value])),
    ...(short && { s: [first.author, first.device, first.at] as const }),
    ...Object.fromEntries(Object.entries(long).filter(([, part]) => hasAny(part))),
  };
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
