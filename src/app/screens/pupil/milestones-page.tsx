// The steps on the way back, in order. Logs count towards a step; a person confirms it. A step back is recorded
// without any colour of failure.

import { inOrder } from "./milestone-progress.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { MilestoneItem } from "./milestone-item.tsx";
import styles from "./milestones-page.module.css";
import { MilestoneTemplates } from "./milestone-templates.tsx";
import { usePupil } from "./pupil-context.ts";
import { SubPage } from "./sub-page.tsx";
import { ofType, planNow, useRecords } from "./use-records.ts";

/** Every log of a long placement: counting must not stop at a page. */
const LOGS_COUNTED = 1_000;

export function MilestonesPage() {
  const { scope, base } = usePupil();
  const records = useRecords(scope, ["milestone", "plan"]);
  const behaviours = useRecords(scope, ["behaviour-log"], { limit: LOGS_COUNTED });
  if (records === undefined || behaviours === undefined) return <Loading />;
  const milestones = inOrder(ofType(records, "milestone"));
  const add = `${base}/new/milestone?order=${milestones.length + 1}`;
  return (
    <SubPage
      title="Milestones"
      lead="One step at a time, in the order they are taken."
      aside={milestones.length > 0 && <LinkButton to={add}>Add a milestone</LinkButton>}
    >
      {milestones.length === 0 ? (
        <EmptyState
          title="No milestones yet"
          action={
            <LinkButton kind="primary" to={add}>
              Add the first one
            </LinkButton>
          }
        >
          Small steps, in words the pupil would use: three calm starts, one Maths lesson a week.
        </EmptyState>
      ) : (
        <ol className={styles.steps} aria-label="Milestones">
          {milestones.map((milestone) => (
            <MilestoneItem
              key={milestone.id}
              milestone={milestone}
              plan={planNow(records)}
              behaviours={behaviours}
              base={base}
            />
          ))}
        </ol>
      )}
      <MilestoneTemplates base={base} order={milestones.length + 1} />
    </SubPage>
  );
}
