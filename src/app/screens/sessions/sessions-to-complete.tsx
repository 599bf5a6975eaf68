// Session logs that were begun with a rating, and still say nothing of the subject or the work: one's own first. Each
// is completed when there is time; nothing is asked for twice.

import { type RecordFacts, textIn } from "#casework/measures/record-facts.ts";
import { useMemo } from "react";
import { useMe } from "../../binding.ts";
import { textIn as textOfSlim, useDirectory } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { clockWords, momentWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import styles from "./sweep.module.css";
import { DAYS, sessionsToComplete, stillEmpty } from "./to-complete.ts";
import { useLevelWords } from "./use-level-words.ts";
import { useWeekLogs } from "./use-week-logs.ts";

export default function SessionsToComplete() {
  const directory = useDirectory();
  const me = useMe();
  const names = useNames();
  const levels = useLevelWords("regulation");
  const { today } = useMoment();
  const logs = useWeekLogs();
  const open = useMemo(() => logs && sessionsToComplete(logs, me, today), [logs, me, today]);
  if (open === undefined) return <Loading />;
  // Somebody else's is theirs to complete first, and a week of them is long.
  const others = open.filter(({ log }) => log.author !== me);
  const mine = open.filter(({ log }) => log.author === me);
  const when = (log: RecordFacts): string =>
    log.when.slice(0, 10) === today ? clockWords(log.when) : momentWords(log.when, today);
  const line = ({ entry, log }: (typeof open)[number]) => (
    <RowLink key={log.id} to={`/today/session/${entry.scope}?log=${log.id}`}>
      <span>
        <strong>{names.pupil(entry.pupil.fields)}</strong>{" "}
        {textOfSlim(directory.periodById.get(textIn(log, "period")), "name") || "IAP period"}, {when(log)}
        <Private quiet>{textIn(log, "regulation") === "" ? "" : ` – ${levels(textIn(log, "regulation"))}`}</Private>
      </span>
      <span className={styles.quiet}>
        {log.author === me ? "" : `Written by ${directory.adultName(log.author)}. `}
        Still empty: {stillEmpty(log).join(", ")}
      </span>
    </RowLink>
  );
  return (
    <Page
      title="Session logs to complete"
      lead={`Of the last ${DAYS} days.`}
      back={{ to: "/today", words: "Today" }}
      aside={<LinkButton to="/today/sweep">Rate a period</LinkButton>}
      narrow
    >
      {open.length === 0 ? (
        <EmptyState title="Nothing to complete">
          Every session log of the last {DAYS} days says its subject, the taking part and the work.
        </EmptyState>
      ) : (
        <Stack>
          {mine.length === 0 ? (
            <p>Every session log that you wrote says its subject, the taking part and the work.</p>
          ) : (
            <RowList label="Session logs to complete">{mine.map(line)}</RowList>
          )}
          {others.length > 0 && (
            <Disclosure words={`Written by others, ${others.length}`}>
              <RowList label="Written by others">{others.map(line)}</RowList>
            </Disclosure>
          )}
        </Stack>
      )}
    </Page>
  );
}
