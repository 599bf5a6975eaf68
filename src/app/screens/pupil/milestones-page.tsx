// The steps on the way back, in order. Logs count towards a step; a person confirms it. A step back is recorded
// without any colour of failure.

import { COUNTED_TYPES } from "#casework/measures/milestone-count.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { count } from "../../text/words.ts";
import { useMayWrite } from "../../use-may-write.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { LOG_TYPES, LOGS_COUNTED, milestonesOf, takenBackSince } from "./milestone-progress.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { MilestoneItem } from "./milestone-item.tsx";
import styles from "./milestones-page.module.css";
import { MilestoneTemplates } from "./milestone-templates.tsx";
import { usePupil } from "./pupil-context.ts";
import { SubPage } from "./sub-page.tsx";
import { ofType, placementNow, planNow, useDefinition, useRecords } from "./use-records.ts";

export function MilestonesPage() {
  const { scope, base } = usePupil();
  const records = useRecords(scope, ["milestone", "plan", "placement"]);
  const logs = useRecords(scope, COUNTED_TYPES, { limit: LOGS_COUNTED });
  const all = useRecords(scope, LOG_TYPES, { limit: LOGS_COUNTED, withdrawn: true });
  // A class teacher reads the steps, and would have what they tap here set aside.
  const mine = useMayWrite()(useDefinition("milestone"), scope) !== "no";
  if (records === undefined || logs === undefined) return <Loading />;
  const takenBack = all?.filter((one) => one.withdrawn !== null) ?? [];
  const { now: milestones, before } = milestonesOf(ofType(records, "milestone"), placementNow(records));
  const item = (milestone: ViewRecord) => (
    <MilestoneItem
      key={milestone.id}
      milestone={milestone}
      plan={planNow(records)}
      logs={logs}
      takenBack={takenBackSince(milestone, takenBack)}
      base={base}
      mine={mine}
    />
  );
  const add = `${base}/new/milestone?order=${milestones.length + 1}`;
  return (
    <SubPage
      title="Milestones"
      lead="One step at a time, in the order they are taken."
      aside={mine && milestones.length > 0 && <LinkButton to={add}>Add a milestone</LinkButton>}
    >
      {milestones.length === 0 ? (
        <EmptyState
          title="No milestones yet"
          action={
            mine && (
              <LinkButton kind="primary" to={add}>
                Add the first one
              </LinkButton>
            )
          }
        >
          Small steps, in words the pupil would use: three calm starts, one Maths lesson a week.
        </EmptyState>
      ) : (
        <ol className={styles.steps} aria-label="Milestones">
          {milestones.map(item)}
        </ol>
      )}
      {before.length > 0 && (
        <Disclosure words={`From before this placement: ${count(before.length, "milestone", "milestones")}`}>
          <ol className={styles.steps} aria-label="Milestones before this placement">
            {before.map(item)}
          </ol>
        </Disclosure>
      )}
      {mine && <MilestoneTemplates base={base} order={milestones.length + 1} />}
    </SubPage>
  );
}
