// Says that a record is due, at once: who, when, and which adults were there. Nothing of what happened stands in it.

import { startForceRecord } from "#casework/commands/record-force.ts";
import { forceNotice } from "#casework/records/force-notice.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useDevice, useMe } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { PickMany } from "../../record/pick-many.tsx";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { capital } from "../../text/words.ts";
import { Loading } from "../../ui/empty-state.tsx";
import { Card, Page, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";

export default function StartForce() {
  const device = useDevice();
  const me = useMe();
  const { ready, pupils, adults } = useDirectory();
  const { localNow } = useMoment();
  const names = useNames();
  const words = useWords();
  const navigate = useNavigate();
  const [asked] = useSearchParams();
  const [pupil, setPupil] = useState<string | null>(asked.get("pupil"));
  return (
    <Page
      title="Start a record of force"
      lead="This says that a record is due today. What happened is written on the next page."
      back={{ to: "/force", words: "Force, seclusion or restraint" }}
      narrow
    >
      {!ready ? (
        <Loading />
      ) : (
        <Stack>
          <PickMany
            label={`Which ${words.pupil}?`}
            options={pupils.map(({ scope, pupil: one }) => ({
              value: scope as string,
              label: names.pupil(one.fields),
            }))}
            value={pupil === null ? [] : [pupil]}
            onChange={(chosen) => setPupil(chosen.at(-1) ?? null)}
          />
          {pupil === null ? (
            <p>{capital(words.pupil)} first, then when it was and who was there.</p>
          ) : (
            <Card>
              <RecordForm
                key={pupil}
                definition={forceNotice}
                scope={pupil as ScopeId}
                only={["when", "adults"]}
                known={{ when: localNow, adults: adults.has(me) ? [me] : [] }}
                draft={{
                  key: `new/force-notice/${pupil}`,
                  what: "Record of force",
                  path: `/force/new?pupil=${pupil}`,
                  scope: pupil,
                }}
                write={async ({ when, adults: there }, id) =>
                  device.commit(startForceRecord, {
                    pupil: pupil as ScopeId,
                    id,
                    ...(typeof when === "string" ? { when } : {}),
                    ...(Array.isArray(there) && there.length > 0 ? { adults: there.map(String) } : {}),
                  })
                }
                save="Start the record"
                onDone={({ records }) => void navigate(`/force/${pupil}/${records[0] ?? ""}`)}
                onCancel={() => void navigate("/force")}
              />
            </Card>
          )}
        </Stack>
      )}
    </Page>
  );
}
