// The parts of a decision's card: what is in question, the choices, what was chosen, words of one's own.

import type { RecordDefinition } from "#ledger/definition.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useWatch } from "../../binding.ts";
import { useDraft } from "../../record/use-draft.ts";
import { Private } from "../../shell/hidden-names.tsx";
import { momentWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Row } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { logLine } from "../pupil/timeline-lines.ts";
import { useSay } from "../pupil/use-say.ts";
import type { DecisionCard, Option } from "./decision-card-words.ts";
import { whatDiffers } from "./what-differs.ts";
import styles from "./decisions-screen.module.css";

/** A value in a line, a text under it: "14 June kept." */
export function Chosen({ card }: { readonly card: DecisionCard }) {
  const words = card.chosen ?? "";
  if (card.about === "withdrawal") return <span className={styles.chosenWords}>{words}.</span>;
  const long = words.length > 60 || words.includes("\n");
  return (
    <span className={long ? styles.chosenText : styles.chosenWords}>
      {long ? (
        <>
          <span className={styles.chosenWords}>
            {words !== card.both ? "Kept." : card.options.length > 2 ? "All kept." : "Both kept."}
          </span>
          <Private>{words}</Private>
        </>
      ) : (
        <>
          <Private>{words}</Private> kept.
        </>
      )}
    </span>
  );
}

/** What the record says, and why it was withdrawn: nobody decides about a log without reading it. */
export function InQuestion({
  record,
  definition,
}: {
  readonly record: ViewRecord;
  readonly definition: RecordDefinition;
}) {
  const say = useSay(record.scope);
  const history = useWatch({ kind: "history", record: record.id, scope: record.scope });
  const reasons = history?.flatMap(({ change }) => (change.kind === "withdraw" ? [change.reason] : [])) ?? [];
  const line = definition.mode === "log" ? logLine(record, definition, say) : undefined;
  return (
    <Private>
      <div className={styles.question}>
        {line && (
          <p>
            <strong>{line.title}</strong>, {momentWords(line.when, say.today)}
          </p>
        )}
        {line && line.text !== "" && <p className={styles.words}>{line.text}</p>}
        {line?.facts.map((fact) => (
          <p key={fact.label} className={styles.words}>
            <span className={styles.soft}>{fact.label}:</span> {fact.words}
          </p>
        ))}
        {reasons.map((reason) => (
          <p key={reason}>
            <span className={styles.soft}>Reason for withdrawing it:</span> {reason}
          </p>
        ))}
      </div>
    </Private>
  );
}

export function OptionButton({
  option,
  beside,
  disabled,
  onPress,
}: {
  readonly option: Option;
  /** The other value, where there are just two: what differs from it stands out. */
  readonly beside: Option | undefined;
  readonly disabled: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className={styles.option} disabled={disabled} onClick={onPress}>
      <span className={styles.value}>
        <Private>
          <ValueWords words={option.words} beside={beside?.words} />
        </Private>
      </span>
      {option.by.map((by) => (
        <span key={by} className={styles.by}>
          {by}
        </span>
      ))}
    </button>
  );
}

function ValueWords({ words, beside }: { readonly words: string; readonly beside: string | undefined }) {
  const { before, differs, after } = whatDiffers(words, beside ?? "");
  // Where nothing is alike all of it would stand out, which tells nobody anything.
  if (beside === undefined || (before === "" && after === "")) return words;
  return (
    <>
      {before}
      <strong className={styles.differs}>{differs}</strong>
      {after}
    </>
  );
}

/** Words of one's own from both: begun with both, put away sealed while they are typed. */
export function OwnWords({
  card,
  record,
  onSave,
  onCancel,
}: {
  readonly card: DecisionCard;
  readonly record: ViewRecord;
  readonly onSave: (words: string) => Promise<boolean>;
  readonly onCancel: () => void;
}) {
  const draft = useDraft(
    { key: `decide/${record.id}/${card.id}`, what: card.title, path: "/decisions", scope: record.scope },
    { words: card.both ?? "" },
  );
  if (!draft.ready) return null;
  return (
    <Form
      className={styles.own}
      onSend={() => onSave(draft.value.words).then((saved) => (saved ? draft.drop() : undefined))}
    >
      <TextArea
        label="In your words"
        hint={`${card.options.length > 2 ? "All of them stand" : "Both texts stand"} here, and stay in the history whatever you write.`}
        rows={8}
        value={draft.value.words}
        onChange={(words) => draft.set({ words })}
        onBlur={() => void draft.flush()}
      />
      <Row>
        <Button kind="primary" type="submit">
          Keep these words
        </Button>
        <Button kind="quiet" onClick={() => void draft.drop().then(onCancel)}>
          Leave out
        </Button>
      </Row>
    </Form>
  );
}
