// Who is here, in one tap: for a fire alarm. Large, counted, printed, and without a signal. Names that are hidden on
// this tablet are shown by one tap, on this page alone: at an assembly point nobody knows a pupil by initials.

import { Eye, EyeOff, Printer } from "lucide-react";
import { type ReactNode, useState } from "react";
import { textIn, useDirectory } from "../../directory.ts";
import { NamesInFullContext, useNames, useNamesHidden } from "../../shell/hidden-names.tsx";
import { momentWords } from "../../text/dates.ts";
import { classNames } from "../../ui/class-names.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row, Section } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import { type RoomRow, listPeriod } from "../today/room-rows.ts";
import { rollOf } from "./roll.ts";
import { stateWords } from "./state-words.ts";
import { useRoomRows } from "./use-room-rows.ts";
import styles from "./who-is-here.module.css";

export default function WhoIsHere() {
  const hidden = useNamesHidden();
  const [inFull, setInFull] = useState(false);
  return (
    <NamesInFullContext value={inFull}>
      <WhoIsHerePage>
        {hidden && (
          <Inset title={inFull ? "Full names are shown on this page only" : "Names are hidden on this tablet"}>
            <Row>
              <Button icon={inFull ? EyeOff : Eye} onClick={() => setInFull(!inFull)}>
                {inFull ? "Hide them again" : "Show full names for a roll call"}
              </Button>
            </Row>
          </Inset>
        )}
      </WhoIsHerePage>
    </NamesInFullContext>
  );
}

function WhoIsHerePage({ children }: { readonly children: ReactNode }) {
  const { localNow, today } = useMoment();
  const day = useSchoolDay();
  const { ready } = useDirectory();
  const words = useWords();
  const rows = useRoomRows();
  const roll = rollOf(rows, localNow, listPeriod(day));
  return (
    <Page
      title="Who is here"
      lead={`${momentWords(localNow, today)}. What this tablet knows; it is not the register.`}
      back={{ to: "/today", words: "Today" }}
      aside={
        <Row>
          <Button icon={Printer} onClick={() => print()}>
            Print
          </Button>
        </Row>
      }
    >
      {children}
      {!ready ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState title={`No ${words.pupil} stands in the room’s list`} />
      ) : (
        <div className={styles.lists}>
          <Group title="Here" rows={roll.here} none="Nobody was said to be here in this period." />
          <Group title="Look for" rows={roll.lookFor} none="Nobody has to be looked for." strong />
          <Group title="In a lesson, or not in school" rows={roll.elsewhere} none="Nobody of those expected now." />
          {roll.notExpected.length > 0 && (
            <Group
              title="Not expected now"
              rows={roll.notExpected}
              none=""
              hint="Nobody expects them here now. Where they are stands on other lists."
              quiet
            />
          )}
        </div>
      )}
    </Page>
  );
}

interface GroupProps {
  readonly title: string;
  readonly rows: readonly RoomRow[];
  readonly none: string;
  readonly hint?: string;
  readonly strong?: boolean;
  readonly quiet?: boolean;
}

function Group({ title, rows, none, hint, strong, quiet }: GroupProps) {
  const names = useNames();
  const { localNow } = useMoment();
  return (
    <Section title={`${title}: ${rows.length}`} hint={hint}>
      {rows.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul className={classNames(styles.list, strong && styles.strong, quiet && styles.quiet)}>
          {rows.map((row) => (
            <li key={row.entry.scope} className={styles.pupil}>
              <span className={styles.name}>{names.pupil(row.entry.pupil.fields)}</span>
              <span className={styles.facts}>
                {[`Year ${textIn(row.entry.pupil, "year")}`, stateWords(row, localNow)].join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
