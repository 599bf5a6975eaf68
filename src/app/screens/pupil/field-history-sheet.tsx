// What became of one field: every value, who wrote it and when, and of two written apart which one was used.

import type { RecordDefinition } from "#ledger/definition.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useWatch } from "../../binding.ts";
import { stampMoment } from "../../text/dates.ts";
import { momentWords } from "../../text/dates.ts";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { StatusTag, Tag } from "../../ui/tag.tsx";
import { Timeline, TimelineItem } from "../../ui/timeline.tsx";
import { type FieldStep, fieldHistory } from "./field-history.ts";
import type { Say } from "./say.ts";
import { useSay } from "./use-say.ts";

const TITLES: { readonly [what in FieldStep["what"]]: string } = {
  wrote: "First written",
  changed: "Changed",
  beside: "Also changed, apart from the other change",
  chose: "Decided",
  reopened: "Decision opened again",
  added: "Added",
  removed: "Taken out",
  completed: "Completed",
  amended: "Corrected",
  withdrew: "Withdrawn",
  restored: "Brought back",
};

export interface FieldHistorySheetProps {
  readonly record: ViewRecord;
  readonly definition: RecordDefinition;
  readonly field: string;
  readonly onClose: () => void;
}

export function FieldHistorySheet({ record, definition, field, onClose }: FieldHistorySheetProps) {
  const say = useSay(record.scope);
  const lines = useWatch({ kind: "history", record: record.id, scope: record.scope });
  const kind = definition.fields[field];
  const steps = lines && [...fieldHistory(record, lines, field)].reverse();
  return (
    <Sheet title={kind?.label ?? field} lead="Every value, the latest first." onClose={onClose}>
      {steps === undefined && <Loading />}
      {steps?.length === 0 && <EmptyState title="Nothing has been written here yet" />}
      {steps !== undefined && steps.length > 0 && (
        <Timeline label={`History of ${kind?.label ?? field}`}>
          {steps.map((step) => (
            <TimelineItem
              key={step.key}
              title={TITLES[step.what]}
              by={`${say.adult(step.author)}, ${momentWords(stampMoment(step.at), say.today)}`}
              when={stampMoment(step.at)}
              quiet={step.notUsed}
              tags={<StepTags step={step} />}
            >
              <StepWords step={step} definition={definition} field={field} say={say} />
            </TimelineItem>
          ))}
        </Timeline>
      )}
    </Sheet>
  );
}

function StepTags({ step }: { readonly step: FieldStep }) {
  if (step.outcome === "unsent") return <StatusTag where="saved" />;
  if (step.outcome === "refused") return <StatusTag where="could-not-send" />;
  if (step.waits) return <StatusTag where="needs-decision" />;
  return step.notUsed ? <Tag tone="quiet">Not used</Tag> : null;
}

function StepWords({
  step,
  definition,
  field,
  say,
}: {
  readonly step: FieldStep;
  readonly definition: RecordDefinition;
  readonly field: string;
  readonly say: Say;
}) {
  const kind = definition.fields[field];
  if (step.what === "withdrew") return step.reason === undefined ? null : <>Reason: {step.reason}</>;
  if (step.what === "reopened" || step.what === "restored") return null;
  const words = kind && kind.kind !== "items" ? say.value(kind, step.value) : String(step.value ?? "");
  return (
    <>
      {words || "Left empty"}
      {step.reason === undefined ? null : `\nReason: ${step.reason}`}
    </>
  );
}
