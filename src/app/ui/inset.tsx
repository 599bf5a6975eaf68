// A panel that asks for a second look. Yellow for a decision, amber for late, red only for trouble.

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./inset.module.css";

export interface InsetProps {
  readonly kind?: "accent" | "plain" | "note" | "warn" | "problem";
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}

export function Inset({ kind = "accent", title, children }: InsetProps) {
  return (
    <div className={classNames(styles.inset, kind !== "accent" && styles[kind])}>
      {title !== undefined && <p className={styles.title}>{title}</p>}
      {children}
    </div>
  );
}
