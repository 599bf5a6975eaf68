// A line of a timeline with the two ways behind it: its title leads to the record, by whom and when to its history.

import type { RecordId } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { memo } from "react";
import { ByLine } from "../../ui/by-line.tsx";
import { LineItem } from "./line-item.tsx";
import type { TimelineLine } from "./timeline-lines.ts";

export interface ToldLineProps {
  readonly line: TimelineLine;
  /** The log the line tells of whole. */
  readonly log?: ViewRecord | undefined;
  /** Where the pupil's pages begin. */
  readonly base: string;
  /** "Mrs Khan, Tuesday 9 June at 10:42am" */
  readonly by: string;
  /** The same function as long as it does the same. */
  readonly onHistory: (record: RecordId) => void;
}

/** Drawn anew where it says something new: a page has fifty of them, and is asked again when the histories have come. */
export const ToldLine = memo(function ToldLine({ line, log, base, by, onHistory }: ToldLineProps) {
  return (
    <LineItem
      line={line}
      log={log}
      to={`${base}/record/${line.record}`}
      by={
        <ByLine of={line.title} onPress={() => onHistory(line.record)}>
          {by}
        </ByLine>
      }
    />
  );
});
