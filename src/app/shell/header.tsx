// What stands at the head of every screen: where this is, whose hands it is in, where the work is, and the way to lock.
// One line on a tablet, as high whatever it says, so that the page below keeps its place [C49]; on a narrow screen the
// status has a line of its own, and its whole sentence.

import { ArrowLeftRight, Eye, EyeOff, LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useWords } from "../use-words.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Waymark } from "../ui/waymark.tsx";
import styles from "./header.module.css";

export interface HeaderProps {
  /** The room, else the school. */
  readonly place: string;
  /** Whose name stands under what is written now. */
  readonly me: string;
  /** A cover adult holds the tablet: its name says by whom they were let in. */
  readonly cover: boolean;
  readonly namesHidden: boolean;
  readonly onHideNames: (hide: boolean) => void;
  readonly onLock: () => void;
  /** Where the work is. */
  readonly children: ReactNode;
}

export function Header({ place, me, cover, namesHidden, onHideNames, onLock, children }: HeaderProps) {
  const words = useWords();
  return (
    <div className={classNames(styles.header, cover && styles.withCover)}>
      <Link to="/today" className={styles.brand}>
        <Waymark />
        <span>{place}</span>
      </Link>
      <Button
        kind="quiet"
        icon={namesHidden ? Eye : EyeOff}
        aria-pressed={namesHidden}
        onClick={() => onHideNames(!namesHidden)}
      >
        {namesHidden ? words.showNames : words.hideNames}
      </Button>
      {children}
      <div className={styles.person}>
        <Button kind="quiet" className={styles.personName} icon={ArrowLeftRight} onClick={onLock}>
          <span className={cover ? undefined : styles.me}>{me}</span>
          <span className="visually-hidden">, hand over</span>
        </Button>
        <Button kind="quiet" icon={LockKeyhole} onClick={onLock}>
          {cover ? "Lock and hand back" : "Lock"}
        </Button>
      </div>
    </div>
  );
}
