// One step: what counts in plain words, how far it is, and its moves. Whatever was done last stays on the screen with
// its Undo.

import { confirmMilestone, moveMilestone } from "#casework/commands/move-milestone.ts";
import { milestoneStatuses } from "#casework/codes/placement.ts";
import { labelOf } from "#ledger/code-list.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { type ReactNode, useId, useState } from "react";
import { useCommit } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useDraft } from "../../record/use-draft.ts";
import { WhereTag } from "../../record/where-tag.tsx";
import { dateWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Row } from "../../ui/page.tsx";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { editPath } from "./homes.ts";
import { type Progress, milestoneProgress } from "./milestone-progress.ts";
import styles from "./milestones-page.module.css";
import { usePupil } from "./pupil-context.ts";
import { ProgressSteps } from "./progress-steps.tsx";
import { RecordHistorySheet } from "./record-history-sheet.tsx";

interface ItemProps {
  readonly milestone: ViewRecord;
  readonly plan: ViewRecord | undefined;
  readonly behaviours: readonly ViewRecord[];
  readonly base: string;
}

const TONES: { readonly [status: string]: TagTone } = {
  started: "accent",
  met: "bare",
  paused: "neutral",
  "not-started": "quiet",
  "not-needed": "quiet",
};

export function MilestoneItem({ milestone, plan, behaviours, base }: ItemProps) {
  const { adultName } = useDirectory();
  const [history, setHistory] = useState(false);
  const heading = useId();
  const status = textOf(milestone, "status");
  const progress = milestoneProgress(milestone, behaviours);
  const text = (field: string): string => textOf(milestone, field);
  return (
    <li className={classNames(styles.step, status === "started" && styles.current)} aria-labelledby={heading}>
      <div className={styles.head}>
        <h3 id={heading}>{text("title")}</h3>
        <Tag tone={TONES[status] ?? "neutral"}>{labelOf(milestoneStatuses, status)}</Tag>
        <WhereTag of={milestone} />
      </div>
      {text("criterion") !== "" && <p>{text("criterion")}</p>}
      {progress && <ProgressSteps progress={progress} />}
      {status === "met" ? (
        <p className={styles.soft}>
          Met {text("metOn") === "" ? "" : `on ${dateWords(text("metOn"))}`}
          {text("confirmedBy") === "" ? "" : `, confirmed by ${adultName(text("confirmedBy"))}`}
          {text("bringsBack") === "" ? "." : `. It brought back ${text("bringsBack")}.`}
        </p>
      ) : (
        text("bringsBack") !== "" && <p className={styles.soft}>Brings back {text("bringsBack")}.</p>
      )}
      {text("note") !== "" && <p className={styles.note}>{text("note")}</p>}
      <Moves milestone={milestone} plan={plan} progress={progress}>
        <LinkButton kind="quiet" to={editPath(base, milestone.id)}>
          Change the words<span className="visually-hidden"> of {text("title")}</span>
        </LinkButton>
        <Button kind="quiet" onClick={() => setHistory(true)}>
          History<span className="visually-hidden"> of {text("title")}</span>
        </Button>
      </Moves>
      {history && <RecordHistorySheet record={milestone} onClose={() => setHistory(false)} />}
    </li>
  );
}

interface Move {
  readonly to: string;
  readonly words: string;
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

function Moves({
  milestone,
  plan,
  progress,
  children,
}: Pick<ItemProps, "milestone" | "plan"> & { readonly progress: Progress | undefined; readonly children: ReactNode }) {
  const { busy, commit } = useCommit();
  const [said, setSaid] = useState<{ readonly words: string; readonly back?: string } | undefined>();
  const [stepBack, setStepBack] = useState(false);
  const status = textOf(milestone, "status");
  const underWay = ["started", "paused"].includes(status);
  const move = async (to: string, note?: string, undoing = false): Promise<void> => {
    const done = await commit(moveMilestone, { seen: milestone, to, ...(note === undefined ? {} : { note }) });
    if (isRefusal(done)) setSaid({ words: done.sentence });
    else if (undoing) setSaid(undefined);
    else setSaid({ words: `${labelOf(milestoneStatuses, to)}.`, back: status });
    setStepBack(false);
  };
  const confirm = async (): Promise<void> => {
    const shownBy = progress?.logs.map((log) => log.id) ?? [];
    const done = await commit(confirmMilestone, { seen: milestone, shownBy, ...(plan ? { plan } : {}) });
    const back = textOf(milestone, "bringsBack");
    if (isRefusal(done)) setSaid({ words: done.sentence });
    else setSaid({ words: back === "" ? "Met." : `Met. ${back} is back on the timetable.`, back: status });
  };
  return (
    <>
      <div className={classNames(styles.moves, !underWay && styles.quietFirst)}>
        {underWay && (
          <Button kind={progress?.toConfirm ? "primary" : "plain"} disabled={busy} onClick={() => void confirm()}>
            Confirm it is met<span className="visually-hidden">: {textOf(milestone, "title")}</span>
          </Button>
        )}
        {status === "met" && said === undefined && !stepBack && (
          <Button kind="quiet" onClick={() => setStepBack(true)}>
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
      {stepBack && (
        <StepBack milestone={milestone} onGo={(note) => void move("started", note)} onStay={() => setStepBack(false)} />
      )}
      {said !== undefined && (
        <p className={styles.said} role="status">
          <span>{said.words}</span>
          {said.back !== undefined && said.back !== "met" && (
            <Button kind="quiet" disabled={busy} onClick={() => void move(said.back as string, undefined, true)}>
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
  readonly onGo: (note: string | undefined) => void;
  readonly onStay: () => void;
}) {
  const { base, scope } = usePupil();
  const held = valueOf(milestone, "note");
  const draft = useDraft(
    { key: `step-back/${milestone.id}`, what: "A step back", path: `${base}/milestones`, scope },
    { note: "" },
  );
  if (!draft.ready) return null;
  const note = draft.value.note.trim();
  return (
    <div className={styles.back}>
      <TextArea
        label="What happened, and what comes next"
        hint="Steps back happen on every way. The step is open again and what was done stays in the history."
        optional
        value={draft.value.note}
        onChange={(next) => draft.set({ note: next })}
        onBlur={() => void draft.flush()}
        maxLength={1_000}
        rows={3}
      />
      <Row>
        <Button
          onClick={() =>
            void draft.drop().then(() => onGo(note === "" ? undefined : [held, note].filter(Boolean).join("\n")))
          }
        >
          Open the step again
        </Button>
        <Button kind="quiet" onClick={() => void draft.drop().then(onStay)}>
          Leave it as met
        </Button>
      </Row>
    </div>
  );
}
