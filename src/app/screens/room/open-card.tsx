// The frame of what is open in the room: what it is, what is missing, and what can be done, side by side where there is
// room for it.

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "../../ui/icon.tsx";
import { Inset, type InsetProps } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";
import { OneTapChoice, type OneTapChoiceProps } from "./one-tap-choice.tsx";
import styles from "./open-now.module.css";

export interface OpenCardProps {
  readonly kind: NonNullable<InsetProps["kind"]>;
  readonly title: ReactNode;
  /** Where the whole of it stands, behind the title. */
  readonly to?: string | undefined;
  /** Short sentences; "" is left out. */
  readonly facts: readonly string[];
  /** A question that stands in the place of the buttons until it is answered. */
  readonly ask?: OneTapChoiceProps | undefined;
  /** Buttons. */
  readonly children?: ReactNode;
}

export function OpenCard({ kind, title, to, facts, ask, children }: OpenCardProps) {
  const words = useWords();
  const known = facts.filter((fact) => fact !== "");
  return (
    <Inset kind={kind}>
      <div className={styles.card}>
        <div className={styles.told}>
          <p className={styles.title}>
            {to === undefined ? (
              title
            ) : (
              <Link to={to} className={styles.details}>
                {title}
                <Icon glyph={ChevronRight} size={18} />
              </Link>
            )}
          </p>
          {known.length > 0 && (
            <p className={styles.facts}>
              {known.map((fact) => (
                <span key={fact}>{words.say(fact)}</span>
              ))}
            </p>
          )}
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
