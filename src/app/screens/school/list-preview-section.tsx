// What would come of a list, before anything is written: how many new, changed, as they are; what is wrong with which
// line; and a look at some of them.

import type { ImportPreview } from "#casework/import/preview-import.ts";
import type { PreviewRow } from "#casework/import/preview.ts";
import { Button } from "../../ui/button.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { type ListKind, countOf } from "./import-kinds.ts";
import { firstRows } from "./list-preview.ts";
import styles from "./import.module.css";
import { ProblemList } from "./problem-list.tsx";
import { useRowFacts } from "./use-row-facts.ts";

export interface ListPreviewProps {
  readonly list: ListKind;
  readonly preview: ImportPreview;
  readonly onRun: () => void;
}

export function ListPreview({ list, preview, onRun }: ListPreviewProps) {
  const { counts, rows, notes } = preview;
  const toDo = counts.new + counts.changed;
  return (
    <Section title="What would come of it" hint="Nothing is saved yet.">
      <Stack>
        <Counts counts={counts} />
        {notes.map((note) => (
          <Inset key={note} kind="note">
            <p>{note}</p>
          </Inset>
        ))}
        <ProblemList rows={rows} />
        <RowsTable rows={firstRows(rows)} all={rows.length} />
        {toDo > 0 ? (
          <Row>
            <Button kind="primary" onClick={onRun}>
              Bring in {countOf(toDo, list)}
            </Button>
          </Row>
        ) : (
          <Inset
            kind="plain"
            title={counts.same > 0 ? "Everything in this list is here already" : "Nothing to bring in"}
          >
            <p>
              {counts.same > 0
                ? "There is nothing to save."
                : "Every line has a problem. Correct them in the file, then choose it again."}
            </p>
          </Inset>
        )}
      </Stack>
    </Section>
  );
}

export const OUTCOME_WORDS: { readonly [outcome in PreviewRow["outcome"]]: string } = {
  new: "New",
  changed: "Changed",
  same: "Stays as it is",
  wrong: "Left out",
};
const TONES: { readonly [outcome in PreviewRow["outcome"]]: TagTone } = {
  new: "accent",
  changed: "neutral",
  same: "quiet",
  wrong: "problem",
};

export function Counts({ counts }: { readonly counts: { readonly [outcome in PreviewRow["outcome"]]: number } }) {
  return (
    <dl className={styles.counts}>
      {(["new", "changed", "same", "wrong"] as const).map((outcome) => (
        <div key={outcome} className={styles.count}>
          <dt>{OUTCOME_WORDS[outcome]}</dt>
          <dd>{counts[outcome].toLocaleString("en-GB")}</dd>
        </div>
      ))}
    </dl>
  );
}

function RowsTable({ rows, all }: { readonly rows: readonly PreviewRow[]; readonly all: number }) {
  const facts = useRowFacts();
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={
        rows.length === all ? "Every line" : `${rows.length} of ${all.toLocaleString("en-GB")} lines, to look at`
      }
      columns={[
        { key: "name", label: "Name" },
        { key: "line", label: "Line", numeric: true },
        { key: "outcome", label: "What happens" },
        { key: "facts", label: "Details" },
      ]}
      rows={rows.map((row) => ({
        key: String(row.line),
        cells: [
          row.name,
          row.line,
          <Tag key="outcome" tone={TONES[row.outcome]}>
            {OUTCOME_WORDS[row.outcome]}
          </Tag>,
          facts(row),
        ],
      }))}
    />
  );
}
