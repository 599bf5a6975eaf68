// What pupils said while the tablet was locked: an adult reads it and signs it into the pupil's file by filing it. Nobody
// corrects it.

import { feelings, wishes } from "#casework/codes/room.ts";
import { makeRecord } from "#casework/commands/make-record.ts";
import type { Jot } from "#device/device.ts";
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

export const isCheckIn = ({ kind }: Jot): boolean => kind === "check-in";

export function CheckInsToRead() {
  const jots = useWatch({ kind: "jots" });
  const [said, setSaid] = useState("");
  const waiting = (jots ?? []).filter(isCheckIn);
  if (waiting.length === 0 && said === "") return null;
  return (
    <Section
      title="To read and keep"
      hint="Said on this tablet while it was locked. Your name stands on it as the adult who kept it."
    >
      <p role="status">{said}</p>
      <Stack>
        {waiting.map((jot) => (
          <Card key={jot.id} jot={jot} onDone={setSaid} />
        ))}
      </Stack>
    </Section>
  );
}

function Card({ jot, onDone }: { readonly jot: Jot; readonly onDone: (words: string) => void }) {
  const device = useDevice();
  const names = useNames();
  const { pupilById } = useDirectory();
  const { today } = useMoment();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const { feeling, words, when, unfinished } = jot.body;
  const wanted = Array.isArray(jot.body["wishes"]) ? jot.body["wishes"].map(String) : [];
  const pupil = pupilById.get(jot.scope ?? "");
  const keep = async (): Promise<void> => {
    if (jot.scope === null) return;
    setBusy(true);
    const filed = await device.fileJot(jot.id, makeRecord, { type: "check-in", scope: jot.scope, fields: jot.body });
    setBusy(false);
    if (isRefusal(filed)) setFault(filed.sentence);
    else onDone(`Kept in ${names.pupil(pupil?.pupil.fields)}’s file.`);
  };
  return (
    <SummaryCard
      level={3}
      title={names.pupil(pupil?.pupil.fields)}
      body={
        <Stack>
          {fault !== "" && <p role="alert">{fault}</p>}
          <Row>
            <Button kind="primary" disabled={busy || jot.scope === null} onClick={() => void keep()}>
              Keep it
            </Button>
            <Button disabled={busy} onClick={() => void device.setJotAside(jot.id)}>
              Not mine: give it to the safeguarding lead
            </Button>
          </Row>
        </Stack>
      }
    >
      <SummaryRow label="When">{momentWords(typeof when === "string" ? when : stampMoment(jot.at), today)}</SummaryRow>
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
