// Lists whose whole row is the target, 64 px and more: nobody aims at a small button with one hand.

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "./icon.tsx";
import styles from "./list-row.module.css";

export function RowList({ label, children }: { readonly label?: string; readonly children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  /** Stands at the end of the row, before the arrow. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

const Inside = ({ end, arrow, children }: RowProps & { readonly arrow: boolean }) => (
  <>
    <span className={styles.main}>{children}</span>
    <span className={styles.end}>
      {end}
      {arrow && <Icon glyph={ChevronRight} />}
    </span>
  </>
);

export function RowButton({ onPress, end, children }: RowProps & { readonly onPress: () => void }) {
  return (
    <li className={styles.item}>
      <button type="button" className={styles.row} onClick={onPress}>
        <Inside end={end} arrow>
          {children}
        </Inside>
      </button>
    </li>
  );
}

export function RowLink({ to, end, children }: RowProps & { readonly to: string }) {
  return (
    <li className={styles.item}>
      <Link to={to} className={styles.row}>
        <Inside end={end} arrow>
          {children}
        </Inside>
      </Link>
    </li>
  );
}

/** A row that leads nowhere; buttons may stand at its end. */
export function RowPlain({ end, children }: RowProps) {
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Inside end={end} arrow={false}>
          {children}
        </Inside>
      </div>
    </li>
  );
}
