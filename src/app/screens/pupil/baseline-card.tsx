// How things stood before the placement. Missing, it asks to be filled in now: it cannot be collected later.

import { type ViewRecord, textOf } from "#ledger/view.ts";
import { dateWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { FieldFacts } from "./field-facts.tsx";
import { editPath } from "./homes.ts";
import { useDefinition } from "./use-records.ts";

export function BaselineCard({
  placement,
  baseline,
  base,
}: {
  readonly placement: ViewRecord;
  readonly baseline: ViewRecord | undefined;
  readonly base: string;
}) {
  const definition = useDefinition("baseline");
  if (!baseline)
    return (
      <Inset kind="warn" title="No baseline recorded">
        <p>
          The 12 school weeks before the first day: suspensions, half-day sessions lost, attendance, incidents. It
          cannot be collected later. “Not known” is an answer.
        </p>
        <Row>
          <LinkButton to={`${base}/new/baseline?placement=${placement.id}&start=${textOf(placement, "start")}`}>
            Record the baseline
          </LinkButton>
        </Row>
      </Inset>
    );
  const [from, to] = [textOf(baseline, "windowFrom"), textOf(baseline, "windowTo")];
  return (
    <SummaryCard
      title={from !== "" && to !== "" ? `Baseline: ${dateWords(from)} to ${dateWords(to)}` : "Baseline"}
      level={3}
      aside={
        <LinkButton kind="quiet" to={editPath(base, baseline.id)}>
          Change<span className="visually-hidden">: Baseline</span>
        </LinkButton>
      }
      body={
        <FieldFacts
          record={baseline}
          definition={definition}
          section={{ fields: ["suspensions", "sessionsLost", "attendance", "incidents", "source", "sourceNote"] }}
        />
      }
    />
  );
}
