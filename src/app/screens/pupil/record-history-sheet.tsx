// Everything that was ever done to one record, the latest first: nothing typed is ever gone from here.

import type { ViewRecord } from "#ledger/view.ts";
import { useWatch } from "../../binding.ts";
import { momentWords, stampMoment } from "../../text/dates.ts";
import { Loading } from "../../ui/empty-state.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Timeline } from "../../ui/timeline.tsx";
import { LineItem } from "./line-item.tsx";
import { nameOf } from "./log-words.ts";
import { caseLines } from "./timeline-lines.ts";
import { useDefinition } from "./use-records.ts";
import { useSay } from "./use-say.ts";

export function RecordHistorySheet({ record, onClose }: { readonly record: ViewRecord; readonly onClose: () => void }) {
  const definition = useDefinition(record.type);
  const say = useSay(record.scope);
  const history = useWatch({ kind: "history", record: record.id, scope: record.scope });
  const lines = history && [...caseLines(record, history, definition, say, true)].reverse();
  return (
    <Sheet
      title={nameOf(record, definition, say) || definition.label}
      lead="Everything written here, the latest first."
      onClose={onClose}
    >
      {lines === undefined ? (
        <Loading />
      ) : (
        <Timeline label="History">
          {lines.map((line) => (
            <LineItem
              key={line.key}
              line={line}
              by={`${say.adult(line.author)}, ${momentWords(stampMoment(line.at), say.today)}`}
            />
          ))}
        </Timeline>
      )}
    </Sheet>
  );
}
