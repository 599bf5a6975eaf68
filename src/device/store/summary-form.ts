// A summary as it is sealed: the same, said once. Of the records of a type the names of the fields are said once, and so
// are who wrote them, with what, and the ids that come again and again. Opening a device opens the summary of everybody
// on roll before Today can be drawn, and opening costs by the letter: this is less than half of them.
//
// A summary with anything in it that has no short form is kept as it is, as all of them were once.

import type { Json } from "#base/json.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Slim, Summary } from "#ledger/slim.ts";

/** Id, or 0 where it is the scope's own; number; when, or the place of the field that says it; who wrote it, or null; open. */
type Line = readonly [id: string | 0, seq: number, when: string | number, by: By | null, open: number, ...Json[]];
type By = readonly [author: number, device: number, at: string];

export interface ShortSummary {
  /** The scope. */
  readonly o: string;
  /** Who wrote, with what, and what values say more than once. */
  readonly w: readonly string[];
  /** Runs of one type, each with the names of its fields; in a line null stands for a field that is not there. */
  readonly t: readonly (readonly [type: string, names: readonly string[], lines: readonly Line[]])[];
}

/** A shorter text stands where it is said. */
const WORTH_NAMING = 12;
const PARTS = 8;
const PARTS_OF_STAMP = 3;
/** Of a line, what stands before the values. */
const HEAD = 5;

export function shortenSummary(summary: Summary): ShortSummary | Summary {
  if (Object.keys(summary).length !== 2 || !summary.slims.every(isUsual)) return summary;
  const words = wordsOf(summary.slims);
  const place = new Map(words.map((word, i) => [word, i]));
  const runs: { readonly type: string; readonly slims: Slim[] }[] = [];
  for (const slim of summary.slims) {
    const run = runs.at(-1);
    if (run?.type === slim.type) run.slims.push(slim);
    else runs.push({ type: slim.type, slims: [slim] });
  }
  return {
    o: summary.scope,
    w: words,
    t: runs.map(({ type, slims }) => {
      const names = [...new Set(slims.flatMap(({ fields }) => Object.keys(fields)))];
      return [type, names, slims.map((slim) => lineOf(slim, summary.scope, names, place))];
    }),
  };
}

export function lengthenSummary(stored: ShortSummary | Summary): Summary {
  if ("slims" in stored) return stored;
  const { o, w, t } = stored;
  const slims: Slim[] = [];
  for (const [type, names, lines] of t) for (const line of lines) slims.push(slimOf(line, { o, w }, type, names));
  return { scope: o as ScopeId, slims };
}

function lineOf(
  { id, seq, when, by, open, fields }: Slim,
  scope: string,
  names: readonly string[],
  place: ReadonlyMap<string, number>,
): Line {
  const at = names.findIndex((name) => Object.hasOwn(fields, name) && fields[name] === when);
  const written = by && ([place.get(by.author), place.get(by.device), by.at] as By);
  const values = names.map((name) => (Object.hasOwn(fields, name) ? shortValue(fields[name] as Json, place) : null));
  while (values.at(-1) === null) values.pop();
  return [(id as string) === scope ? 0 : id, seq, at < 0 ? when : at, written ?? null, open, ...values];
}

function slimOf(line: Line, { o, w }: Pick<ShortSummary, "o" | "w">, type: string, names: readonly string[]): Slim {
  const [id, seq, when, by, open] = line;
  const fields: { [name: string]: Json } = {};
  for (let i = HEAD; i < line.length; i += 1) {
    const value = line[i] as Json;
    if (value !== null) fields[names[i - HEAD] as string] = longValue(value, w);
  }
  return {
    id: (id === 0 ? o : id) as RecordId,
    type,
    seq,
    when: typeof when === "string" ? when : (fields[names[when] as string] as string),
    by: by === null ? undefined : ({ author: w[by[0]], device: w[by[1]], at: by[2] } as Slim["by"]),
    fields,
    open,
    unsent: false,
  };
}

/** A number is the place of a word, and a number that is meant as one stands alone in a list in a list. */
function shortValue(value: Json, place: ReadonlyMap<string, number>): Json {
  if (typeof value === "number") return [[value]];
  return (typeof value === "string" ? place.get(value) : undefined) ?? value;
}

function longValue(value: Json, words: readonly string[]): Json {
  if (typeof value === "number") return words[value] as string;
  return Array.isArray(value) && Array.isArray(value[0]) ? (value[0][0] as Json) : value;
}

/** Has nothing that would be lost or read as something else. */
function isUsual(slim: Slim): boolean {
  const { by, fields } = slim;
  // `by` may be left out: there is no such thing in JSON as one that is undefined.
  const parts = Object.keys(slim).length + (Object.hasOwn(slim, "by") ? 0 : 1);
  if (parts !== PARTS || slim.unsent !== false || typeof slim.when !== "string") return false;
  if (by !== undefined && !isStamp(by)) return false;
  return Object.entries(fields).every(([name, value]) => name !== "__proto__" && isPlain(value));
}

const isStamp = (by: NonNullable<Slim["by"]>): boolean =>
  Object.keys(by).length === PARTS_OF_STAMP &&
  [by.author, by.device, by.at].every((part: unknown) => typeof part === "string");

function isPlain(value: Json): boolean {
  if (Array.isArray(value)) return !Array.isArray(value[0]);
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number";
}

/** Authors and devices, and the longer values that stand in more than one place. */
function wordsOf(slims: readonly Slim[]): readonly string[] {
  const words = new Set<string>();
  const once = new Set<string>();
  for (const { by, fields } of slims) {
    if (by) words.add(by.author).add(by.device);
    for (const value of Object.values(fields)) {
      if (typeof value !== "string" || value.length < WORTH_NAMING) continue;
      if (once.has(value)) words.add(value);
      else once.add(value);
    }
  }
  return [...words];
}
