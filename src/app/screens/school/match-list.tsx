// Which column of the file is which: suggested from the headings, with a look at what stands in each, changed by hand.

import { type ImportColumn, columnsOf } from "#casework/import/import-columns.ts";
import { type ColumnMatches, unusedHeadings } from "#casework/import/match-columns.ts";
import type { Refusal } from "#ledger/refusal.ts";
import { listWords } from "../../text/words.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Section, Stack } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import type { ListKind } from "./import-kinds.ts";
import styles from "./import.module.css";
import type { Table } from "./read-table.ts";

export interface MatchListProps {
  readonly list: ListKind;
  readonly table: Table;
  readonly matches: ColumnMatches;
  /** What the file cannot do without and has not got. */
  readonly missing: Refusal | undefined;
  readonly onChange: (matches: ColumnMatches) => void;
}

export function MatchList({ list, table, matches, missing, onChange }: MatchListProps) {
  const columns = columnsOf(list.kind);
  const found = columns.filter((column) => matches[column.name] !== undefined || column.needed);
  const rest = columns.filter((column) => !found.includes(column));
  const unused = unusedHeadings(table.columns, matches);
  const choose = (column: ImportColumn, at: number | undefined): void => {
    const next: { [column: string]: number } = { ...matches };
    if (at === undefined) delete next[column.name];
    else next[column.name] = at;
    onChange(next);
  };
  const picks = (some: readonly ImportColumn[]) => (
    <div className={styles.matches}>
      {some.map((column) => (
        <Pick key={column.name} column={column} table={table} at={matches[column.name]} onChoose={choose} />
      ))}
    </div>
  );
  return (
    <Section
      title="Columns"
      hint={`${Object.keys(matches).length} of ${table.columns.length} columns were recognised.`}
    >
      {missing && (
        <div role="alert">
          <Inset kind="problem" title="There is a problem">
            <p>{missing.sentence}</p>
            <p>Choose the right columns below, or another file.</p>
          </Inset>
        </div>
      )}
      {unused.length > 0 && (
        <p className={styles.soft}>Left out, because Waymark has no place for them: {listWords(unused)}.</p>
      )}
      <Disclosure
        key={missing ? "missing" : "found"}
        words={missing ? "Which column is which" : "Check or change which column is which"}
        open={missing !== undefined}
      >
        <Stack>
          {picks(found)}
          {rest.length > 0 && (
            <Disclosure words={`Not in this file (${rest.length})`} open={missing !== undefined}>
              {picks(rest)}
            </Disclosure>
          )}
        </Stack>
      </Disclosure>
    </Section>
  );
}

interface PickProps {
  readonly column: ImportColumn;
  readonly table: Table;
  readonly at: number | undefined;
  readonly onChoose: (column: ImportColumn, at: number | undefined) => void;
}

function Pick({ column, table, at, onChoose }: PickProps) {
  return (
    <Select
      label={column.label}
      optional={!column.needed}
      hint={at === undefined ? undefined : sampleWords(table, at)}
      options={table.columns.map((heading, place) => ({
        value: String(place),
        label: heading === "" ? `Column ${place + 1} (no heading)` : heading,
      }))}
      value={at === undefined ? null : String(at)}
      none="Not in this file"
      onChange={(value) => onChoose(column, value === null ? undefined : Number(value))}
    />
  );
}

const SAMPLES = 3;

/** "Amara, Daniel, Tyrese …": what a person tells a column by. */
function sampleWords(table: Table, at: number): string {
  const seen = new Set<string>();
  for (const cells of table.rows) {
    const cell = cells[at] ?? "";
    if (cell !== "") seen.add(cell.length > 24 ? `${cell.slice(0, 24)}…` : cell);
    if (seen.size === SAMPLES) break;
  }
  return seen.size === 0 ? "Empty in every row" : [...seen].join(", ");
}
