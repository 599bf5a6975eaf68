// Logs as lines of a timeline; tapping the line under the title opens what became of it.

import type { RecordId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { momentWords } from "../../text/dates.ts";
import { Timeline } from "../../ui/timeline.tsx";
import { RecordHistorySheet } from "./record-history-sheet.tsx";
import { type TimelineLine, logLine } from "./timeline-lines.ts";
import { ToldLine } from "./told-line.tsx";
import { useSay } from "./use-say.ts";

export interface LogLinesProps {
  readonly records: readonly ViewRecord[];
  readonly label: string;
  /** Where the pupil's pages begin. */
  readonly base: string;
}

export function LogLines({ records, label, base }: LogLinesProps) {
  const { schema } = useDevice();
  const say = useSay(records[0]?.scope);
  const [open, setOpen] = useState<RecordId | undefined>();
  const opened = records.find((record) => record.id === open);
  return (
    <>
      <Timeline label={label}>
        {records.map((record) => {
          const definition = schema.definitions[record.type];
          if (!definition) return null;
          const line = logLine(record, definition, say);
          return (
            <ToldLine key={line.key} line={line} log={record} base={base} by={byWords(line, say)} onHistory={setOpen} />
          );
        })}
      </Timeline>
      {opened && <RecordHistorySheet record={opened} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** "Mrs Khan, Tuesday 9 June at 10:42am" */
export function byWords(line: TimelineLine, say: { readonly today: string; adult(id: string): string }): string {
  return `${say.adult(line.author)}, ${momentWords(line.when, say.today)}`;
}
