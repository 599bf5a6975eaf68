// The record of a removal from a lesson, completed bit by bit: teacher, reason, work, whether the pupil could leave,
// parents, time back. Its first words stay in its history.

import { removal } from "#casework/records/removal.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { useNavigate, useParams } from "react-router";
import { useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Card, Page } from "../../ui/page.tsx";

export default function RemovalPage() {
  const { pupil = "", record: id = "" } = useParams();
  const { pupilById } = useDirectory();
  const names = useNames();
  const navigate = useNavigate();
  const scope = pupil as ScopeId;
  const record = useWatch({ kind: "record", id: id as RecordId, scope });
  const entry = pupilById.get(pupil);
  const done = (): void => void navigate("/today");
  return (
    <Page
      title={entry ? `Removal from lesson, ${names.pupil(entry.pupil.fields)}` : "Removal from lesson"}
      lead="A sanction with a record of its own. It is no part of any support here."
      back={{ to: "/today", words: "Today" }}
      narrow
    >
      {record === undefined ? (
        <Loading />
      ) : record === null || record.type !== removal.type ? (
        <EmptyState title="This record is not on this tablet" />
      ) : (
        <Card>
          <RecordForm
            key={record.id}
            definition={removal}
            record={record}
            draft={{
              key: `amend/${record.id}`,
              what: removal.label,
              path: `/today/removal/${scope}/${record.id}`,
              scope,
            }}
            onDone={done}
            onCancel={done}
          />
        </Card>
      )}
    </Page>
  );
}
