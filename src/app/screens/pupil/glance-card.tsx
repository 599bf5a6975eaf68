// What an adult needs before they open the door, and the dates that come next.

import { type ViewRecord, itemsOf, textOf } from "#ledger/view.ts";
import { listWords } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { ReviewDate } from "./review-date.tsx";

export function GlanceCard({
  plan,
  placement,
  base,
}: {
  readonly plan: ViewRecord | undefined;
  readonly placement: ViewRecord | undefined;
  readonly base: string;
}) {
  if (!plan)
    return (
      <SummaryCard
        title="Plan"
        body={
          <EmptyState
            title="No plan yet"
            action={
              <LinkButton kind="primary" to={`${base}/new/plan`}>
                Write the plan
              </LinkButton>
            }
          >
            A plan says what helps, what to avoid and what the target is.
          </EmptyState>
        }
      />
    );
  const review = textOf(plan, "reviewDate");
  const waits = plan.decisions.some((one) => one.state === "open" && one.field === "reviewDate");
  const lessons = itemsOf(plan, "lessonsBack");
  const why = textOf(plan, "whyHere") || (placement ? textOf(placement, "purpose") : "");
  return (
    <SummaryCard
      title="At a glance"
      aside={
        <LinkButton kind="quiet" to={`${base}/plan`}>
          Open the plan
        </LinkButton>
      }
    >
      <SummaryRow label="Good to know">
        {textOf(plan, "goodToKnow") !== "" && <strong>{textOf(plan, "goodToKnow")}</strong>}
      </SummaryRow>
      <SummaryRow label="Why here">{why}</SummaryRow>
      <SummaryRow label="Target">{textOf(plan, "target")}</SummaryRow>
      <SummaryRow label="Next review" empty="No date set">
        {review !== "" && (
          <>
            <ReviewDate day={review} /> {waits && <StatusTag where="needs-decision" />}
          </>
        )}
      </SummaryRow>
      {lessons.length > 0 && (
        <SummaryRow label="Lessons back">{listWords(lessons.map(({ value }) => String(value)))}</SummaryRow>
      )}
      {placement && <ReturnCheck placement={placement} base={base} />}
    </SummaryCard>
  );
}

const CHECKS = [
  { words: "Six-week check", on: "sixWeekCheckOn", came: "sixWeekCheck" },
  { words: "Twelve-week check", on: "twelveWeekCheckOn", came: "twelveWeekCheck" },
];

/** The next check after a return that nobody has written down yet. */
function ReturnCheck({ placement, base }: { readonly placement: ViewRecord; readonly base: string }) {
  const due = CHECKS.find((check) => textOf(placement, check.on) !== "" && textOf(placement, check.came) === "");
  if (!due) return null;
  return (
    <SummaryRow
      label={due.words}
      aside={
        <LinkButton kind="quiet" to={`${base}/record/${placement.id}/edit/checks-after-return`}>
          Write down how it goes
        </LinkButton>
      }
    >
      <ReviewDate day={textOf(placement, due.on)} />
    </SummaryRow>
  );
}
