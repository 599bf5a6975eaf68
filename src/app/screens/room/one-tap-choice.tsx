// A question whose answer is one tap and saves at once.

import { Button } from "../../ui/button.tsx";
import { Row } from "../../ui/page.tsx";
import styles from "./open-now.module.css";

export interface OneTapChoiceProps {
  readonly question: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
  readonly onCancel: () => void;
}

export function OneTapChoice({ question, options, onChoose, onCancel }: OneTapChoiceProps) {
  return (
    <div role="group" aria-label={question} className={styles.ask}>
      <p>{question}</p>
      <Row>
        {options.map(({ value, label }) => (
          <Button key={value} onClick={() => onChoose(value)}>
            {label}
          </Button>
        ))}
        <Button kind="quiet" onClick={onCancel}>
          Not now
        </Button>
      </Row>
    </div>
  );
}
