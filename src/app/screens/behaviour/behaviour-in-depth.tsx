// A behaviour log in depth: before, during and after, what it may have been for, what was tried and what worked, and how
// it was put right. What home may read is a form of its own, apart from what is internal [C33].

import { behaviourLog } from "#casework/records/behaviour-log.ts";
import type { RecordId } from "#ledger/names.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { useNavigate, useParams } from "react-router";
import { useWatch } from "../../binding.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { momentWords } from "../../text/dates.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Card, Section, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { LogLines } from "../pupil/log-lines.tsx";
import { logTitle } from "../pupil/log-words.ts";
import { usePupil } from "../pupil/pupil-context.ts";
import { SubPage } from "../pupil/sub-page.tsx";
import { useRecords } from "../pupil/use-records.ts";
import { useSay } from "../pupil/use-say.ts";

/** In the order people tell it. What and when were said when it was logged. */
const INTERNAL = [
  "place",
  "lesson",
  "intensity",
  "tried",
  "helped",
  "settledAfter",
  "note",
  "before",
  "behaviour",
  "after",
  "lasted",
  "functions",
  "role",
  "others",
];

export function BehaviourInDepth() {
  const { log = "" } = useParams();
  const { scope } = usePupil();
  const record = useWatch({ kind: "record", id: log as RecordId, scope });
  if (record === undefined) return <Loading />;
  if (record === null || record.type !== "behaviour-log")
    return <EmptyState title="This log is not on this tablet">It may not have arrived yet.</EmptyState>;
  return <InDepth key={record.id} record={record} />;
}

function InDepth({ record }: { readonly record: ViewRecord }) {
  const { scope, base } = usePupil();
  const { today } = useMoment();
  const navigate = useNavigate();
  const say = useSay(scope);
  const repairs = useRecords(scope, ["repair"])?.filter((one) => textOf(one, "about") === record.id) ?? [];
  const page = `${base}/record/${record.id}`;
  const form = (what: string, only: readonly string[], save: string) => (
    <RecordForm
      definition={behaviourLog}
      record={record}
      only={only}
      save={save}
      draft={{
        key: `depth/${what}/${record.id}`,
        what: "Behaviour log",
        path: `${base}/behaviour/${record.id}`,
        scope,
      }}
      onDone={() => void navigate(page)}
      onCancel={() => void navigate(page)}
    />
  );
  return (
    <SubPage
      title="In depth"
      lead={`${logTitle(record, behaviourLog, say)}, ${momentWords(textOf(record, "when"), today)}.`}
      back={{ to: page, words: "The log" }}
    >
      <Stack gap="loose">
        <Section title="For the school’s own file" hint="Home does not read this.">
          <Card>{form("internal", INTERNAL, "Save")}</Card>
        </Section>
        <Section title="For home" hint="Only these words of the log are shown to home.">
          <Card>{form("home", ["forHome"], "Save words for home")}</Card>
        </Section>
        <Section
          title="Putting it right"
          hint="Both sides’ view, and what was agreed."
          aside={<LinkButton to={`${base}/new/repair?about=${record.id}`}>Write it down</LinkButton>}
        >
          {repairs.length === 0 ? (
            <p>Nothing is written yet.</p>
          ) : (
            <LogLines records={repairs} label="Putting it right" base={base} />
          )}
        </Section>
      </Stack>
    </SubPage>
  );
}
