// The stages as a path: the ones behind, the one they are at, the ones ahead.

import { placementStages } from "#casework/codes/placement.ts";
import { classNames } from "../../ui/class-names.ts";
import styles from "./stage-path.module.css";

export function StagePath({ stage }: { readonly stage: string }) {
  const at = placementStages.codes.findIndex((code) => code.code === stage);
  return (
    <ol className={styles.path} aria-label="Stages">
      {placementStages.codes.map((code, place) => (
        <li
          key={code.code}
          className={classNames(styles.stage, place < at && styles.behind, place === at && styles.now)}
          aria-current={place === at ? "step" : undefined}
        >
          {code.label}
        </li>
      ))}
    </ol>
  );
}
