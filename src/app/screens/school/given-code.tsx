// A code from the server, shown once: large enough to copy by hand, with how long it lasts and where it goes.

import type { ReactNode } from "react";
import { momentOf, momentWords } from "../../text/dates.ts";
import { Inset } from "../../ui/inset.tsx";
import { useMoment } from "../../use-moment.ts";
import styles from "./given-code.module.css";
import type { Given } from "../../online/use-code.ts";

export function GivenCode({
  given,
  title,
  children,
}: {
  readonly given: Given;
  readonly title: ReactNode;
  readonly children: ReactNode;
}) {
  const moment = useMoment();
  const until = momentOf(given.until, moment);
  return (
    <div role="status">
      <Inset title={title}>
        <p className={styles.code}>{given.code}</p>
        <p>
          It works once, until {momentWords(until, moment.today)}. Waymark does not show it again; a new one can be made
          at any time.
        </p>
        {children}
      </Inset>
    </div>
  );
}
