// The fields of a section with their values, and under each who wrote it, when, and the way to its history.

import type { Section } from "#ledger/definition.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { isItems } from "#ledger/definition.ts";
import type { Stamp } from "#ledger/change.ts";
import { type ViewRecord, itemsOf, valueOf } from "#ledger/view.ts";
import { type ReactNode, useState } from "react";
import { nearDayWords } from "../../text/dates.ts";
import { StatusTag } from "../../ui/tag.tsx";
import { ByLine } from "../../ui/by-line.tsx";
import styles from "./field-facts.module.css";
import { FieldHistorySheet } from "./field-history-sheet.tsx";
import { useWords } from "../../use-words.ts";
import { useSay } from "./use-say.ts";

export interface FieldFactsProps {
  readonly record: ViewRecord;
  readonly definition: RecordDefinition;
  readonly section: Pick<Section, "fields">;
  /** Leaves out what was never filled in. */
  readonly onlyFilled?: boolean;
}

export function FieldFacts({ record, definition, section, onlyFilled }: FieldFactsProps) {
  const [open, setOpen] = useState<string | undefined>();
  const names = section.fields.filter((name) => definition.fields[name] && !(onlyFilled && isEmpty(record, name)));
  return (
    <>
      <dl className={styles.facts}>
        {names.map((name) => (
          <FieldFact key={name} record={record} definition={definition} field={name} onHistory={() => setOpen(name)} />
        ))}
      </dl>
      {open !== undefined && (
        <FieldHistorySheet record={record} definition={definition} field={open} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

export function isEmpty(record: ViewRecord, field: string): boolean {
  const value = valueOf(record, field);
  const nothing = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return nothing && itemsOf(record, field).length === 0;
}

function FieldFact({
  record,
  definition,
  field,
  onHistory,
}: {
  readonly record: ViewRecord;
  readonly definition: RecordDefinition;
  readonly field: string;
  readonly onHistory: () => void;
}) {
  const say = useSay(record.scope);
  const words = useWords();
  const kind = definition.fields[field];
  if (!kind) return null;
  // Of a log, whose author stands above, only what was added or corrected since says who.
  const stamp = definition.mode === "log" && !isAmended(record, field) ? undefined : lastStamp(record, field);
  const waits = record.decisions.some((one) => one.state === "open" && one.field === field);
  const unsent = unsentIn(record, field);
  return (
    <div className={styles.fact}>
      <dt>{words.say(kind.label)}</dt>
      <dd className={styles.value}>
        <Words>{isItems(kind) ? items(record, field) : say.value(kind, valueOf(record, field))}</Words>
        {(waits || unsent) && <StatusTag where={waits ? "needs-decision" : "saved"} />}
      </dd>
      {stamp && (
        <dd className={styles.hand}>
          <ByLine of={kind.label} onPress={onHistory}>
            {say.adult(stamp.author)}, {nearDayWords(stamp.at, say.today)}
          </ByLine>
        </dd>
      )}
    </div>
  );
}

function Words({ children }: { readonly children: ReactNode }) {
  return children === "" || children === undefined ? <span className={styles.empty}>Not written yet</span> : children;
}

function items(record: ViewRecord, field: string): ReactNode {
  const held = itemsOf(record, field);
  if (held.length === 0) return "";
  return (
    <ul className={styles.items}>
      {held.map(({ item, value }) => (
        <li key={item}>{String(value)}</li>
      ))}
    </ul>
  );
}

const isAmended = (record: ViewRecord, field: string): boolean =>
  record.amendments.some((one) => one.fields[field] !== undefined);

/** Who last had a hand in a field; undefined where nobody wrote anything. */
export function lastStamp(record: ViewRecord, field: string): Stamp | undefined {
  const amended = record.amendments.findLast((one) => one.fields[field] !== undefined);
  const ids = amended
    ? [amended.change]
    : [
        ...(record.fields[field] ? [record.fields[field].by] : []),
        ...Object.values(record.lists[field] ?? {}).flatMap((item) => item.adds),
      ];
  return ids
    .map((id) => record.stamps[id])
    .filter((stamp) => stamp !== undefined)
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0];
}

function unsentIn(record: ViewRecord, field: string): boolean {
  const state = record.fields[field];
  const adds = Object.values(record.lists[field] ?? {}).flatMap((item) => item.adds);
  return record.unsent.some((id) => id === state?.by || adds.includes(id));
}
