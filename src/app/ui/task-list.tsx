// Tasks with where they stand. The whole row is the link; what cannot start yet is no link.

import type { ReactNode } from "react";
import { RowLink, RowList, RowPlain } from "./list-row.tsx";
import { Tag, type TagTone } from "./tag.tsx";
import styles from "./task-list.module.css";

export type TaskState = "completed" | "in-progress" | "not-started" | "cannot-start" | "problem";

const LOOK: { readonly [state in TaskState]: { readonly words: string; readonly tone: TagTone } } = {
  completed: { words: "Completed", tone: "bare" },
  "in-progress": { words: "In progress", tone: "accent" },
  "not-started": { words: "Not yet started", tone: "neutral" },
  "cannot-start": { words: "Cannot start yet", tone: "quiet" },
  problem: { words: "There is a problem", tone: "problem" },
};

export function TaskList({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <RowList label={label}>{children}</RowList>;
}

export interface TaskRowProps {
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  /** Left out where nothing is known of it here. */
  readonly state?: TaskState;
  readonly to: string;
}

export function TaskRow({ title, hint, state, to }: TaskRowProps) {
  const inside = (
    <>
      <span className={styles.title}>{title}</span>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </>
  );
  const tag = state === undefined ? undefined : <Tag tone={LOOK[state].tone}>{LOOK[state].words}</Tag>;
  return state === "cannot-start" ? (
    <RowPlain end={tag}>{inside}</RowPlain>
  ) : (
    <RowLink to={to} end={tag}>
      {inside}
    </RowLink>
  );
}
