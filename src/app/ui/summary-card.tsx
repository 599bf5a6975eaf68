// Facts in a card: a heading, then label and value, each with its way to change it.

import type { ReactNode } from "react";
import styles from "./summary-card.module.css";

export interface SummaryCardProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  /** 3 where the card stands inside a section that has a heading. */
  readonly level?: 2 | 3;
  /** SummaryRow elements. */
  readonly children?: ReactNode;
  /** Anything that is not rows, under them. */
  readonly body?: ReactNode;
}

export function SummaryCard({ title, aside, level = 2, children, body }: SummaryCardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <Heading>{title}</Heading>
        {aside}
      </div>
      {children !== undefined && <dl className={styles.rows}>{children}</dl>}
      {body !== undefined && <div className={styles.body}>{body}</div>}
    </div>
  );
}

export interface SummaryRowProps {
  readonly label: ReactNode;
  /** Nothing entered: a quiet "Not entered". */
  readonly children?: ReactNode;
  readonly empty?: string;
  readonly aside?: ReactNode;
}

export function SummaryRow({ label, children, empty = "Not entered", aside }: SummaryRowProps) {
  const nothing = children === undefined || children === null || children === "" || children === false;
  return (
    <div className={styles.row}>
      <dt>{label}</dt>
      <dd className={nothing ? styles.empty : undefined}>
        {nothing ? empty : children}
        {aside}
      </dd>
    </div>
  );
}
