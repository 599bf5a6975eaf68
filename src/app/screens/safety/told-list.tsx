// What the DSL was told and has not acknowledged, for everybody who may see it; the button is for those it was told to.

import { toldWays } from "#casework/codes/room.ts";
import { acknowledgeTold } from "#casework/commands/tell-dsl.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { useState } from "react";
import { useMe, useOpen } from "../../binding.ts";
import { type PupilEntry, textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { momentWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { useFingers, useHeldAtRest } from "../../use-at-rest.ts";
import { useActOn } from "../room/use-act-on.ts";
import { openTellings } from "./open-tellings.ts";
import { useSafetyContacts } from "./use-safety-contacts.ts";

export function ToldList() {
  const { cover } = useOpen();
  const { pupilById } = useDirectory();
  const [done, setDone] = useState("");
  // Kept here and not in the card: while a tablet's pupils arrive a card can go and come back, and what is typed stays.
  const [references, setReferences] = useState<{ readonly [told: string]: string }>({});
  const waiting = openTellings([...pupilById.values()]);
  // A card that goes leaves its place until no finger is near: the next tap does not acknowledge another child's [C49].
  const held = useHeldAtRest(waiting, waiting.map(({ told }) => told.id).join(), "", useFingers());
  // Whoever may not be seen any more is gone at once.
  const open = held.filter(({ entry }) => pupilById.has(entry.scope));
  const isOpen = (id: string): boolean => waiting.some(({ told }) => told.id === id);
  return (
    <Section title="Waiting for the DSL">
      {/* One line either way: the cards keep their place. */}
      {open.length + done.length > 0 && (
        <p role="status">{done === "" ? "Each stays open until the DSL or a deputy acknowledges it." : done}</p>
      )}
      {open.length === 0 ? (
        // A cover adult is shown their own alone (A34).
        <EmptyState
          title={cover ? "Nothing that you told the DSL waits" : "Nothing on this tablet waits to be acknowledged"}
        />
      ) : (
        <Stack>
          {open.map(({ entry, told }) => (
            <Told
              key={told.id}
              entry={entry}
              told={told}
              isOpen={isOpen(told.id)}
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
  /** False in the moment after it was acknowledged. */
  readonly isOpen: boolean;
  readonly reference: string;
  readonly onReference: (typed: string) => void;
  readonly onDone: (words: string) => void;
}

function Told({ entry, told, isOpen, reference, onReference, onDone }: ToldProps) {
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
              <Button kind="primary" disabled={busy || !isOpen} onClick={() => void acknowledge()}>
                Acknowledge
              </Button>
            </Row>
          </Stack>
        ) : (
          <p>Only the DSL or a deputy acknowledges this.</p>
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
