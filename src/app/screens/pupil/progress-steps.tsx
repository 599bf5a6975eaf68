// "2 of 3" as words and as blazes along a path: one painted for each that was seen. Long counts are a bar.

import { classNames } from "../../ui/class-names.ts";
import { type Progress, progressWords } from "./milestone-progress.ts";
import styles from "./progress-steps.module.css";

/** As many strokes as the eye counts without counting. */
const MOST_STROKES = 12;

export function ProgressSteps({ progress }: { readonly progress: Pick<Progress, "seen" | "needed"> }) {
  const { seen, needed } = progress;
  return (
    <p className={styles.progress}>
      <span className={styles.words}>{progressWords(progress)}</span>
      {needed <= MOST_STROKES ? (
        <span className={styles.strokes} aria-hidden="true">
          {Array.from({ length: needed }, (_, at) => (
            <span key={at} className={classNames(styles.stroke, at < seen && styles.painted)} />
          ))}
        </span>
      ) : (
        <progress className={styles.bar} value={Math.min(seen, needed)} max={needed} aria-hidden="true" />
      )}
    </p>
  );
}
