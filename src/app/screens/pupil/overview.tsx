// A pupil on one page: why they are here, what helps, what comes next, who to ring, and what is missing.

import { type ViewRecord, itemsOf, textOf, valueOf } from "#ledger/view.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";
import { AddItem } from "./add-item.tsx";
import { ContactsCard } from "./contacts-card.tsx";
import { MilestoneCard } from "./milestone-card.tsx";
import styles from "./overview.module.css";
import { type Prompt, promptsFor } from "./prompts.ts";
import { type PupilOpen, usePupil } from "./pupil-context.ts";
import { ReviewDate } from "./review-date.tsx";
import { sixWeeks } from "./six-weeks.ts";
import { LogLines } from "./log-lines.tsx";
import { ofType, placementNow, planNow, useDefinition, useRecords } from "./use-records.ts";
import { useSay } from "./use-say.ts";
import { WeekFigures } from "./week-figures.tsx";

const CASE = ["pupil", "plan", "placement", "baseline", "milestone", "contact"];
const LOGS = ["behaviour-log", "session-log", "parent-contact", "sen-note"];
/** Six weeks of five days of six periods, and as many behaviour logs as a hard half-term brings. */
const SIX_WEEKS_OF_LOGS = 400;

export function Overview() {
  const pupil = usePupil();
  const records = useRecords(pupil.scope, CASE);
  if (records === undefined) return <Loading />;
  return <Facts pupil={pupil} records={records} />;
}

function Facts({ pupil, records }: { readonly pupil: PupilOpen; readonly records: readonly ViewRecord[] }) {
  const plan = planNow(records);
  const placement = placementNow(records);
  const own = ofType(records, "pupil")[0];
  const prompts = promptsFor(records, placement, plan);
  return (
    <div className={styles.page}>
      <div className={styles.first}>
        <Decisions pupil={pupil} />
        {prompts.length > 0 && <Prompts prompts={prompts} base={pupil.base} />}
        <AtAGlance plan={plan} placement={placement} base={pupil.base} />
        {plan && <WhatHelps plan={plan} />}
      </div>
      <div className={styles.side}>
        <MilestoneCard milestones={ofType(records, "milestone")} base={pupil.base} />
        <FirstAid pupil={own} base={pupil.base} />
        <ContactsCard contacts={ofType(records, "contact")} base={pupil.base} />
        {own && <Details pupil={own} base={pupil.base} />}
      </div>
      <div className={styles.then}>
        <SixWeeks pupil={pupil} />
        <Latest pupil={pupil} />
      </div>
    </div>
  );
}

function Decisions({ pupil }: { readonly pupil: PupilOpen }) {
  const open = pupil.entry.slims.reduce((sum, slim) => sum + slim.open, 0);
  if (open === 0) return null;
  return (
    <Inset kind="note" title={open === 1 ? "Something was changed twice" : `${open} things were changed twice`}>
      <p>Two adults wrote without seeing each other's words. A person decides which stands.</p>
      <Row>
        <LinkButton to="/decisions">Decide</LinkButton>
      </Row>
    </Inset>
  );
}

function Prompts({ prompts, base }: { readonly prompts: readonly Prompt[]; readonly base: string }) {
  return (
    <Inset kind="plain" title="Still missing">
      <ul className={styles.prompts}>
        {prompts.map((prompt) => (
          <li key={prompt.words} className={styles.prompt}>
            <span>{prompt.words}</span>
            <LinkButton kind="quiet" to={`${base}/${prompt.to}`}>
              {prompt.action}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Inset>
  );
}

function AtAGlance({
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
        {review !== "" && <ReviewDate day={review} />}
      </SummaryRow>
    </SummaryCard>
  );
}

function WhatHelps({ plan }: { readonly plan: ViewRecord }) {
  return (
    <div className={styles.pair}>
      <ListCard title="What helps" plan={plan} field="helps" />
      <ListCard title="What to avoid" plan={plan} field="avoid" />
    </div>
  );
}

/** Added to where it stands: the thought is freshest while somebody reads. */
function ListCard({
  title,
  plan,
  field,
}: {
  readonly title: string;
  readonly plan: ViewRecord;
  readonly field: string;
}) {
  const items = itemsOf(plan, field);
  return (
    <SummaryCard
      title={title}
      body={
        <div className={styles.list}>
          {items.length > 0 && (
            <ul className={styles.items}>
              {items.map(({ item, value }) => (
                <li key={item}>{String(value)}</li>
              ))}
            </ul>
          )}
          <AddItem record={plan} field={field} what={title} />
        </div>
      }
    />
  );
}

function FirstAid({ pupil, base }: { readonly pupil: ViewRecord | undefined; readonly base: string }) {
  const words = pupil ? textOf(pupil, "firstAid") : "";
  return (
    <SummaryCard
      title="First aid"
      aside={
        pupil && (
          <LinkButton kind="quiet" to={`${base}/record/${pupil.id}/edit/first-aid`}>
            Change<span className="visually-hidden">: First aid</span>
          </LinkButton>
        )
      }
      body={
        words === "" ? (
          <p className={styles.until}>Nothing a first-aider must know is written here.</p>
        ) : (
          <p className={styles.firstAid}>{words}</p>
        )
      }
    />
  );
}

function Details({ pupil, base }: { readonly pupil: ViewRecord; readonly base: string }) {
  const say = useSay(pupil.scope);
  const definition = useDefinition("pupil");
  const words = (name: string): string => {
    const field = definition.fields[name];
    return field ? say.value(field, valueOf(pupil, name)) : "";
  };
  const facts = [
    ["Name on paper", [words("givenName"), words("familyName")].join(" ")],
    ["Date of birth", words("birthDate")],
    ["Key adults", words("keyAdults")],
  ] as const;
  return (
    <SummaryCard
      title="Details"
      aside={
        <LinkButton kind="quiet" to={`${base}/record/${pupil.id}/edit`}>
          Change<span className="visually-hidden">: Details</span>
        </LinkButton>
      }
      body={
        <dl className={styles.details}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value || "Not entered"}</dd>
            </div>
          ))}
        </dl>
      }
    />
  );
}

function SixWeeks({ pupil }: { readonly pupil: PupilOpen }) {
  const { today } = useMoment();
  const { categoryById } = useDirectory();
  const logs = useRecords(pupil.scope, ["session-log", "behaviour-log"], { limit: SIX_WEEKS_OF_LOGS });
  if (logs === undefined || logs.length === 0) return null;
  const isConcern = (id: string): boolean => textIn(categoryById.get(id), "tone") === "concern";
  const weeks = sixWeeks(ofType(logs, "session-log"), ofType(logs, "behaviour-log"), isConcern, today);
  if (weeks.every((week) => week.expected === 0 && week.concerns === 0)) return null;
  return <SummaryCard title="The last six weeks" body={<WeekFigures weeks={weeks} />} />;
}

function Latest({ pupil }: { readonly pupil: PupilOpen }) {
  const latest = useRecords(pupil.scope, LOGS, { limit: 5 });
  if (latest === undefined) return null;
  return (
    <Section
      title="Latest"
      aside={
        latest.length > 0 && (
          <LinkButton kind="quiet" to={`${pupil.base}/timeline`}>
            See the whole timeline
          </LinkButton>
        )
      }
    >
      {latest.length === 0 ? (
        <EmptyState title="Nothing logged yet">The first log appears here.</EmptyState>
      ) : (
        <LogLines records={latest} label="Latest" base={pupil.base} />
      )}
    </Section>
  );
}
