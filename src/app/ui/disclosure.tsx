// More, on request: native details.

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./disclosure.module.css";
import { Icon } from "./icon.tsx";

export interface DisclosureProps {
  readonly words: ReactNode;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
  readonly children: ReactNode;
}

export function Disclosure({ words, open, onToggle, children }: DisclosureProps) {
  return (
    <details className={styles.details} open={open} onToggle={(toggle) => onToggle?.(toggle.currentTarget.open)}>
      <summary className={styles.summary}>
        <Icon glyph={ChevronRight} size={18} />
        <span>{words}</span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
