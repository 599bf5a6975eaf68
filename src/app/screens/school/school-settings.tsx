// How the school speaks, and who its safeguarding lead is. One record a school: made here the first time.

import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { useNavigate } from "react-router";
import { useDevice, useOpen, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Card, Page, Row } from "../../ui/page.tsx";
import { LinkButton } from "../../ui/button.tsx";
import NotFound from "../more/not-found.tsx";

export function SchoolSettings() {
  const definition = useDevice().schema.definitions["school-settings"];
  const { schoolName } = useOpen();
  const { adults } = useDirectory();
  const navigate = useNavigate();
  const all = useWatch({ kind: "records", scope: SCHOOL_SCOPE, types: ["school-settings"] });
  if (!definition) return <NotFound />;
  if (all === undefined) return <Loading />;
  const record = all[0];
  return (
    <Page title="School and safeguarding lead" back={{ to: "/school", words: "Your school" }} narrow>
      {adults.size < 2 && (
        <Inset kind="plain" title="Is the safeguarding lead in Waymark yet?">
          <p>You can choose them here once they are among the adults.</p>
          <Row>
            <LinkButton to="/school/people">Adults</LinkButton>
          </Row>
        </Inset>
      )}
      <Card>
        <RecordForm
          definition={definition}
          record={record}
          known={record ? undefined : { name: schoolName, pupilWord: "pupil", timeZone: "Europe/London" }}
          draft={{
            key: record ? `edit/school-settings/${record.id}` : "new/school-settings",
            what: "School and safeguarding lead",
            path: "/school/settings",
          }}
          onDone={() => void navigate("/school")}
          onCancel={() => void navigate("/school")}
        />
      </Card>
    </Page>
  );
}
