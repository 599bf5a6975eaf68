// Who wrote something and when, and the way to its history: small, underlined, a full 48 px to tap.

import { History } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./by-line.module.css";
import { Icon } from "./icon.tsx";

export interface ByLineProps {
  /** What the history is of, for those who cannot see: "Review date". */
  readonly of: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export function ByLine({ of, onPress, children }: ByLineProps) {
  return (
    <button type="button" className={styles.by} onClick={onPress}>
      <Icon glyph={History} size={16} />
      <span>
        {children}
        <span className="visually-hidden">. See the history: {of}</span>
      </span>
    </button>
  );
}
