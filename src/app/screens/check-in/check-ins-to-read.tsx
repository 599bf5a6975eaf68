// What pupils said while the tablet was locked: an adult reads it and signs it into the pupil's file by filing it. Nobody
// corrects it.

import { feelings, wishes } from "#casework/codes/room.ts";
import { makeRecord } from "#casework/commands/make-record.ts";
import { labelOf } from "#ledger/code-list.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useState } from "react";
import { useDevice, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { momentWords, stampMoment } from "../../text/dates.ts";
import { listWords } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";
import { checkInsFrom, type SaidInOneSitting } from "./check-ins-from.ts";

export function CheckInsToRead() {
  const jots = useWatch({ kind: "jots" });
  const [said, setSaid] = useState("");
  const waiting = checkInsFrom(jots ?? []);
  if (waiting.length === 0 && said === "") return null;
  return (
    <Section
      title="To read and keep"
      hint="Said on this tablet while it was locked. Your name stands on it as the adult who kept it."
    >
      <p role="status">{said}</p>
      <Stack>
        {waiting.map((one) => (
          <Card key={one.ids[0]} said={one} onDone={setSaid} />
        ))}
      </Stack>
    </Section>
  );
}

function Card({ said, onDone }: { readonly said: SaidInOneSitting; readonly onDone: (words: string) => void }) {
  const device = useDevice();
  const names = useNames();
  const { pupilById } = useDirectory();
  const { today } = useMoment();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const { ids, scope, fields } = said;
  const { feeling, words, when, unfinished } = fields;
  const wanted = Array.isArray(fields["wishes"]) ? fields["wishes"].map(String) : [];
  const pupil = pupilById.get(scope ?? "");
  const keep = async (): Promise<void> => {
    if (scope === null) return;
    setBusy(true);
    const filed = await device.fileJot(ids, makeRecord, { type: "check-in", scope, fields });
    setBusy(false);
    if (isRefusal(filed)) setFault(filed.sentence);
    else onDone(`Kept in ${names.pupil(pupil?.pupil.fields)}’s file.`);
  };
  const giveAway = async (): Promise<void> => {
    setBusy(true);
    for (const id of ids) await device.setJotAside(id);
    setBusy(false);
  };
  return (
    <SummaryCard
      level={3}
      title={names.pupil(pupil?.pupil.fields)}
      body={
        <Stack>
          {fault !== "" && <p role="alert">{fault}</p>}
          <Row>
            <Button kind="primary" disabled={busy || scope === null} onClick={() => void keep()}>
              Keep it
            </Button>
            <Button disabled={busy} onClick={() => void giveAway()}>
              Not mine: give it to the safeguarding lead
            </Button>
          </Row>
        </Stack>
      }
    >
      <SummaryRow label="When">{momentWords(typeof when === "string" ? when : stampMoment(said.at), today)}</SummaryRow>
      {ids.length > 1 && (
        <SummaryRow label="In parts">The page was loaded again while they answered. This is all of it.</SummaryRow>
      )}
      {unfinished === true && (
        <SummaryRow label="Not finished">
          They had not saved it when the page closed. This is how far they got.
        </SummaryRow>
      )}
      <SummaryRow label="How is it going?" empty="Nothing tapped">
        {typeof feeling === "string" && <Private>{labelOf(feelings, feeling)}</Private>}
      </SummaryRow>
      <SummaryRow label="What would help?" empty="Nothing tapped">
        {wanted.length > 0 && <Private>{listWords(wanted.map((wish) => labelOf(wishes, wish)))}</Private>}
      </SummaryRow>
      <SummaryRow label="Anything else?" empty="Nothing written">
        {typeof words === "string" && <Private>{words}</Private>}
      </SummaryRow>
    </SummaryCard>
  );
}
