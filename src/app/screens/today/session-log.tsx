// The log of one IAP period: a new one begins with the period that is on; one that a sweep began is completed. Everything
// else is for the adult to say.

import { sessionLog } from "#casework/records/session-log.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useMe, useWatch } from "../../binding.ts";
import { type PupilEntry, slimsOf, textIn, useDirectory } from "../../directory.ts";
import { useState } from "react";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";

const BACK = { to: "/today", words: "Today" };

export default function SessionLog() {
  const { pupil = "" } = useParams();
  const { ready, pupilById } = useDirectory();
  const words = useWords();
  const entry = pupilById.get(pupil);
  if (!ready) return <Loading />;
  if (entry) return <SessionLogOf key={entry.scope} entry={entry} />;
  return (
    <Page title="Session log" back={BACK} narrow>
      <EmptyState title={`This ${words.pupil} is not on this tablet`} />
    </Page>
  );
}

function SessionLogOf({ entry }: { readonly entry: PupilEntry }) {
  const names = useNames();
  const navigate = useNavigate();
  const me = useMe();
  const { localNow, today } = useMoment();
  const period = useSchoolDay().now;
  const [asked] = useSearchParams();
  const scope = entry.scope as ScopeId;
  // One's own log of this period is gone on with: a period that was rated is not logged a second time.
  const [own] = useState(() => {
    const logs = slimsOf(entry, "session-log").filter((log) => log.by?.author === me && log.when.startsWith(today));
    return period === undefined ? undefined : logs.find((log) => textIn(log, "period") === period.id)?.id;
  });
  const id = (asked.get("log") ?? own) as RecordId | undefined;
  const record = useWatch(id === undefined ? null : { kind: "record", id, scope });
  if (id !== undefined && record === undefined) return <Loading />;
  const to = asked.get("log") === null ? "/today" : "/today/sessions";
  const path = `/today/session/${entry.scope}`;
  return (
    <Page
      title={`Session log, ${names.first(entry.pupil.fields)}`}
      lead={record ? "Begun already. Fill in what is still empty." : "One IAP period"}
      back={to === "/today" ? BACK : { to, words: "Session logs to complete" }}
      narrow
    >
      {id !== undefined && !record ? (
        <EmptyState title="This session log is not on this tablet" />
      ) : (
        <RecordForm
          definition={sessionLog}
          {...(record ? { record } : {})}
          scope={scope}
          known={{
            when: period === undefined ? localNow : `${today}T${period.start}`,
            ...(period === undefined ? {} : { period: period.id }),
          }}
          draft={{
            key: record ? `complete/${record.id}` : `new/session-log/${entry.scope}`,
            what: "Session log",
            path: record ? `${path}?log=${record.id}` : path,
            scope: entry.scope,
          }}
          onDone={() => void navigate(to)}
          onCancel={() => void navigate(to)}
        />
      )}
    </Page>
  );
}
