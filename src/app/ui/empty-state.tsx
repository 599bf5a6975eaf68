// What stands where nothing is: why, and what to do about it.

import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

export interface EmptyStateProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** A button or a link. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}

/** Words, no spinner, and only when it takes longer than a moment: the tablet has everything it shows. */
export function Loading({ words = "Opening…" }: { readonly words?: string }) {
  return (
    <p className={styles.loading} role="status">
      {words}
    </p>
  );
}
