// The way of a placement: referral, decision, first day, stages, leaving, checks; with the baseline it is measured
// against, and the suspensions beside it.

import { moveStage } from "#casework/commands/start-placement.ts";
import { placementStages } from "#casework/codes/placement.ts";
import { labelOf } from "#ledger/code-list.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCommit } from "../../binding.ts";
import { dateWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Row } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { BaselineCard } from "./baseline-card.tsx";
import { FieldFacts, isEmpty } from "./field-facts.tsx";
import { editPath } from "./homes.ts";
import { usePupil } from "./pupil-context.ts";
import { StagePath } from "./stage-path.tsx";
import { isOver } from "./standing.ts";
import { SubPage } from "./sub-page.tsx";
import { OtherOpen } from "./other-open.tsx";
import { InternalSuspensions, Suspensions } from "./suspensions.tsx";
import { ofType, placementNow, useDefinition, useRecords } from "./use-records.ts";

export function PlacementPage() {
  const { scope, base } = usePupil();
  const records = useRecords(scope, ["placement", "baseline", "suspension", "internal-suspension"]);
  if (records === undefined) return <Loading />;
  const placement = placementNow(records);
  const others = ofType(records, "placement").filter((one) => one.id !== placement?.id);
  const ended = others.filter(over);
  return (
    <SubPage
      title="Placement and baseline"
      aside={
        (placement === undefined || over(placement)) && (
          <LinkButton kind={placement === undefined ? "plain" : "quiet"} to={`${base}/new/placement`}>
            Start a referral
          </LinkButton>
        )
      }
    >
      <OtherOpen what="placement" others={others.filter((one) => !over(one))} base={base} />
      {placement === undefined ? (
        <EmptyState title="No placement">
          A referral says what was seen and what was tried before. Support is never a punishment: a sanction is recorded
          elsewhere.
        </EmptyState>
      ) : (
        <ThePlacement placement={placement} baselines={ofType(records, "baseline")} base={base} />
      )}
      <Suspensions suspensions={ofType(records, "suspension")} />
      <InternalSuspensions suspensions={ofType(records, "internal-suspension")} />
      {ended.length > 0 && (
        <Disclosure words={ended.length === 1 ? "An earlier placement" : `${ended.length} earlier placements`}>
          {ended.map((one) => (
            <LinkButton key={one.id} kind="quiet" to={`${base}/record/${one.id}`}>
              {textOf(one, "start") === "" ? "Earlier placement" : `From ${dateWords(textOf(one, "start"))}`}
              {textOf(one, "endedOn") === "" ? "" : ` to ${dateWords(textOf(one, "endedOn"))}`}
            </LinkButton>
          ))}
        </Disclosure>
      )}
    </SubPage>
  );
}

const over = (placement: ViewRecord): boolean =>
  isOver({ id: placement.id, fields: { stage: textOf(placement, "stage"), endedOn: textOf(placement, "endedOn") } });

function ThePlacement({
  placement,
  baselines,
  base,
}: {
  readonly placement: ViewRecord;
  readonly baselines: readonly ViewRecord[];
  readonly base: string;
}) {
  const definition = useDefinition("placement");
  const baseline = baselines.find((one) => textOf(one, "placement") === placement.id);
  const sections = definition.layout.filter((section) => shown(section.title, placement, section.fields));
  return (
    <>
      <StagePath stage={textOf(placement, "stage")} />
      <MoveStage placement={placement} base={base} />
      {(baseline || textOf(placement, "stage") !== "referred") && (
        <BaselineCard placement={placement} baseline={baseline} base={base} />
      )}
      {sections.map((section) => (
        <SummaryCard
          key={section.title}
          title={section.title}
          level={3}
          aside={
            <LinkButton kind="quiet" to={editPath(base, placement.id, section)}>
              Change<span className="visually-hidden">: {section.title}</span>
            </LinkButton>
          }
          body={<FieldFacts record={placement} definition={definition} section={section} />}
        />
      ))}
    </>
  );
}

/** What is not yet due stays out of the way until it is, or until somebody has written there. */
function shown(title: string, placement: ViewRecord, fields: readonly string[]): boolean {
  const written = fields.some((name) => !isEmpty(placement, name));
  const at = stageAt(textOf(placement, "stage"));
  if (title === "Ending") return written || at >= stageAt("full-return");
  if (title === "Checks after return") return written || at >= stageAt("full-return");
  return true;
}

const stageAt = (stage: string): number => placementStages.codes.findIndex((code) => code.code === stage);

/** What the next step of each stage is called. */
const NEXT: { readonly [stage: string]: { readonly to: string; readonly words: string } } = {
  settling: { to: "in-iap", words: "Settled: now in IAP" },
  "in-iap": { to: "part-time-return", words: "Begin part-time return" },
  "part-time-return": { to: "full-return", words: "Back full time" },
  "full-return": { to: "completed", words: "Complete the placement" },
};

function MoveStage({ placement, base }: { readonly placement: ViewRecord; readonly base: string }) {
  const { busy, commit } = useCommit();
  const navigate = useNavigate();
  const [said, setSaid] = useState<string | undefined>();
  const [before, setBefore] = useState<string | undefined>();
  const stage = textOf(placement, "stage");
  const move = async (to: string, undoing = false): Promise<boolean> => {
    const done = await commit(moveStage, { seen: placement, to });
    const refused = isRefusal(done);
    setSaid(refused ? done.sentence : undoing ? undefined : `Stage: ${labelOf(placementStages, to)}.`);
    setBefore(refused || undoing ? undefined : stage);
    return !refused;
  };
  const end = (): void =>
    void move("completed").then((moved) => moved && navigate(`${base}/record/${placement.id}/edit/ending`));
  if (stage === "referred")
    return (
      <Row>
        <Button
          kind="primary"
          disabled={busy}
          onClick={() =>
            void move("settling").then(
              // What is not written down now cannot be collected later: the baseline is the next page.
              (moved) =>
                moved && navigate(`${base}/new/baseline?placement=${placement.id}&start=${textOf(placement, "start")}`),
            )
          }
        >
          Start the placement
        </Button>
        <Button kind="quiet" disabled={busy} onClick={end}>
          Close without a placement
        </Button>
        {said !== undefined && <span role="status">{said}</span>}
      </Row>
    );
  const next = NEXT[stage];
  return (
    <Row>
      {next && (
        <Button disabled={busy} onClick={() => (next.to === "completed" ? end() : void move(next.to))}>
          {next.words}
        </Button>
      )}
      {said !== undefined && <span role="status">{said}</span>}
      {before !== undefined && (
        <Button kind="quiet" disabled={busy} onClick={() => void move(before, true)}>
          Undo
        </Button>
      )}
    </Row>
  );
}
