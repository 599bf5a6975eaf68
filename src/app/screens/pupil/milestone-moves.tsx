// What can be done with a milestone: start, pause, confirm, record a step back. Whatever was done last stays on the
// screen with its Undo; nobody is asked whether they are sure.

import { confirmMilestone, moveMilestone } from "#casework/commands/move-milestone.ts";
import { stepBack } from "#casework/commands/step-back.ts";
import { unconfirmMilestone } from "#casework/commands/unconfirm-milestone.ts";
import { milestoneStatuses } from "#casework/codes/placement.ts";
import { labelOf } from "#ledger/code-list.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, itemsOf, textOf } from "#ledger/view.ts";
import { type ReactNode, useState } from "react";
import { useCommit } from "../../binding.ts";
import { useDraft } from "../../record/use-draft.ts";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Row } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import type { Progress } from "./milestone-progress.ts";
import styles from "./milestones-page.module.css";
import { usePupil } from "./pupil-context.ts";

interface Move {
  readonly to: string;
  readonly words: string;
}

/** What was done last: its words, the status before, and whether a confirmation put a lesson on the plan. */
interface Said {
  readonly words: string;
  readonly back?: string;
  readonly broughtBack?: boolean;
}

/** What can be done next from each status; confirming stands apart. */
const MOVES: { readonly [status: string]: readonly Move[] } = {
  "not-started": [
    { to: "started", words: "Start" },
    { to: "not-needed", words: "Not needed" },
  ],
  started: [
    { to: "paused", words: "Pause" },
    { to: "not-needed", words: "Not needed" },
  ],
  paused: [
    { to: "started", words: "Start again" },
    { to: "not-needed", words: "Not needed" },
  ],
  met: [],
  "not-needed": [{ to: "started", words: "Start after all" }],
};

export function MilestoneMoves({
  milestone,
  plan,
  progress,
  children,
}: {
  readonly milestone: ViewRecord;
  readonly plan: ViewRecord | undefined;
  readonly progress: Progress | undefined;
  readonly children: ReactNode;
}) {
  const { busy, commit } = useCommit();
  const [said, setSaid] = useState<Said | undefined>();
  const [steppingBack, setSteppingBack] = useState(false);
  const status = textOf(milestone, "status");
  const underWay = ["started", "paused"].includes(status);
  const move = async (to: string, undoing = false): Promise<void> => {
    const done = await commit(moveMilestone, { seen: milestone, to });
    if (isRefusal(done)) setSaid({ words: done.sentence });
    else if (undoing) setSaid(undefined);
    else setSaid({ words: `${labelOf(milestoneStatuses, to)}.`, back: status });
  };
  const goBack = async (note: string): Promise<void> => {
    const done = await commit(stepBack, { seen: milestone, note, ...(plan && status === "met" ? { plan } : {}) });
    setSaid({ words: isRefusal(done) ? done.sentence : "A step back. The step is open again and counts from now." });
    setSteppingBack(false);
  };
  const confirm = async (): Promise<void> => {
    const idsOf = (type: string) => progress?.logs.filter((log) => log.type === type).map((log) => log.id) ?? [];
    const shownBy = idsOf("behaviour-log");
    const shownBySessions = idsOf("session-log");
    const lesson = textOf(milestone, "bringsBack");
    // Undo takes off the plan only what this confirmation put there.
    const broughtBack = plan !== undefined && !itemsOf(plan, "lessonsBack").some((item) => item.value === lesson);
    const done = await commit(confirmMilestone, {
      seen: milestone,
      shownBy,
      shownBySessions,
      ...(plan ? { plan } : {}),
    });
    if (isRefusal(done)) setSaid({ words: done.sentence });
    else
      setSaid({
        words: lesson === "" ? "Met." : `Met. ${lesson} is back on the timetable.`,
        back: status,
        broughtBack,
      });
  };
  const undo = async ({ back, broughtBack }: Said): Promise<void> => {
    if (back === undefined) return;
    if (broughtBack === undefined) return move(back, true);
    const undone = { seen: milestone, to: back, ...(plan && broughtBack ? { plan } : {}) };
    const done = await commit(unconfirmMilestone, undone);
    setSaid(isRefusal(done) ? { words: done.sentence } : undefined);
  };
  return (
    <>
      <div className={classNames(styles.moves, !underWay && styles.quietFirst)}>
        {underWay && (
          <Button kind={progress?.toConfirm ? "primary" : "plain"} disabled={busy} onClick={() => void confirm()}>
            Confirm it is met<span className="visually-hidden">: {textOf(milestone, "title")}</span>
          </Button>
        )}
        {(status === "met" ? said === undefined : progress !== undefined) && !steppingBack && (
          <Button kind="quiet" onClick={() => setSteppingBack(true)}>
            Record a step back<span className="visually-hidden">: {textOf(milestone, "title")}</span>
          </Button>
        )}
        {(MOVES[status] ?? []).map((one) => (
          <Button key={one.to} kind="quiet" disabled={busy} onClick={() => void move(one.to)}>
            {one.words}
            <span className="visually-hidden">: {textOf(milestone, "title")}</span>
          </Button>
        ))}
        {children}
      </div>
      {steppingBack && (
        <StepBack milestone={milestone} onGo={(note) => void goBack(note)} onStay={() => setSteppingBack(false)} />
      )}
      {said !== undefined && (
        <p className={styles.said} role="status">
          <span>{said.words}</span>
          {said.back !== undefined && said.back !== "met" && (
            <Button kind="quiet" disabled={busy} onClick={() => void undo(said)}>
              Undo
            </Button>
          )}
        </p>
      )}
    </>
  );
}

/** Steps back happen on every way. What was learned is worth a line; nothing is asked twice. */
function StepBack({
  milestone,
  onGo,
  onStay,
}: {
  readonly milestone: ViewRecord;
  readonly onGo: (note: string) => void;
  readonly onStay: () => void;
}) {
  const { base, scope } = usePupil();
  const draft = useDraft(
    { key: `step-back/${milestone.id}`, what: "A step back", path: `${base}/milestones`, scope },
    { note: "" },
  );
  if (!draft.ready) return null;
  return (
    <div className={styles.back}>
      <TextArea
        label="What happened, and what comes next"
        hint="Steps back happen on every way. The step counts from now, and what was done stays in the history."
        optional
        value={draft.value.note}
        onChange={(next) => draft.set({ note: next })}
        onBlur={() => void draft.flush()}
        maxLength={1_000}
        rows={3}
      />
      <Row>
        <Button onClick={() => void draft.drop().then(() => onGo(draft.value.note))}>Record the step back</Button>
        <Button kind="quiet" onClick={() => void draft.drop().then(onStay)}>
          Leave it as it is
        </Button>
      </Row>
    </div>
  );
}
