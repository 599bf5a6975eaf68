// How far a long task has come, in words and as a bar: "120 of 214".

import styles from "./progress.module.css";

export interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly all: number;
}

export function Progress({ label, done, all }: ProgressProps) {
  const words = `${done.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")}`;
  return (
    <div className={styles.progress}>
      <p className={styles.words}>
        <span>{label}</span>
        <span>{words}</span>
      </p>
      <progress className={styles.bar} aria-label={label} aria-valuetext={words} value={done} max={Math.max(1, all)} />
    </div>
  );
}
