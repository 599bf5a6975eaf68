// Who this page is about. The caller hands in the name as it may be shown (see shell/hidden-names.tsx).

import type { ReactNode } from "react";
import styles from "./identity-bar.module.css";
import { useArrival } from "./use-arrival.ts";

export interface IdentityBarProps {
  readonly name: ReactNode;
  /** Short facts: "Year 9", "9KHA", "day 23 of 60". */
  readonly facts: readonly ReactNode[];
  readonly aside?: ReactNode;
}

export function IdentityBar({ name, facts, aside }: IdentityBarProps) {
  const heading = useArrival();
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <h1 tabIndex={-1} ref={heading}>
          {name}
        </h1>
        <ul className={styles.facts}>
          {facts.map((fact, at) => (
            <li key={at}>{fact}</li>
          ))}
        </ul>
      </div>
      {aside}
    </div>
  );
}
