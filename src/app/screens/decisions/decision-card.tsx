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
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { nameOf } from "../pupil/log-words.ts";
import { useSay } from "../pupil/use-say.ts";
import { decisionCard } from "./decision-card-words.ts";
import { Chosen, InQuestion, OptionButton, OwnWords } from "./decision-parts.tsx";
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
  const { hidden } = useNames();
  const heading = useId();
  const card = decisionCard(record, decision, definition, { say, now: localNow, me: adult, device });
  const kind = nameOf(record, definition, say) || definition.label;
  const isMany = card.options.length > 2;

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
      {hidden ? (
        <p className={styles.soft}>Show names and notes to decide: nobody chooses between words they cannot read.</p>
      ) : card.chosen === undefined ? (
        <>
          <p className={styles.soft}>{card.lead}</p>
          {card.about === "withdrawal" && <InQuestion record={record} definition={definition} />}
          <div className={styles.options}>
            {card.options.map((option) => (
              <OptionButton
                key={option.key}
                option={option}
                beside={card.options.length === 2 ? card.options.find((one) => one !== option) : undefined}
                disabled={busy}
                onPress={() => void settle(option.value)}
              />
            ))}
          </div>
          {card.before !== "" && (
            <p className={styles.soft}>
              {isMany ? "Before all of these" : "Before both changes"}: <Private>{card.before}</Private>
            </p>
          )}
          <div className={styles.more}>
            {card.both !== undefined && (
              <Button disabled={busy} onClick={() => void settle(card.both ?? "")}>
                {isMany ? "Keep all of them" : "Keep both"}
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
          <Chosen card={card} />
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
