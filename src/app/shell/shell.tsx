// The frame of every screen while the tablet is open: who is here, where the work is, the way to lock, the four places.

import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { useOpen, useStatusFact } from "../binding.ts";
import { textIn, useDirectory } from "../directory.ts";
import { usePreferences } from "../state/preferences.ts";
import { Steady } from "../steady.tsx";
import { useFingers } from "../use-at-rest.ts";
import { useWords } from "../use-words.ts";
import { Loading } from "../ui/empty-state.tsx";
import { useLock } from "./auto-lock.ts";
import { EmergencyStrip } from "./emergency-strip.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Header } from "./header.tsx";
import { useNamesHidden } from "./hidden-names.tsx";
import { NotesStrip } from "./notes-strip.tsx";
import { Places } from "./places.tsx";
import styles from "./shell.module.css";
import { StatusButton } from "./status-button.tsx";
import { UpdateStrip } from "./update-strip.tsx";
import { useHeadHeight } from "./use-head-height.ts";
import { useKeptStorage } from "./use-kept-storage.ts";

export function Shell({ children }: { readonly children: ReactNode }) {
  const { adult, label, schoolName, cover } = useOpen();
  const trouble = useStatusFact("trouble");
  const { adults, settings, adultName } = useDirectory();
  const words = useWords();
  const lock = useLock();
  useKeptStorage();
  const hidden = useNamesHidden();
  const hide = usePreferences((preferences) => preferences.hideNames);
  const endSitting = usePreferences((preferences) => preferences.endSitting);
  useEffect(() => endSitting, [endSitting]);
  const head = useRef<HTMLElement>(null);
  useHeadHeight(head);
  const fingers = useFingers();
  const name = adults.has(adult) ? adultName(adult) : label;
  const me = cover === undefined ? name : `Cover: ${name}, let in by ${adultName(cover.host)}`;
  return (
    <div className={styles.shell}>
      <header className={styles.top} ref={head}>
        <a className={styles.skip} href="#main">
          Skip to the page
        </a>
        {trouble !== null && (
          <p className={styles.trouble} role="alert">
            {words.notSaving}. {trouble}
          </p>
        )}
        <Header
          place={textIn(settings, "roomName") || schoolName}
          me={me}
          cover={cover !== undefined}
          namesHidden={hidden}
          onHideNames={hide}
          onLock={() => void lock()}
        >
          <StatusButton />
        </Header>
        <Steady fingers={fingers}>
          <UpdateStrip />
          <EmergencyStrip />
          <NotesStrip />
        </Steady>
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
