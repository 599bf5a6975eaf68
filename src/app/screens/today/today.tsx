// Today: the period, who is in the room, what helps each, one tap from a log. Nothing else stands above the rows.

import { NotebookPen, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { Outlet } from "react-router";
import { useStatus } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { clockWords, dayWords } from "../../text/dates.ts";
import { count } from "../../text/words.ts";
import { LinkButton } from "../../ui/button.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { Drafts } from "./drafts.tsx";
import { LastEntries } from "./last-entries.tsx";
import { PupilRow } from "./pupil-row.tsx";
import { roomRows } from "./room-rows.ts";
import { type SchoolDay, schoolDay } from "./school-day.ts";
import styles from "./today.module.css";

export function Today() {
  const { localNow, today } = useMoment();
  const directory = useDirectory();
  const day = schoolDay(directory.periods, directory.settings, localNow);
  const period = day.now ?? day.next;
  const rows = useMemo(() => roomRows(directory, period, today), [directory, period, today]);
  const expected = rows.filter((row) => row.expected);
  const [everyone, setEveryone] = useState(false);
  const shown = everyone ? rows : expected;
  return (
    <>
      <Page
        title={dayWords(today, today)}
        lead={<PeriodWords day={day} />}
        aside={
          expected.length < rows.length && (
            <ChipRadios
              label="Who to show"
              quietLabel
              options={[
                { value: "expected", label: `${day.now ? "This period" : "Next period"}, ${expected.length}` },
                { value: "everyone", label: `Everyone in IAP, ${rows.length}` },
              ]}
              value={everyone ? "everyone" : "expected"}
              onChange={(value) => setEveryone(value === "everyone")}
            />
          )
        }
      >
        <div className={styles.columns}>
          <Stack>
            {!directory.ready ? (
              <Loading />
            ) : shown.length === 0 ? (
              <NobodyHere inIap={rows.length} />
            ) : (
              <ul className={styles.list} aria-label="In the room">
                {shown.map((row) => (
                  <PupilRow key={row.entry.scope} row={row} />
                ))}
              </ul>
            )}
            <Arriving shown={shown.length} />
            {rows.length > 1 && (
              <Row>
                <LinkButton to="/today/several" icon={Users}>
                  Log for several
                </LinkButton>
              </Row>
            )}
          </Stack>
          <Stack gap="loose">
            <PutAway day={day} />
            <Drafts />
            <LastEntries />
          </Stack>
        </div>
      </Page>
      <Outlet />
    </>
  );
}

function PeriodWords({ day }: { readonly day: SchoolDay }) {
  const span = (period: SchoolDay["now"]): string =>
    `${textIn(period, "name")}, ${clockWords(textIn(period, "start"))} to ${clockWords(textIn(period, "end"))}`;
  if (day.now) return <>{span(day.now)}</>;
  if (day.next) return <>Next: {span(day.next)}</>;
  return <>{day.periods.length === 0 ? "No periods today" : "The school day is over"}</>;
}

function NobodyHere({ inIap }: { readonly inIap: number }) {
  const { pupils } = useDirectory();
  const { complete, reach } = useStatus();
  const words = useWords();
  // Nothing can be said of who is missing before everybody has arrived.
  if (!complete)
    return reach === "unreachable" ? (
      <EmptyState title={words.noPupilsHere}>They arrive by themselves once this tablet has a signal.</EmptyState>
    ) : (
      <EmptyState title={`Your ${words.pupils} are arriving…`}>The first time, this takes some seconds.</EmptyState>
    );
  if (pupils.length === 0)
    return (
      <EmptyState
        title={`Your school has no ${words.pupils} here yet`}
        action={
          <LinkButton kind="primary" to="/school">
            Bring in your {words.pupils}
          </LinkButton>
        }
      >
        They come from a file of your MIS, with a look before anything is kept.
      </EmptyState>
    );
  if (inIap > 0)
    return (
      <EmptyState title="No one is expected this period">Everyone in IAP stands under the other button.</EmptyState>
    );
  return (
    <EmptyState
      title="Nobody is in IAP at the moment"
      action={
        <LinkButton to="/pupils" icon={NotebookPen}>
          Find a {words.pupil}
        </LinkButton>
      }
    >
      A {words.pupil} stands here from the first day of a placement.
    </EmptyState>
  );
}

/** The first morning of a tablet: what stands here is not all there is. */
function Arriving({ shown }: { readonly shown: number }) {
  const { complete, reach } = useStatus();
  const words = useWords();
  if (complete || shown === 0) return null;
  return (
    <p className={styles.quiet} role="status">
      {reach === "unreachable"
        ? `Some ${words.pupils} have not arrived yet. They come once this tablet has a signal.`
        : `More ${words.pupils} are arriving…`}
    </p>
  );
}

/** At the end of the last period, while something has not gone. */
function PutAway({ day }: { readonly day: SchoolDay }) {
  const { queued, refused } = useStatus();
  if (!day.ending || queued + refused === 0) return null;
  return (
    <Inset kind="warn" title="Before you put the tablet away">
      <p>
        {count(queued + refused, "entry has", "entries have")} not been sent. They are safe here. Leave the tablet on,
        with a signal, until they have gone.
      </p>
      <LinkButton to="/sync">See what has not gone</LinkButton>
    </Inset>
  );
}
