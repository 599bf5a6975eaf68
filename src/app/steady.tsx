// A block that stands above a list which is tapped: it takes or gives back room once no finger is at the glass (C49).

import { type ReactNode, useRef } from "react";
import type { Fingers } from "./fingers.ts";
import styles from "./steady.module.css";
import { useKeptHeight } from "./use-at-rest.ts";

export interface SteadyProps {
  readonly fingers: Fingers;
  /** May come and go, or be nothing. */
  readonly children: ReactNode;
}

export function Steady({ fingers, children }: SteadyProps) {
  const block = useRef<HTMLDivElement>(null);
  useKeptHeight(block, fingers);
  return (
    <div ref={block} className={styles.steady}>
      {children}
    </div>
  );
}
