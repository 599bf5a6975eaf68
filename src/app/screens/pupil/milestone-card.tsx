// The step a pupil is on now, in plain words, with how far it is.

import { COUNTED_TYPES } from "#casework/measures/milestone-count.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { useDirectory } from "../../directory.ts";
import { LinkButton } from "../../ui/button.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { Tag } from "../../ui/tag.tsx";
import styles from "./milestone-card.module.css";
import { LOGS_COUNTED, currentMilestone, milestoneProgress } from "./milestone-progress.ts";
import { ProgressSteps } from "./progress-steps.tsx";
import { usePupil } from "./pupil-context.ts";
import { useRecords } from "./use-records.ts";

/** `milestones` of the present placement, in order. */
export function MilestoneCard({
  milestones,
  base,
}: {
  readonly milestones: readonly ViewRecord[];
  readonly base: string;
}) {
  const { scope } = usePupil();
  const { adultName } = useDirectory();
  const logs = useRecords(scope, COUNTED_TYPES, { limit: LOGS_COUNTED });
  const now = currentMilestone(milestones);
  const progress = now && logs && milestoneProgress(now, logs);
  const all = milestones;
  const bringsBack = now ? textOf(now, "bringsBack") : "";
  const confirmer = now ? textOf(now, "toConfirm") : "";
  return (
    <SummaryCard
      title="Next step"
      aside={
        <LinkButton kind="quiet" to={`${base}/milestones`}>
          {all.length === 0 ? "Add" : "See all"}
        </LinkButton>
      }
      body={
        now === undefined ? (
          <p className={styles.soft}>
            {all.length === 0 ? "No milestone is written yet." : "Every milestone is met or not needed."}
          </p>
        ) : (
          <div className={styles.now}>
            <p className={styles.place}>
              Step {all.indexOf(now) + 1} of {all.length}
            </p>
            <p className={styles.title}>{textOf(now, "title")}</p>
            {textOf(now, "criterion") !== "" && <p className={styles.soft}>{textOf(now, "criterion")}</p>}
            {progress && <ProgressSteps progress={progress} />}
            {progress?.toConfirm && (
              <p>
                <Tag tone="note">{confirmer === "" ? "To be confirmed" : `${adultName(confirmer)} to confirm`}</Tag>
              </p>
            )}
            {bringsBack !== "" && <p>Brings back {bringsBack}.</p>}
          </div>
        )
      }
    />
  );
}
