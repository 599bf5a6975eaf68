// A record drawn from its definition: a card a section, a row a field. Nothing entered is said, unless the caller
// leaves empty fields out.

import type { RecordDefinition } from "#ledger/definition.ts";
import type { Field } from "#ledger/field.ts";
import { type ViewRecord, itemsOf, valueOf } from "#ledger/view.ts";
import type { ReactNode } from "react";
import { Private } from "../shell/hidden-names.tsx";
import { SummaryCard, SummaryRow } from "../ui/summary-card.tsx";
import styles from "./record-view.module.css";
import { useValueWords } from "./use-value-words.ts";

export interface RecordViewProps {
  readonly definition: RecordDefinition;
  readonly record: ViewRecord;
  /** Only these fields, in the order of the layout. */
  readonly only?: readonly string[];
  /** Leaves out what was not entered. */
  readonly filledOnly?: boolean;
  /** What stands at the head of a section: a way to change it. */
  readonly aside?: (section: string, fields: readonly string[]) => ReactNode;
  /** What stands after a field's value: a decision that waits, a way to its history. */
  readonly beside?: (name: string) => ReactNode;
}

export function RecordView({ definition, record, only, filledOnly, aside, beside }: RecordViewProps) {
  const filled = (name: string): boolean =>
    definition.fields[name]?.class === "list" ? itemsOf(record, name).length > 0 : (valueOf(record, name) ?? "") !== "";
  const sections = definition.layout
    .map((section) => ({
      title: section.title,
      fields: section.fields.filter((name) => (only?.includes(name) ?? true) && (!filledOnly || filled(name))),
    }))
    .filter((section) => section.fields.length > 0);
  return (
    <div className={styles.view}>
      {sections.map((section) => (
        <SummaryCard key={section.title} title={section.title} level={3} aside={aside?.(section.title, section.fields)}>
          {section.fields.map((name) => {
            const field = definition.fields[name];
            return field ? (
              <SummaryRow key={name} label={field.label} aside={beside?.(name)}>
                {filled(name) && (
                  <Private>
                    <FieldValue record={record} name={name} field={field} />
                  </Private>
                )}
              </SummaryRow>
            ) : null;
          })}
        </SummaryCard>
      ))}
    </div>
  );
}

/** A value in words; a list as lines. */
export function FieldValue({
  record,
  name,
  field,
}: {
  readonly record: ViewRecord;
  readonly name: string;
  readonly field: Field;
}) {
  const words = useValueWords(record.scope);
  if (field.kind !== "items") return words(field, valueOf(record, name));
  return (
    <ul className={styles.lines}>
      {itemsOf(record, name).map(({ item, value }) => (
        <li key={item}>{String(value)}</li>
      ))}
    </ul>
  );
}
