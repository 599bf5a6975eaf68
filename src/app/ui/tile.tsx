// A large tile to choose who one is. It has no face.

import type { ReactNode } from "react";
import { type Glyph, Icon } from "./icon.tsx";
import styles from "./tile.module.css";

export function Tiles({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={styles.tiles} aria-label={label}>
      {children}
    </ul>
  );
}

export interface TileProps {
  readonly glyph: Glyph;
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

export function Tile({ glyph, title, hint, disabled, onPress }: TileProps) {
  return (
    <li>
      <button type="button" className={styles.tile} disabled={disabled} onClick={onPress}>
        <Icon glyph={glyph} size={28} />
        <span className={styles.title}>{title}</span>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </button>
    </li>
  );
}
