// Changes one section of a record: a form of one page, begun with what stands there now.

import type { RecordId } from "#ledger/names.ts";
import { useNavigate, useParams } from "react-router";
import { useDevice, useWatch } from "../../binding.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Card } from "../../ui/page.tsx";
import { homeOf, sectionAt } from "./homes.ts";
import { usePupil } from "./pupil-context.ts";
import { SubPage } from "./sub-page.tsx";

/** What its own buttons change, together with the days that go with it: not asked in a form. */
const BY_BUTTON: { readonly [type: string]: readonly string[] } = {
  milestone: ["status", "metOn", "confirmedBy", "placement"],
  placement: ["stage"],
  baseline: ["placement"],
};

export function EditRecord() {
  const { record: id = "", section: path } = useParams();
  const { scope, base } = usePupil();
  const { schema } = useDevice();
  const navigate = useNavigate();
  const record = useWatch({ kind: "record", id: id as RecordId, scope });
  if (record === undefined) return <Loading />;
  const definition = record === null ? undefined : schema.definitions[record.type];
  if (record === null || !definition) return <EmptyState title="This record is not on this tablet" />;
  const section = sectionAt(definition, path);
  const home = homeOf(base, record.type);
  const asked = section?.fields ?? Object.keys(definition.fields);
  const only = asked.filter((name) => !BY_BUTTON[record.type]?.includes(name));
  return (
    <SubPage title={section?.title ?? definition.label} back={home}>
      <Card>
        <RecordForm
          key={`${id} ${path ?? ""}`}
          definition={definition}
          record={record}
          only={only}
          draft={{
            key: `edit/${record.id}/${path ?? ""}`,
            what: section === undefined ? definition.label : `${definition.label}: ${section.title}`,
            path: `${base}/record/${record.id}/edit${path === undefined ? "" : `/${path}`}`,
            scope,
          }}
          onDone={() => void navigate(home.to)}
          onCancel={() => void navigate(home.to)}
        />
      </Card>
    </SubPage>
  );
}
