// The frame of every screen while the tablet is open: who is here, where the work is, the way to lock, the four places.

import { ArrowLeftRight, Eye, EyeOff, LockKeyhole } from "lucide-react";
import { type ReactNode, Suspense, useEffect } from "react";
import { Link } from "react-router";
import { useOpen, useStatus } from "../binding.ts";
import { textIn, useDirectory } from "../directory.ts";
import { usePreferences } from "../state/preferences.ts";
import { useWords } from "../use-words.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Loading } from "../ui/empty-state.tsx";
import { Waymark } from "../ui/waymark.tsx";
import { useLock } from "./auto-lock.ts";
import { EmergencyStrip } from "./emergency-strip.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { useNamesHidden } from "./hidden-names.tsx";
import { NotesStrip } from "./notes-strip.tsx";
import { Places } from "./places.tsx";
import styles from "./shell.module.css";
import { StatusButton } from "./status-button.tsx";
import { UpdateStrip } from "./update-strip.tsx";
import { useKeptStorage } from "./use-kept-storage.ts";

export function Shell({ children }: { readonly children: ReactNode }) {
  const { adult, label, schoolName, cover } = useOpen();
  const { trouble } = useStatus();
  const { adults, settings, adultName } = useDirectory();
  const words = useWords();
  const lock = useLock();
  useKeptStorage();
  const hidden = useNamesHidden();
  const hide = usePreferences((preferences) => preferences.hideNames);
  const endShowing = usePreferences((preferences) => preferences.endShowing);
  useEffect(() => endShowing, [endShowing]);
  const name = adults.has(adult) ? adultName(adult) : label;
  const me = cover === undefined ? name : `Cover: ${name}, let in by ${adultName(cover.host)}`;
  return (
    <div className={styles.shell}>
      <header className={styles.top}>
        <a className={styles.skip} href="#main">
          Skip to the page
        </a>
        {trouble !== null && (
          <p className={styles.trouble} role="alert">
            {words.notSaving}. {trouble}
          </p>
        )}
        <div className={classNames(styles.header, cover && styles.withCover)}>
          <Link to="/today" className={styles.brand}>
            <Waymark />
            <span>{textIn(settings, "roomName") || schoolName}</span>
          </Link>
          <Button kind="quiet" icon={hidden ? Eye : EyeOff} aria-pressed={hidden} onClick={() => hide(!hidden)}>
            {hidden ? words.showNames : words.hideNames}
          </Button>
          <StatusButton />
          <div className={styles.person}>
            <Button kind="quiet" className={styles.personName} icon={ArrowLeftRight} onClick={() => void lock()}>
              <span className={cover === undefined ? styles.me : undefined}>{me}</span>
              <span className="visually-hidden">, hand over</span>
            </Button>
            <Button kind="quiet" icon={LockKeyhole} onClick={() => void lock()}>
              {cover === undefined ? "Lock" : "Lock and hand back"}
            </Button>
          </div>
        </div>
        <UpdateStrip />
        <EmergencyStrip />
        <NotesStrip />
        {hidden && (
          <p className={styles.strip} role="status">
            {words.namesHidden}. Initials stand for people; notes are not shown.
          </p>
        )}
      </header>
      {cover === undefined && <Places />}
      <main id="main" className={styles.main} tabIndex={-1}>
        <ErrorBoundary>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}
