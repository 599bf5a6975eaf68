// The frame of the screens before the tablet is open: the sign, the matter, a quiet foot.

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./door.module.css";
import { Waymark } from "./waymark.tsx";

export interface DoorProps {
  /** Left of the first line: whose tablet this is. */
  readonly name?: ReactNode;
  readonly wide?: boolean;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function Door({ name = "Waymark", wide, foot, children }: DoorProps) {
  return (
    <main className={styles.door}>
      <div className={classNames(styles.inside, wide && styles.wide)}>
        <div className={styles.brand}>
          <Waymark size={36} />
          <span>{name}</span>
        </div>
        {children}
        {foot !== undefined && <div className={styles.foot}>{foot}</div>}
      </div>
    </main>
  );
}
