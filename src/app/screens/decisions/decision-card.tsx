// One decision: the values whole in large buttons, who wrote each and when. Tapping a value decides; the card stays
// with what was chosen and Undo beside it.

import type { Json } from "#base/json.ts";
import { reopenDecision, settleDecision } from "#casework/commands/settle-decision.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Decision } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { Check } from "lucide-react";
import { useId, useState } from "react";
import { useCommit, useOpen } from "../../binding.ts";
import { useDraft } from "../../record/use-draft.ts";
import { Private } from "../../shell/hidden-names.tsx";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Row } from "../../ui/page.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { nameOf } from "../pupil/log-words.ts";
import { useSay } from "../pupil/use-say.ts";
import { type DecisionCard, type Option, decisionCard } from "./decision-card-words.ts";
import styles from "./decisions-screen.module.css";

export interface DecisionCardViewProps {
  readonly record: ViewRecord;
  readonly decision: Decision;
  readonly definition: RecordDefinition;
}

export function DecisionCardView({ record, decision, definition }: DecisionCardViewProps) {
  const say = useSay(record.scope);
  const { adult, device } = useOpen();
  const { localNow } = useMoment();
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState<string | undefined>();
  const [later, setLater] = useState(false);
  const [writing, setWriting] = useState(false);
  const heading = useId();
  const card = decisionCard(record, decision, definition, { say, now: localNow, me: adult, device });
  const kind = nameOf(record, definition, say) || definition.label;

  const settle = async (to: Json): Promise<boolean> => {
    const done = await commit(settleDecision, { seen: record, decision: decision.id, to });
    setFault(isRefusal(done) ? done.sentence : undefined);
    if (!isRefusal(done)) setWriting(false);
    return !isRefusal(done);
  };
  const undo = async (): Promise<void> => {
    const done = await commit(reopenDecision, { seen: record, decision: decision.id });
    setFault(isRefusal(done) ? done.sentence : undefined);
  };

  if (later)
    return (
      <div className={styles.later}>
        <span>{card.title}: left for later.</span>
        <Button kind="quiet" onClick={() => setLater(false)}>
          Decide now
        </Button>
      </div>
    );
  return (
    <article className={styles.card} aria-labelledby={heading}>
      <p className={styles.kind}>
        <Private quiet>{kind}</Private>
      </p>
      <h3 id={heading}>{card.title}</h3>
      {card.chosen === undefined ? (
        <>
          <p className={styles.soft}>{card.lead}</p>
          <div className={styles.options}>
            {card.options.map((option) => (
              <OptionButton
                key={option.key}
                option={option}
                disabled={busy}
                onPress={() => void settle(option.value)}
              />
            ))}
          </div>
          {card.before !== "" && (
            <p className={styles.soft}>
              Before both changes: <Private>{card.before}</Private>
            </p>
          )}
          <div className={styles.more}>
            {card.both !== undefined && (
              <Button disabled={busy} onClick={() => void settle(card.both ?? "")}>
                Keep both
              </Button>
            )}
            {card.both !== undefined && !writing && (
              <Button kind="quiet" onClick={() => setWriting(true)}>
                Write it anew
              </Button>
            )}
            <Button kind="quiet" onClick={() => setLater(true)}>
              Decide later
            </Button>
          </div>
          {writing && (
            <Private>
              <OwnWords card={card} record={record} onSave={settle} onCancel={() => setWriting(false)} />
            </Private>
          )}
        </>
      ) : (
        <div className={styles.chosen} role="status">
          <Icon glyph={Check} />
          <span className={styles.chosenWords}>
            {card.about === "field" ? (
              <>
                <Private>{card.chosen}</Private> kept.
              </>
            ) : (
              `${card.chosen}.`
            )}
          </span>
          <Button kind="quiet" disabled={busy} onClick={() => void undo()}>
            Undo<span className="visually-hidden">: {card.title}</span>
          </Button>
          {decision.settled && record.unsent.includes(decision.settled.change) && <StatusTag where="saved" />}
        </div>
      )}
      {fault !== undefined && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </article>
  );
}

function OptionButton({
  option,
  disabled,
  onPress,
}: {
  readonly option: Option;
  readonly disabled: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className={styles.option} disabled={disabled} onClick={onPress}>
      <span className={styles.value}>
        <Private>{option.words}</Private>
      </span>
      {option.by.map((by) => (
        <span key={by} className={styles.by}>
          {by}
        </span>
      ))}
    </button>
  );
}

/** Words of one's own from both: begun with both, put away sealed while they are typed. */
function OwnWords({
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
    <form
      autoComplete="off"
      className={styles.own}
      onSubmit={(submit) => {
        submit.preventDefault();
        void onSave(draft.value.words).then((saved) => (saved ? draft.drop() : undefined));
      }}
    >
      <TextArea
        label="In your words"
        hint="Both texts stand here. Both stay in the history whatever you write."
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
    </form>
  );
}
