// Large buttons to log with: 68 px, in an order that stays the same all term, so that hands learn it.

import type { ReactNode } from "react";
import styles from "./chip.module.css";
import { classNames } from "./class-names.ts";

export function ChipGrid({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={styles.grid}>
      {children}
    </div>
  );
}

export interface ChipButtonProps {
  /** The stroke at its side; the words say the same. */
  readonly tone?: "positive" | "neutral" | "concern";
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function ChipButton({ tone = "neutral", onPress, disabled, children }: ChipButtonProps) {
  return (
    <button
      type="button"
      className={classNames(styles.chip, tone !== "neutral" && styles[tone])}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
