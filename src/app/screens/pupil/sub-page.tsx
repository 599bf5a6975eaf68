// A page inside a pupil's pages: its own heading under the pupil's name, with what can be done beside it.

import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useOpen } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { momentWords } from "../../text/dates.ts";
import { useMoment } from "../../use-moment.ts";
import { Icon } from "../../ui/icon.tsx";
import { useArrival } from "../../ui/use-arrival.ts";
import styles from "./sub-page.module.css";

export interface SubPageProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  /** For a page that is left when its work is done: a form, one record. */
  readonly back?: { readonly to: string; readonly words: string };
  readonly children: ReactNode;
}

export function SubPage({ title, lead, aside, back, children }: SubPageProps) {
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div className={styles.titles}>
          {back && (
            <Link to={back.to} className={styles.back}>
              <Icon glyph={ChevronLeft} size={18} />
              <span>{back.words}</span>
            </Link>
          )}
          {back ? <ArrivalHeading>{title}</ArrivalHeading> : <h2>{title}</h2>}
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      <Printed />
      {children}
    </div>
  );
}

/** On paper alone: whose it is and since when. Paper cannot be locked. */
function Printed() {
  const { schoolName, adult } = useOpen();
  const { adultName } = useDirectory();
  const { localNow } = useMoment();
  return (
    <p className={styles.printed}>
      {schoolName}. Printed by {adultName(adult)}, {momentWords(localNow, localNow)}. Keep this paper safe.
    </p>
  );
}

/** A page deeper in takes the focus; between the pages side by side it stays on the link that was tapped. */
function ArrivalHeading({ children }: { readonly children: ReactNode }) {
  const heading = useArrival();
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
