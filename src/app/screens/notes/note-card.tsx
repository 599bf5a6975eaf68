// One note that was written while the tablet was locked.

import type { Jot } from "#device/device.ts";
import { makeRecord } from "#casework/commands/make-record.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { PickMany } from "../../record/pick-many.tsx";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { momentWords, stampMoment } from "../../text/dates.ts";
import { capital } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Stack } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";

const GIVEN = "Given to the safeguarding lead. It goes there at the next contact.";

export function NoteCard({ note, onDone }: { readonly note: Jot; readonly onDone: (words: string) => void }) {
  const device = useDevice();
  const names = useNames();
  const words = useWords();
  const { pupils, pupilById } = useDirectory();
  const { today } = useMoment();
  const [about, setAbout] = useState<string | undefined>(note.scope ?? undefined);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const text = typeof note.body["note"] === "string" ? note.body["note"] : "";
  const when = typeof note.body["when"] === "string" ? note.body["when"] : stampMoment(note.at);
  const act = async (work: () => Promise<string | undefined>, done: string): Promise<void> => {
    setBusy(true);
    setFault("");
    const sentence = await work();
    setBusy(false);
    if (sentence === undefined) onDone(done);
    else setFault(sentence);
  };
  const file = (scope: ScopeId | undefined): Promise<void> =>
    act(
      async () => {
        const fields = { when, note: text };
        const input = scope === undefined ? { type: "room-note", fields } : { type: "handover-note", scope, fields };
        const filed = await device.fileJot(note.id, makeRecord, input);
        return isRefusal(filed) ? filed.sentence : undefined;
      },
      scope === undefined
        ? "Filed as a note for the room. Your name is on it."
        : `Filed as a hand-over note about ${names.pupil(pupilById.get(scope)?.pupil.fields)}. Your name is on it.`,
    );
  return (
    <SummaryCard
      level={2}
      title={`Written ${momentWords(when, today)}`}
      body={
        <Stack>
          <Private>
            <p>{text}</p>
          </Private>
          <PickMany
            label={`${capital(words.pupil)} it is about`}
            hint="Type a few letters of a name."
            options={pupils.map(({ scope, pupil }) => ({ value: scope as string, label: names.pupil(pupil.fields) }))}
            value={about === undefined ? [] : [about]}
            onChange={(chosen) => setAbout(chosen.at(-1))}
          />
          {fault !== "" && (
            <Inset kind="problem" title="It is not filed">
              <p>{fault}</p>
            </Inset>
          )}
          <Row>
            <Button
              kind="primary"
              disabled={busy || about === undefined}
              onClick={() => void file(about as ScopeId | undefined)}
            >
              File it
            </Button>
            <Button disabled={busy} onClick={() => void file(undefined)}>
              It names no {words.pupil}: for the room
            </Button>
            <Button
              kind="quiet"
              disabled={busy}
              onClick={() => void act(() => device.setJotAside(note.id).then(() => undefined), GIVEN)}
            >
              Not mine: give it to the safeguarding lead
            </Button>
          </Row>
        </Stack>
      }
    />
  );
}
