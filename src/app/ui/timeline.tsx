// What happened, latest first: a short title, by whom and when, a few words.

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./timeline.module.css";

export interface TimelineProps {
  readonly label: string;
  /** More of it is being drawn. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Timeline({ label, busy = false, children }: TimelineProps) {
  return (
    <ol className={styles.timeline} aria-label={label} aria-busy={busy || undefined}>
      {children}
    </ol>
  );
}

export interface TimelineItemProps {
  readonly title: ReactNode;
  /** "by Mrs Khan, Tuesday 9 June at 10:42am" */
  readonly by?: ReactNode;
  readonly tags?: ReactNode;
  /** For the machine, "2026-06-09T10:42". */
  readonly when?: string | undefined;
  readonly quiet?: boolean;
  readonly children?: ReactNode;
}

export function TimelineItem({ title, by, tags, when, quiet, children }: TimelineItemProps) {
  return (
    <li className={classNames(styles.item, quiet && styles.quiet)}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {tags}
      </div>
      {by !== undefined && <p className={styles.by}>{when === undefined ? by : <time dateTime={when}>{by}</time>}</p>}
      {children !== undefined && <div className={styles.body}>{children}</div>}
    </li>
  );
}
