// What the next adult should know: a note about one pupil stands in that pupil's file, a note for the room names no
// pupil (C24). The next adult has them before anything else on Today.

import type { JsonObject } from "#base/json.ts";
import { handOver } from "#casework/commands/hand-over.ts";
import { judgingWordIn } from "#casework/neutral-words.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useRef, useState } from "react";
import { useCommit } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { PickMany } from "../../record/pick-many.tsx";
import { useDraft } from "../../record/use-draft.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { usePreferences } from "../../state/preferences.ts";
import { clockWords } from "../../text/dates.ts";
import { capital } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Card, Row, Section } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";

/** As the records take them. */
const LONGEST = 1_000;

interface Written extends JsonObject {
  readonly room: string;
  /** By pupil. */
  readonly notes: { readonly [pupil: string]: string };
}

const NOTHING: Written = { room: "", notes: {} };

export function HandOverForm() {
  const [round, setRound] = useState(0);
  const [saved, setSaved] = useState("");
  return (
    <Section title="For the next adult" hint="They see it first on Today.">
      {saved !== "" && (
        <Inset kind="note">
          <p role="status">{saved}</p>
        </Inset>
      )}
      <Notes
        key={round}
        onSaved={(words) => {
          setSaved(words);
          setRound(round + 1);
        }}
      />
    </Section>
  );
}

function Notes({ onSaved }: { readonly onSaved: (words: string) => void }) {
  const { pupils, pupilById, roomById } = useDirectory();
  const chosenRoom = usePreferences((preferences) => preferences.room);
  const names = useNames();
  const words = useWords();
  const { localNow } = useMoment();
  const { busy, commit } = useCommit();
  const writing = useRef(false);
  const draft = useDraft<Written>({ key: "hand-over", what: "Hand-over", path: "/day-end" }, NOTHING);
  const [fault, setFault] = useState<{ readonly sentence: string; readonly field: string } | undefined>();
  if (!draft.ready) return <Loading />;
  const { room, notes } = draft.value;
  const send = async (): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const done = await commit(handOver, {
      room,
      ...(roomById.has(chosenRoom) ? { roomId: chosenRoom as RecordId } : {}),
      pupils: Object.entries(notes).map(([pupil, note]) => ({ pupil: pupil as ScopeId, note })),
      names: pupils.map(({ pupil: { id, fields } }) => ({
        id,
        givenName: String(fields["givenName"] ?? ""),
        familyName: String(fields["familyName"] ?? ""),
        ...(typeof fields["knownAs"] === "string" ? { knownAs: fields["knownAs"] } : {}),
      })),
    });
    writing.current = false;
    if (isRefusal(done)) return setFault({ sentence: done.sentence, field: "hand-over-room" });
    setFault(undefined);
    await draft.drop();
    onSaved(`Saved on this tablet ${clockWords(localNow)}.`);
  };
  return (
    <Card>
      <Form onSend={send} faults={fault === undefined ? [] : [fault]}>
        <TextArea
          id="hand-over-room"
          label={`For ${textIn(roomById.get(chosenRoom), "name") || "the room"}`}
          hint={`No ${words.pupil}’s name. What is about a ${words.pupil} goes in their own note.`}
          rows={3}
          maxLength={LONGEST}
          error={fault?.sentence}
          value={room}
          onChange={(text) => draft.set({ ...draft.value, room: text })}
          onBlur={() => void draft.flush()}
        />
        <Judged text={room} />
        <PickMany
          label={`A note about a ${words.pupil}`}
          optional
          options={pupils.map(({ scope, pupil }) => ({ value: scope as string, label: names.pupil(pupil.fields) }))}
          value={Object.keys(notes)}
          onChange={(chosen) =>
            draft.set({
              ...draft.value,
              notes: Object.fromEntries(chosen.map((pupil) => [pupil, notes[pupil] ?? ""])),
            })
          }
        />
        {Object.entries(notes).map(([pupil, note]) => (
          <div key={pupil}>
            <TextArea
              label={capital(`about ${names.first(pupilById.get(pupil)?.pupil.fields)}`)}
              rows={3}
              maxLength={LONGEST}
              value={note}
              onChange={(text) => draft.set({ ...draft.value, notes: { ...notes, [pupil]: text } })}
              onBlur={() => void draft.flush()}
            />
            <Judged text={note} />
          </div>
        ))}
        <Row>
          <Button kind="primary" type="submit" disabled={busy}>
            Save for the next adult
          </Button>
        </Row>
      </Form>
    </Card>
  );
}

/** A hint, never a block: whoever writes decides. */
function Judged({ text }: { readonly text: string }) {
  const judging = judgingWordIn(text);
  return judging === undefined ? null : (
    <p role="status">
      “{judging.word}” says what somebody thinks. What was seen? For example: {judging.instead}.
    </p>
  );
}
