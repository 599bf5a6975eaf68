// The log of one IAP period. It begins with the period that is on; everything else is for the adult to say.

import { sessionLog } from "#casework/records/session-log.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useNavigate, useParams } from "react-router";
import { useDirectory } from "../../directory.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";

export default function SessionLog() {
  const { pupil = "" } = useParams();
  const directory = useDirectory();
  const names = useNames();
  const words = useWords();
  const navigate = useNavigate();
  const { localNow, today } = useMoment();
  const entry = directory.pupilById.get(pupil);
  const period = useSchoolDay().now;
  const back = { to: "/today", words: "Today" };
  if (!directory.ready) return <Loading />;
  if (!entry)
    return (
      <Page title="Session log" back={back} narrow>
        <EmptyState title={`This ${words.pupil} is not on this tablet`} />
      </Page>
    );
  return (
    <Page title={`Session log, ${names.first(entry.pupil.fields)}`} lead="One IAP period" back={back} narrow>
      <RecordForm
        definition={sessionLog}
        scope={entry.scope as ScopeId}
        known={{
          when: period === undefined ? localNow : `${today}T${period.start}`,
          ...(period === undefined ? {} : { period: period.id }),
        }}
        draft={{
          key: `new/session-log/${entry.scope}`,
          what: "Session log",
          path: `/today/session/${entry.scope}`,
          scope: entry.scope,
        }}
        onDone={() => void navigate("/today")}
        onCancel={() => void navigate("/today")}
      />
    </Page>
  );
}
