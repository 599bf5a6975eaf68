// What an import would do, row by row, before anything is written: shared by the four kinds of file.

import type { Json, JsonObject } from "#base/json.ts";
import { jsonEqual } from "#base/json.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import { checkValue, cleanText } from "#ledger/validate.ts";
import { type ViewRecord, valueOf } from "#ledger/view.ts";
import { cleanFields } from "../commands/clean-fields.ts";
import type { RecordEdit } from "../commands/edit-record.ts";
import type { NewRecord } from "../commands/make-record.ts";
import { type ImportKind, columnsOf } from "./import-columns.ts";
import type { ColumnMatches } from "./match-columns.ts";

export interface ImportFile {
  readonly kind: ImportKind;
  readonly matches: ColumnMatches;
  /** The lines below the header, as the parser gives them; empty lines may stand among them. */
  readonly rows: readonly (readonly string[])[];
}

export interface KnownPupil {
  readonly pupil: ViewRecord;
  readonly circumstances?: ViewRecord;
  readonly contacts: readonly ViewRecord[];
}

/** The records that are there already. With none the file is taken as a first import. */
export interface KnownSchool {
  readonly pupils: readonly KnownPupil[];
  readonly adults: readonly ViewRecord[];
  readonly periods: readonly ViewRecord[];
}

export interface ImportSetting {
  readonly schema: Schema;
  /** The day, "2026-06-09": which codes are offered, and how old a pupil may be. */
  readonly today: string;
  readonly newId: () => RecordId;
  /** False on a shared tablet: identifiers and circumstances are then left out, and the preview says so. */
  readonly holdsCircumstances: boolean;
}

/** One thing to do for a row; `importRows` carries it out. */
export type ImportAct =
  | { readonly do: "make"; readonly record: NewRecord }
  | { readonly do: "edit"; readonly edit: RecordEdit };

export interface RowProblem {
  /** The column's label. */
  readonly column: string;
  readonly sentence: string;
  /** True: the row is not imported. False: only this cell is left out. */
  readonly stops: boolean;
}

export interface PreviewRow {
  /** The line in the file; the header is line 1. */
  readonly line: number;
  /** Whom or what it is about. */
  readonly name: string;
  readonly outcome: "new" | "changed" | "same" | "wrong";
  readonly problems: readonly RowProblem[];
  /** Empty for a row that is the same or wrong. Never half a row: its acts belong into one commit. */
  readonly acts: readonly ImportAct[];
  /** The labels of what would change in a record that is there. */
  readonly changes: readonly string[];
  /** How the adult signs in, where the file says so: for the invitation, never for the record. */
  readonly login?: string;
}

/** A row as read: values by column name, and what could not be read. */
export interface ReadRow {
  readonly line: number;
  readonly values: { readonly [column: string]: Json };
  readonly problems: readonly RowProblem[];
}

/** A wrong one of these would find the wrong record, or none. */
const IDENTITY = ["upn", "formerUpn", "birthDate", "pupilUpn", "pupilBirthDate"];

/** Reads one row: each cell cleaned, read by its column and checked by the field it fills. */
export function readRow(file: ImportFile, index: number, setting: ImportSetting): ReadRow {
  const { schema, today } = setting;
  const row = file.rows[index] ?? [];
  const values: { [column: string]: Json } = {};
  const problems: RowProblem[] = [];
  for (const column of columnsOf(file.kind)) {
    const at = file.matches[column.name];
    const cell =
      at === undefined
        ? ""
        : cleanText(row[at] ?? "")
            .replace(/\s+/g, " ")
            .trim();
    const [type, field] = column.fills ?? [];
    if (cell === "" || (type === "circumstances" && !setting.holdsCircumstances)) continue;
    const stops = column.needed === true || IDENTITY.includes(column.name);
    const reading = column.read(cell, today);
    if ("sentence" in reading) {
      problems.push({ column: column.label, sentence: reading.sentence, stops });
      continue;
    }
    const definition = type === undefined ? undefined : schema.definitions[type];
    const known = field === undefined ? undefined : definition?.fields[field];
    if (!definition || field === undefined || !known) {
      values[column.name] = reading.value;
      continue;
    }
    const clean = cleanFields(definition, { [field]: reading.value })[field] ?? null;
    const bad = checkValue(field, known, clean, today);
    if (bad) problems.push({ column: column.label, sentence: bad.sentence, stops });
    else if (clean !== null) values[column.name] = clean;
  }
  return { line: index + 2, values, problems };
}

/** The rows that hold anything at all. */
export function rowsOf(file: ImportFile, setting: ImportSetting): readonly ReadRow[] {
  const rows: ReadRow[] = [];
  for (const [index, cells] of file.rows.entries())
    if (cells.some((cell) => cell.trim() !== "")) rows.push(readRow(file, index, setting));
  return rows;
}

export const wordsIn = (row: ReadRow, column: string): string => {
  const value = row.values[column];
  return typeof value === "string" ? value : "";
};

/** The fields of one type that the row fills. */
export function fieldsFor(kind: ImportKind, row: ReadRow, type: string): JsonObject {
  const fields: { [field: string]: Json } = {};
  for (const { name, fills } of columnsOf(kind)) {
    const value = row.values[name];
    if (fills?.[0] === type && value !== undefined) fields[fills[1]] = value;
  }
  return fields;
}

/** What differs from the record that is there. An empty cell is no value: it takes nothing away. */
export function differing(seen: ViewRecord, fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !jsonEqual(valueOf(seen, name), value)));
}

export const labelsOf = (schema: Schema, type: string, fields: JsonObject): readonly string[] =>
  Object.keys(fields).map((name) => schema.definitions[type]?.fields[name]?.label ?? name);

export interface RowPlan {
  readonly name: string;
  readonly acts: readonly ImportAct[];
  readonly changes: readonly string[];
  readonly isNew: boolean;
  readonly login?: string;
}

export const makeAct = (type: string, fields: JsonObject, scope?: ScopeId, id?: RecordId): ImportAct => ({
  do: "make",
  record: { type, fields, ...(scope === undefined ? {} : { scope }), ...(id === undefined ? {} : { id }) },
});

/** The row with what would be done, or nothing to do where a problem stops it. */
export function settleRow(row: ReadRow, problems: readonly RowProblem[], plan: RowPlan): PreviewRow {
  const all = [...row.problems, ...problems];
  const head = { line: row.line, name: plan.name, problems: all };
  if (all.some(({ stops }) => stops)) return { ...head, outcome: "wrong", acts: [], changes: [] };
  const outcome = plan.isNew ? "new" : plan.acts.length === 0 ? "same" : "changed";
  const done = { ...head, outcome, acts: plan.acts, changes: plan.changes } as const;
  return plan.login === undefined ? done : { ...done, login: plan.login };
}

/** A name as people are found by it: small letters, no accents, no titles, no signs. */
export function nameKey(...names: readonly string[]): string {
  return names
    .join(" ")
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/^\s*(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir)\.? /, "")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** "Okafor, Amara" or "Amara Okafor" as first and last name. */
export function splitName(whole: string): { readonly givenName: string; readonly familyName: string } {
  const comma = whole.indexOf(",");
  if (comma > 0) return { familyName: whole.slice(0, comma).trim(), givenName: whole.slice(comma + 1).trim() };
  const words = whole.split(" ");
  return { givenName: words.slice(0, -1).join(" "), familyName: words.at(-1) ?? "" };
}
