// The two texts about a use of force: the record, and an adult's own account. Before either the form asks whether
// anybody said that an adult did wrong: that is never written here (C30).

import { ALLEGATION_DIRECTIONS } from "#casework/allegation.ts";
import { FORCE_RECORD_NEEDS, writeForceAccount, writeForceRecord } from "#casework/commands/record-force.ts";
import { forceAccount } from "#casework/records/force-account.ts";
import { forceRecord } from "#casework/records/force-record.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useDevice, useMe, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Card, Page, Stack } from "../../ui/page.tsx";
import { useSafetyContacts } from "../safety/use-safety-contacts.ts";

type What = "record" | "account";

export default function ForceWriting({ what }: { readonly what: What }) {
  const { pupil = "", notice: id = "" } = useParams();
  const scope = pupil as ScopeId;
  const { pupilById } = useDirectory();
  const names = useNames();
  const notice = useWatch({ kind: "record", id: id as RecordId, scope });
  const first = names.first(pupilById.get(pupil)?.pupil.fields);
  if (notice === undefined) return <Loading />;
  const missing = notice === null || notice.type !== "force-notice";
  return (
    <Page
      title={what === "record" ? `The record, ${first}` : `Your account, ${first}`}
      lead={
        what === "record"
          ? "What a camera would show. Your draft is yours alone; that it is not finished, others see."
          : "What you saw and did, before you read or hear what others wrote. You write only your own."
      }
      back={{ to: missing ? "/force" : `/force/${scope}/${id}`, words: "What is to be done" }}
      narrow
    >
      {missing ? (
        <EmptyState title="This record is not on this tablet" />
      ) : what === "record" && textOf(notice, "finishedAt") !== "" ? (
        <EmptyState title="This record is written already">
          It is not kept on a shared tablet once it is sent. Those who may read it find it on their own device.
        </EmptyState>
      ) : (
        <Asked notice={notice} scope={scope} what={what} />
      )}
    </Page>
  );
}

interface AskedProps {
  readonly notice: ViewRecord;
  readonly scope: ScopeId;
  readonly what: What;
}

function Asked({ notice, scope, what }: AskedProps) {
  const { allegations } = useSafetyContacts();
  const { adultName } = useDirectory();
  const me = useMe();
  const [said, setSaid] = useState<string | null>(null);
  const half = useWatch({ kind: "drafts" })?.some(
    ({ id, author }) => author === me && id === `${me}/${draftKey(what, notice)}`,
  );
  return (
    <Stack gap="loose">
      <ChipRadios
        label="Has anybody said that an adult did wrong?"
        hint={
          half === true && said === null ? "What you wrote before is kept. It comes after this question." : undefined
        }
        options={[
          { value: "no", label: "No" },
          { value: "yes", label: "Yes" },
        ]}
        value={said}
        onChange={setSaid}
      />
      {said === "yes" && (
        <div role="alert">
          <Inset kind="problem" title="This is not the place for it">
            <p>{ALLEGATION_DIRECTIONS}</p>
            {allegations && (
              <p>
                Your school’s contact: {adultName(allegations.adult)}
                {allegations.extension === "" ? "" : `, extension ${allegations.extension}`}.
              </p>
            )}
          </Inset>
        </div>
      )}
      {said === "no" && <Card>{<Writing notice={notice} scope={scope} what={what} />}</Card>}
    </Stack>
  );
}

const draftKey = (what: What, notice: ViewRecord): string => `force-${what}/${notice.id}`;

function Writing({ notice, scope, what }: AskedProps) {
  const device = useDevice();
  const me = useMe();
  const navigate = useNavigate();
  const at = `/force/${scope}/${notice.id}`;
  const back = (): void => void navigate(at);
  const when = textOf(notice, "when");
  const adults = valueOf(notice, "adults");
  const told = textOf(notice, "parentToldAt");
  const draft = {
    key: draftKey(what, notice),
    what: what === "record" ? "Record of force" : "Account of a use of force",
    path: `${at}/${what}`,
    scope: scope as string,
  };
  return what === "account" ? (
    <RecordForm
      definition={forceAccount}
      scope={scope}
      only={["account"]}
      known={{ when, notice: notice.id, adult: me }}
      draft={draft}
      write={({ account }, id) =>
        device.commit(writeForceAccount, { notice, account: typeof account === "string" ? account : "", id })
      }
      save="Save my account"
      onDone={back}
      onCancel={back}
    />
  ) : (
    <RecordForm
      definition={forceRecord}
      scope={scope}
      known={{ when, ...(adults === null ? {} : { adults }), ...(told === "" ? {} : { parentToldAt: told }) }}
      needs={FORCE_RECORD_NEEDS}
      draft={draft}
      write={(fields, id) => device.commit(writeForceRecord, { pupil: scope, notice, fields, allegation: false, id })}
      save="Save the record"
      onDone={back}
      onCancel={back}
    />
  );
}
