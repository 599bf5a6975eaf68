// Emergencies: who opened the notes of a pupil they do not work with, why, and whether somebody has looked at it (A42).
// For the safeguarding lead and the leaders; asked of the server, kept nowhere.

import { type EmergencyAnswer, emergencyAnswerShape } from "#protocol/read-through.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { Refusal } from "#ledger/refusal.ts";
import { useState } from "react";
import { useDevice, useMe } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useServerAct } from "../../online/use-server-act.ts";
import { useServerAnswer } from "../../online/use-server-answer.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { Private } from "../../shell/hidden-names.tsx";
import { clockWords, momentOf, momentWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Page, Row, Stack } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { ServerRefused } from "./server-refused.tsx";

export function EmergencyList() {
  const { answer, refusal, busy, again } = useServerAnswer({
    method: "GET",
    path: ROUTES.emergency,
    shape: emergencyAnswerShape,
  });
  const words = useWords();
  return (
    <Page
      title="Opened in an emergency"
      lead={`Who opened the notes of a ${words.pupil} they do not work with, and why. Each time was for half an hour.`}
      back={{ to: "/more", words: "More" }}
      narrow
    >
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="The list cannot be shown" onAgain={() => void again()} />
      )}
      {answer?.opened.length === 0 && (
        <EmptyState title="Nobody has opened anything in an emergency">
          It stands here as soon as somebody does.
        </EmptyState>
      )}
      {answer && (
        <Stack gap="loose">
          {answer.opened.map((one) => (
            <Opened key={one.id} one={one} onSeen={() => void again()} />
          ))}
        </Stack>
      )}
    </Page>
  );
}

function Opened({ one, onSeen }: { readonly one: EmergencyAnswer["opened"][number]; readonly onSeen: () => void }) {
  const device = useDevice();
  const me = useMe();
  const moment = useMoment();
  const names = useNames();
  const words = useWords();
  const { adultName, pupilById } = useDirectory();
  const { busy, act } = useServerAct(ROUTES.emergencySeen);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  const pupil = pupilById.get(one.pupil);
  // By the school's clock, like every moment on a screen.
  const at = (iso: string): string => momentOf(Date.parse(iso), moment);
  const until = Date.parse(one.until) > device.now() ? `open until ${clockWords(at(one.until))}` : "over";
  const see = async (): Promise<void> => {
    const no = await act({ id: one.id });
    setRefusal(no);
    if (no === undefined) onSeen();
  };
  return (
    <SummaryCard
      title={`${momentWords(at(one.at), moment.today)}, ${until}`}
      body={
        <Stack>
          {refusal && <ServerRefused refusal={refusal} title="That was not written down" />}
          <Row>
            {pupil && <LinkButton to={`/pupils/${one.pupil}`}>Open the {words.pupil}’s page</LinkButton>}
            {one.seenBy === null && one.adult !== (me as string) && (
              <Button kind="primary" disabled={busy} onClick={() => void see()}>
                I have looked at this
              </Button>
            )}
          </Row>
        </Stack>
      }
    >
      <SummaryRow label="Who">{adultName(one.adult)}</SummaryRow>
      <SummaryRow label={words.Pupil} empty="Not in this tablet’s list">
        {names.pupil(pupil?.pupil.fields)}
      </SummaryRow>
      <SummaryRow label="Why">
        <Private>{one.reason}</Private>
      </SummaryRow>
      <SummaryRow label="Looked at" empty="By nobody yet">
        {one.seenBy !== null && `By ${adultName(one.seenBy)}`}
      </SummaryRow>
    </SummaryCard>
  );
}
