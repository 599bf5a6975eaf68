// The frame of what is open in the room: what it is, what is missing, and what can be done, side by side where there is
// room for it.

import type { ReactNode } from "react";
import { Inset, type InsetProps } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";
import { OneTapChoice, type OneTapChoiceProps } from "./one-tap-choice.tsx";
import styles from "./open-now.module.css";

export interface OpenCardProps {
  readonly kind: NonNullable<InsetProps["kind"]>;
  readonly title: ReactNode;
  /** Short sentences; "" is left out. */
  readonly facts: readonly string[];
  /** A question that stands in the place of the buttons until it is answered. */
  readonly ask?: OneTapChoiceProps | undefined;
  /** Buttons. */
  readonly children?: ReactNode;
}

export function OpenCard({ kind, title, facts, ask, children }: OpenCardProps) {
  const words = useWords();
  return (
    <Inset kind={kind}>
      <div className={styles.card}>
        <div className={styles.told}>
          <p className={styles.title}>{title}</p>
          <p className={styles.facts}>
            {facts
              .filter((fact) => fact !== "")
              .map((fact) => (
                <span key={fact}>{words.say(fact)}</span>
              ))}
          </p>
        </div>
        {ask ? (
          <OneTapChoice {...ask} question={words.say(ask.question)} />
        ) : (
          children !== undefined && <Row>{children}</Row>
        )}
      </div>
    </Inset>
  );
}
