// One step: what counts in plain words, how far it is, and its moves. Whatever was done last stays on the screen with
// its Undo.

import { milestoneStatuses } from "#casework/codes/placement.ts";
import { countRuleOf, ruleWords } from "#casework/measures/count-rule.ts";
import { factsOf } from "#casework/measures/record-facts.ts";
import { levelWords } from "#casework/scale-words.ts";
import { labelOf } from "#ledger/code-list.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { useId, useState } from "react";
import { textIn, useDirectory } from "../../directory.ts";
import { count } from "../../text/words.ts";
import { WhereTag } from "../../record/where-tag.tsx";
import { dateWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Row } from "../../ui/page.tsx";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { editPath } from "./homes.ts";
import { LogLines } from "./log-lines.tsx";
import { milestoneProgress } from "./milestone-progress.ts";
import { MilestoneMoves } from "./milestone-moves.tsx";
import styles from "./milestones-page.module.css";
import { ProgressSteps } from "./progress-steps.tsx";
import { RecordHistorySheet } from "./record-history-sheet.tsx";

interface ItemProps {
  readonly milestone: ViewRecord;
  readonly plan: ViewRecord | undefined;
  readonly logs: readonly ViewRecord[];
  /** How many of the logs that showed it have been taken back since. */
  readonly takenBack: number;
  readonly base: string;
  /** Whether the adult here may change it. */
  readonly mine: boolean;
}

const TONES: { readonly [status: string]: TagTone } = {
  started: "accent",
  met: "bare",
  paused: "neutral",
  "not-started": "quiet",
  "not-needed": "quiet",
};

export function MilestoneItem({ milestone, plan, logs, takenBack, base, mine }: ItemProps) {
  const { adultName, categoryById, scales } = useDirectory();
  const [history, setHistory] = useState(false);
  const heading = useId();
  const status = textOf(milestone, "status");
  const progress = milestoneProgress(milestone, logs);
  const facts = factsOf(milestone);
  const rule = facts && countRuleOf(facts);
  const category = (id: string): string => textIn(categoryById.get(id), "label");
  const level = (one: string): string => (rule ? levelWords(scales, rule.scale, one) : "");
  const text = (field: string): string => textOf(milestone, field);
  // What is behind stays short: the step people are on is the one they look for.
  const [wasAhead] = useState(!["met", "not-needed"].includes(status));
  const behind = !wasAhead && ["met", "not-needed"].includes(status);
  const past = (
    <Button kind="quiet" onClick={() => setHistory(true)}>
      History<span className="visually-hidden"> of {text("title")}</span>
    </Button>
  );
  const moves = mine ? (
    <MilestoneMoves milestone={milestone} plan={plan} progress={progress}>
      <LinkButton kind="quiet" to={editPath(base, milestone.id)}>
        Change the words<span className="visually-hidden"> of {text("title")}</span>
      </LinkButton>
      {past}
    </MilestoneMoves>
  ) : (
    <Row>{past}</Row>
  );
  return (
    <li className={classNames(styles.step, status === "started" && styles.current)} aria-labelledby={heading}>
      <div className={styles.head}>
        <h3 id={heading}>{text("title")}</h3>
        <Tag tone={TONES[status] ?? "neutral"}>{labelOf(milestoneStatuses, status)}</Tag>
        <WhereTag of={milestone} />
      </div>
      {!behind && text("criterion") !== "" && <p>{text("criterion")}</p>}
      {!behind && rule && <p className={styles.soft}>Counted by the logs: {ruleWords(rule, category, level)}.</p>}
      {progress && <ProgressSteps progress={progress} />}
      {progress && progress.logs.length > 0 && (
        <Disclosure
          words={
            <>
              What counts: {count(progress.logs.length, "entry", "entries")}
              <span className="visually-hidden"> towards {text("title")}</span>
            </>
          }
        >
          <LogLines records={progress.logs} label={`What counts towards ${text("title")}`} base={base} />
        </Disclosure>
      )}
      {status === "met" ? (
        <p className={styles.soft}>
          Met {text("metOn") === "" ? "" : `on ${dateWords(text("metOn"))}`}
          {text("confirmedBy") === "" ? "" : `, confirmed by ${adultName(text("confirmedBy"))}`}
          {text("bringsBack") === "" ? "." : `. It brought back ${text("bringsBack")}.`}
        </p>
      ) : (
        text("bringsBack") !== "" && <p className={styles.soft}>Brings back {text("bringsBack")}.</p>
      )}
      {takenBack > 0 && (
        <p className={styles.note}>
          {count(takenBack, "entry", "entries")} that showed it {takenBack === 1 ? "has" : "have"} been taken back
          since. Somebody decides whether it still stands.
        </p>
      )}
      {text("note") !== "" && <p className={styles.note}>{text("note")}</p>}
      {behind ? (
        <Disclosure
          words={
            <>
              More<span className="visually-hidden">: {text("title")}</span>
            </>
          }
        >
          {text("criterion") !== "" && <p>{text("criterion")}</p>}
          {moves}
        </Disclosure>
      ) : (
        moves
      )}
      {history && <RecordHistorySheet record={milestone} onClose={() => setHistory(false)} />}
    </li>
  );
}
