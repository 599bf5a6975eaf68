// What the DSL was told and has not acknowledged, for everybody who may see it; the button is for those it was told to.

import { toldWays } from "#casework/codes/room.ts";
import { acknowledgeTold } from "#casework/commands/tell-dsl.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { useState } from "react";
import { useMe } from "../../binding.ts";
import { type PupilEntry, textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { momentWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { useActOn } from "../room/use-act-on.ts";
import { openTellings } from "./open-tellings.ts";
import { useSafetyContacts } from "./use-safety-contacts.ts";

export function ToldList() {
  const { pupilById } = useDirectory();
  const [done, setDone] = useState("");
  // Kept here and not in the card: while a tablet's pupils arrive a card can go and come back, and what is typed stays.
  const [references, setReferences] = useState<{ readonly [told: string]: string }>({});
  const open = openTellings([...pupilById.values()]);
  return (
    <Section title="Waiting for the DSL">
      {done !== "" && <p role="status">{done}</p>}
      {open.length === 0 ? (
        <EmptyState title="Nothing on this tablet waits to be acknowledged" />
      ) : (
        <Stack>
          {open.map(({ entry, told }) => (
            <Told
              key={told.id}
              entry={entry}
              told={told}
              reference={references[told.id] ?? ""}
              onReference={(typed) => setReferences((held) => ({ ...held, [told.id]: typed }))}
              onDone={setDone}
            />
          ))}
        </Stack>
      )}
    </Section>
  );
}

interface ToldProps {
  readonly entry: PupilEntry;
  readonly told: Slim;
  readonly reference: string;
  readonly onReference: (typed: string) => void;
  readonly onDone: (words: string) => void;
}

function Told({ entry, told, reference, onReference, onDone }: ToldProps) {
  const me = useMe();
  const { adultName } = useDirectory();
  const { today } = useMoment();
  const names = useNames();
  const leads = useSafetyContacts().leads.map(({ adult }) => adult);
  const { act, busy, fault } = useActOn(told.id as RecordId, entry.scope as ScopeId);
  const mine = textIn(told, "told") === me || leads.includes(me);
  const how = textIn(told, "how");
  const acknowledge = async (): Promise<void> => {
    const number = reference.trim();
    const ok = await act(acknowledgeTold, (seen) => ({
      seen,
      leads,
      ...(number === "" ? {} : { reference: number }),
    }));
    if (ok) onDone("Acknowledged. Whoever told you sees it.");
  };
  return (
    <SummaryCard
      level={3}
      title={names.pupil(entry.pupil.fields)}
      body={
        mine ? (
          <Stack>
            <TextInput
              label="Reference"
              hint="The number in the safeguarding file, nothing else"
              optional
              value={reference}
              onChange={onReference}
            />
            {fault !== "" && <p role="alert">{fault}</p>}
            <Row>
              <Button kind="primary" disabled={busy} onClick={() => void acknowledge()}>
                Acknowledge
              </Button>
            </Row>
          </Stack>
        ) : (
          <p>Only the DSL or a deputy acknowledges this. It stays open until then.</p>
        )
      }
    >
      <SummaryRow label="Told">{adultName(textIn(told, "told"))}</SummaryRow>
      <SummaryRow label="When and how">
        {momentWords(told.when, today)}
        {how === "" ? "" : `, ${labelOf(toldWays, how).toLowerCase()}`}
      </SummaryRow>
      <SummaryRow label="By">{adultName(told.by?.author)}</SummaryRow>
    </SummaryCard>
  );
}
