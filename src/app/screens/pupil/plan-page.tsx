// The plan, section by section: what stands there, who wrote it, and the way to change it. Prints as it stands.

import type { Section } from "#ledger/definition.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { Printer } from "lucide-react";
import { dateWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { FieldFacts, isEmpty } from "./field-facts.tsx";
import { editPath } from "./homes.ts";
import { OtherOpen } from "./other-open.tsx";
import { usePupil } from "./pupil-context.ts";
import { SubPage } from "./sub-page.tsx";
import { TimetableSection } from "./timetable-section.tsx";
import { planNow, useDefinition, useRecords } from "./use-records.ts";

export function PlanPage() {
  const { scope, base } = usePupil();
  const plans = useRecords(scope, ["plan"]);
  if (plans === undefined) return <Loading />;
  const plan = planNow(plans);
  if (!plan)
    return (
      <SubPage title="Plan">
        <EmptyState
          title="No plan yet"
          action={
            <LinkButton kind="primary" to={`${base}/new/plan`}>
              Write the plan
            </LinkButton>
          }
        >
          What helps, what to avoid, what the target is, when it is looked at again. Everybody who opens the door reads
          it.
        </EmptyState>
        <TimetableSection />
      </SubPage>
    );
  return <ThePlan plan={plan} others={plans.filter((one) => one.id !== plan.id)} base={base} />;
}

function ThePlan({
  plan,
  others,
  base,
}: {
  readonly plan: ViewRecord;
  readonly others: readonly ViewRecord[];
  readonly base: string;
}) {
  const definition = useDefinition("plan");
  const started = textOf(plan, "startsOn");
  const ended = others.filter((one) => textOf(one, "endedOn") !== "");
  return (
    <SubPage
      title="Plan"
      lead={started === "" ? undefined : `Since ${dateWords(started)}`}
      aside={
        <Button kind="quiet" icon={Printer} onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <OtherOpen what="plan" others={others.filter((one) => !ended.includes(one))} base={base} />
      {definition.layout.map((section) => (
        <PlanSection key={section.title} section={section} plan={plan} base={base} />
      ))}
      <TimetableSection />
      {ended.length > 0 && (
        <Disclosure words={ended.length === 1 ? "An earlier plan" : `${ended.length} earlier plans`}>
          {ended.map((one) => (
            <LinkButton key={one.id} kind="quiet" to={`${base}/record/${one.id}`}>
              {textOf(one, "startsOn") === "" ? "Earlier plan" : `From ${dateWords(textOf(one, "startsOn"))}`}
              {textOf(one, "endedOn") === "" ? "" : ` to ${dateWords(textOf(one, "endedOn"))}`}
            </LinkButton>
          ))}
        </Disclosure>
      )}
    </SubPage>
  );
}

function PlanSection({
  section,
  plan,
  base,
}: {
  readonly section: Section;
  readonly plan: ViewRecord;
  readonly base: string;
}) {
  const definition = useDefinition("plan");
  const blank = section.fields.every((name) => isEmpty(plan, name));
  return (
    <SummaryCard
      title={section.title}
      level={3}
      aside={
        <LinkButton kind="quiet" to={editPath(base, plan.id, section)}>
          {blank ? "Write" : "Change"}
          <span className="visually-hidden">: {section.title}</span>
        </LinkButton>
      }
      body={<FieldFacts record={plan} definition={definition} section={section} />}
    />
  );
}
