// The tablet has not reached the server for too long (V35): it takes notes and shows nothing, until it is connected.
// Nobody is shut out, and what is written waits like everything else.

import { makeRecord } from "#casework/commands/make-record.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ScopeId } from "#ledger/names.ts";
import { LockKeyhole } from "lucide-react";
import { useMemo, useState } from "react";
import { useCommit, useDevice, useStatus, useWatch } from "../../binding.ts";
import { directoryOf } from "../../directory.ts";
import { PickMany } from "../../record/pick-many.tsx";
import { useDraft } from "../../record/use-draft.ts";
import { useLock } from "../../shell/auto-lock.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { momentOf, momentWords } from "../../text/dates.ts";
import { lockWords } from "../../text/sync-words.ts";
import { Button } from "../../ui/button.tsx";
import { Door } from "../../ui/door.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Stack } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";

/** As the record takes it (casework/records/handover-note.ts). */
const LONGEST = 1_000;
const EMPTY = { note: "", about: "" };

export default function CaptureOnly({ schoolName }: { readonly schoolName: string }) {
  const device = useDevice();
  const status = useStatus();
  const moment = useMoment();
  const lock = useLock();
  // Another form, with a draft of its own, after each one that was saved.
  const [form, setForm] = useState(0);
  const [said, setSaid] = useState("");
  const tryNow = async (): Promise<void> => {
    const { ok, words } = await device.sendNow();
    if (!ok) setSaid(words);
  };
  const last =
    status.lastContact === null ? "" : ` since ${momentWords(momentOf(status.lastContact, moment), moment.today)}`;
  return (
    <Door
      name={schoolName}
      foot={
        <Button kind="quiet" icon={LockKeyhole} onClick={() => void lock()}>
          Lock
        </Button>
      }
    >
      <h1>Connect this tablet</h1>
      <Inset kind="warn">
        <p>
          It has not reached your school’s server{last}. Until it does, it takes notes and shows none. Nothing on it is
          lost.
        </p>
      </Inset>
      <p>{lockWords(status)}</p>
      <Row>
        <Button onClick={() => void tryNow()}>Try to connect now</Button>
      </Row>
      <Stack>
        <h2>Write a note</h2>
        <p role="status">{said}</p>
        <NoteForm
          key={form}
          draft={`capture/${form}`}
          onSaved={() => {
            setSaid("Saved on this tablet. It is sent when the tablet is connected.");
            setForm(form + 1);
          }}
        />
      </Stack>
    </Door>
  );
}

/** One note; empty again, with the next draft, once it is saved. */
function NoteForm({ draft: key, onSaved }: { readonly draft: string; readonly onSaved: () => void }) {
  const moment = useMoment();
  const names = useNames();
  const summaries = useWatch({ kind: "summaries" });
  const { pupils } = useMemo(() => directoryOf(summaries), [summaries]);
  const { busy, commit } = useCommit();
  const draft = useDraft({ key, what: "Note", path: "/today" }, EMPTY);
  const [fault, setFault] = useState("");
  const { note, about } = draft.value;
  const options = useMemo(
    () => pupils.map(({ scope, pupil }) => ({ value: scope as string, label: names.pupil(pupil.fields) })),
    [pupils, names],
  );
  const save = async (): Promise<void> => {
    const fields = { when: moment.localNow, note: note.trim() };
    const input =
      about === "" ? { type: "room-note", fields } : { type: "handover-note", scope: about as ScopeId, fields };
    const done = await commit(makeRecord, input);
    if (isRefusal(done)) return setFault(done.sentence);
    await draft.drop();
    onSaved();
  };
  return (
    <Form onSend={save} faults={fault === "" ? [] : [{ sentence: fault, field: "capture-note" }]}>
      <TextArea
        id="capture-note"
        label="Note"
        rows={5}
        maxLength={LONGEST}
        value={note}
        onChange={(next) => draft.set({ ...draft.value, note: next })}
      />
      <PickMany
        label="Who is it about?"
        hint="Type a few letters of a name. Leave it empty for the room, and name no pupil then."
        options={options}
        value={about === "" ? [] : [about]}
        onChange={(chosen) => draft.set({ ...draft.value, about: chosen.at(-1) ?? "" })}
      />
      <Row>
        <Button kind="primary" type="submit" disabled={busy || note.trim() === "" || note.length > LONGEST}>
          Save note
        </Button>
      </Row>
    </Form>
  );
}
