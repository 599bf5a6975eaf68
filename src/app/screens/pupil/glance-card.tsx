// What an adult needs before they open the door, and the dates that come next.

import { type ViewRecord, itemsOf, textOf } from "#ledger/view.ts";
import { dateWords } from "../../text/dates.ts";
import { listWords } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { useWords } from "../../use-words.ts";
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
  if (!plan) return <WithoutPlan placement={placement} base={base} />;
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

/** A pupil who was referred, one whose plan is still to be written, or one who has nothing to do with IAP. */
function WithoutPlan({ placement, base }: { readonly placement: ViewRecord | undefined; readonly base: string }) {
  const { say } = useWords();
  if (!placement)
    return (
      <EmptyState title="Not in IAP" action={<LinkButton to={`${base}/new/placement`}>Start a referral</LinkButton>}>
        Logs and contacts can be kept all the same.
      </EmptyState>
    );
  const text = (field: string): string => textOf(placement, field);
  const tried = itemsOf(placement, "tried");
  return (
    <>
      <SummaryCard
        title="Referral"
        aside={
          <LinkButton kind="quiet" to={`${base}/placement`}>
            Open the placement
          </LinkButton>
        }
      >
        <SummaryRow label="Who referred">{text("referredBy")}</SummaryRow>
        <SummaryRow label="Referred on">{day(text("referredOn"))}</SummaryRow>
        <SummaryRow label="Why">{text("reason")}</SummaryRow>
        <SummaryRow label="What was tried">{tried.map(({ value }) => String(value)).join("\n")}</SummaryRow>
        <SummaryRow label={say("What the pupil thinks")}>{text("pupilView")}</SummaryRow>
      </SummaryCard>
      {text("stage") !== "referred" && (
        <EmptyState
          title="No plan yet"
          action={
            <LinkButton kind="primary" to={`${base}/new/plan`}>
              Write the plan
            </LinkButton>
          }
        >
          Without it nobody who opens the door knows what helps.
        </EmptyState>
      )}
    </>
  );
}

const day = (on: string): string => (on === "" ? "" : dateWords(on));

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
