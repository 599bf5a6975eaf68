// Session logs that were begun with a rating, and still say nothing of the subject or the work: one's own first. Each
// is completed when there is time; nothing is asked for twice.

import { type RecordFacts, textIn } from "#casework/measures/record-facts.ts";
import { useMemo } from "react";
import { useMe } from "../../binding.ts";
import { textIn as textOfSlim, useDirectory } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { clockWords, momentWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page } from "../../ui/page.tsx";
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
  const when = (log: RecordFacts): string =>
    log.when.slice(0, 10) === today ? clockWords(log.when) : momentWords(log.when, today);
  return (
    <Page
      title="Session logs to complete"
      lead={`Of the last ${DAYS} days. What you rated comes first.`}
      back={{ to: "/today", words: "Today" }}
      aside={<LinkButton to="/today/sweep">Rate a period</LinkButton>}
      narrow
    >
      {open.length === 0 ? (
        <EmptyState title="Nothing to complete">
          Every session log of the last {DAYS} days says its subject, the taking part and the work.
        </EmptyState>
      ) : (
        <RowList label="Session logs to complete">
          {open.map(({ entry, log }) => (
            <RowLink key={log.id} to={`/today/session/${entry.scope}?log=${log.id}`}>
              <span>
                <strong>{names.pupil(entry.pupil.fields)}</strong>{" "}
                {textOfSlim(directory.periodById.get(textIn(log, "period")), "name") || "IAP period"}, {when(log)}
                <Private quiet>
                  {textIn(log, "regulation") === "" ? "" : ` – ${levels(textIn(log, "regulation"))}`}
                </Private>
              </span>
              <span className={styles.quiet}>
                {log.author === me ? "" : `Written by ${directory.adultName(log.author)}. `}
                Still empty: {stillEmpty(log).join(", ")}
              </span>
            </RowLink>
          ))}
        </RowList>
      )}
    </Page>
  );
}
