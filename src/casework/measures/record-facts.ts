// A record as a measure reads it: the same whether it comes whole or as the summary's slim form of it, so that a figure
// is counted in one place whatever the screen has at hand.

import type { Json } from "#base/json.ts";
import type { Slim } from "#ledger/slim.ts";
import { type ViewRecord, createdBy, textOf, valueOf } from "#ledger/view.ts";

export interface RecordFacts {
  readonly id: string;
  readonly type: string;
  /** Whose it is; undefined where whoever reads has chosen the pupil already. */
  readonly scope?: string;
  /** The local moment it happened ("2026-06-09T10:42"), or the day. */
  readonly when: string;
  /** Who wrote it. */
  readonly author: string | undefined;
  /** When it was written, by its author's device, to the second; "" where that is not known. */
  readonly written: string;
  value(field: string): Json;
}

/** A whole record, or the slim form of one. */
export type Readable = ViewRecord | Slim;

const isView = (record: Readable): record is ViewRecord => "amendments" in record;

/** The fields that say when a record of the room's day happened. */
const WHEN = ["when", "from", "on"];

/** The facts as they stand now, amendments and all; undefined for a record that was taken back. */
export function factsOf(record: Readable): RecordFacts | undefined {
  if (!isView(record)) {
    const { id, type, when, by, fields } = record;
    return { id, type, when, author: by?.author, written: by?.at ?? "", value: (field) => fields[field] ?? null };
  }
  if (record.withdrawn) return undefined;
  const made = createdBy(record);
  const when = WHEN.map((field) => textOf(record, field)).find((held) => held !== "") ?? made?.at.slice(0, 16) ?? "";
  return {
    id: record.id,
    type: record.type,
    scope: record.scope,
    when,
    author: made?.author,
    written: made?.at ?? "",
    value: (field) => valueOf(record, field),
  };
}

/** What still stands of these records, oldest first; of the same moment in the order of their ids, on every device. */
export function factsInOrder(records: readonly Readable[]): readonly RecordFacts[] {
  return records
    .flatMap((record) => factsOf(record) ?? [])
    .sort((a, b) => compare(a.when, b.when) || compare(a.id, b.id));
}

export const textIn = (facts: RecordFacts, field: string): string => {
  const value = facts.value(field);
  return typeof value === "string" ? value : "";
};

export const listIn = (facts: RecordFacts, field: string): readonly string[] => {
  const value = facts.value(field);
  return Array.isArray(value) ? value.map(String) : [];
};

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
