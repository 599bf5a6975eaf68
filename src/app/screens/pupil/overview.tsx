// A pupil on one page: why they are here, what helps, what comes next, who to ring, and what is missing.

import { COUNTED_TYPES } from "#casework/measures/milestone-count.ts";
import { type ViewRecord, itemsOf, textOf } from "#ledger/view.ts";
import { slimsOf, textIn, useDirectory } from "../../directory.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { useHeld } from "../../use-held.ts";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { AddItem } from "./add-item.tsx";
import { ContactsCard } from "./contacts-card.tsx";
import { MilestoneCard } from "./milestone-card.tsx";
import { LOGS_COUNTED, milestonesOf } from "./milestone-progress.ts";
import styles from "./overview.module.css";
import { DetailsCard, FirstAidCard } from "./own-cards.tsx";
import { OnlyTheDirectory } from "./only-the-directory.tsx";
import { OtherOpen } from "./other-open.tsx";
import { type Prompt, promptsFor } from "./prompts.ts";
import { type PupilOpen, usePupil } from "./pupil-context.ts";
import { sixWeeks } from "./six-weeks.ts";
import { GlanceCard } from "./glance-card.tsx";
import { LogLines } from "./log-lines.tsx";
import { ofType, placementNow, planNow, useRecords } from "./use-records.ts";
import { WeekFigures } from "./week-figures.tsx";

const CASE = ["pupil", "plan", "placement", "baseline", "milestone", "contact"];
const LOGS = ["behaviour-log", "session-log", "parent-contact", "sen-note"];

export function Overview() {
  const pupil = usePupil();
  const records = useRecords(pupil.scope, CASE);
  const held = useHeld(pupil.scope);
  if (records === undefined || held === undefined) return <Loading />;
  if (!held.mayRead("plan")) return <OnlyTheDirectory />;
  return <Facts pupil={pupil} records={records} />;
}

function Facts({ pupil, records }: { readonly pupil: PupilOpen; readonly records: readonly ViewRecord[] }) {
  const plan = planNow(records);
  const otherPlans = ofType(records, "plan").filter((one) => one !== plan && textOf(one, "endedOn") === "");
  const placement = placementNow(records);
  const own = ofType(records, "pupil")[0];
  const prompts = promptsFor(records, placement, plan, slimsOf(pupil.entry, "parent-contact"));
  return (
    <div className={styles.page}>
      <div className={styles.first}>
        <Decisions pupil={pupil} />
        <OtherOpen what="plan" others={otherPlans} base={pupil.base} />
        {prompts.length > 0 && <Prompts prompts={prompts} base={pupil.base} />}
        <GlanceCard plan={plan} placement={placement} base={pupil.base} />
        {plan && <WhatHelps plan={plan} />}
      </div>
      <div className={styles.side}>
        {placement && (
          <MilestoneCard milestones={milestonesOf(ofType(records, "milestone"), placement).now} base={pupil.base} />
        )}
        <FirstAidCard pupil={own} base={pupil.base} />
        <ContactsCard contacts={ofType(records, "contact")} base={pupil.base} />
        {own && <DetailsCard pupil={own} base={pupil.base} />}
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
    <Inset kind="note" title={open === 1 ? "Something needs a decision" : `${open} things need a decision`}>
      <p>It was changed more than once before the other change was seen. A person decides which stands.</p>
      <Row>
        <LinkButton to="/decisions">Decide</LinkButton>
      </Row>
    </Inset>
  );
}

function Prompts({ prompts, base }: { readonly prompts: readonly Prompt[]; readonly base: string }) {
  const { say } = useWords();
  return (
    <Inset kind="plain" title="Still missing">
      <ul className={styles.prompts}>
        {prompts.map((prompt) => (
          <li key={prompt.words} className={styles.prompt}>
            <span>{say(prompt.words)}</span>
            <LinkButton kind="quiet" to={`${base}/${prompt.to}`}>
              {prompt.action}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Inset>
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

function SixWeeks({ pupil }: { readonly pupil: PupilOpen }) {
  const { today } = useMoment();
  const { categoryById } = useDirectory();
  // The question the next step asks as well: it is answered once, and six weeks are well within it.
  const logs = useRecords(pupil.scope, COUNTED_TYPES, { limit: LOGS_COUNTED });
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
