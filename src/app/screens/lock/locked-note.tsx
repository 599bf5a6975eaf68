// A note while the tablet is locked: sealed as it is typed, and read here by nobody before an adult opens the tablet
// [V39]. No list of pupils stands on a locked tablet, so whom it is about is said when it is filed.

import type { Person } from "#device/device.ts";
import type { AdultId } from "#ledger/names.ts";
import { useState } from "react";
import { clockWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Radios } from "../../ui/choice.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useJot } from "./use-jot.ts";

/** As the record it is filed as takes it (casework/records/handover-note.ts). */
const LONGEST = 1_000;
const NOBODY = "nobody";

export function LockedNote({ people, onBack }: { readonly people: readonly Person[]; readonly onBack: () => void }) {
  const [text, setText] = useState("");
  const [who, setWho] = useState(NOBODY);
  const [kept, setKept] = useState(0);
  const note = text.trim();
  const body = note === "" ? null : { note };
  const about = who === NOBODY ? {} : { author: who as AdultId };
  const jot = useJot("handover-note", note.length > LONGEST ? undefined : body, about);
  const keep = async (): Promise<void> => {
    if (note === "" || note.length > LONGEST || !(await jot.finish())) return;
    // What was typed while it was being saved is the next one.
    setText((now) => (now.trim() === note ? "" : now));
    setKept((count) => count + 1);
  };
  return (
    <Section
      title="Write a note"
      aside={
        <Button kind="quiet" onClick={() => void keep().then(onBack)}>
          Back
        </Button>
      }
    >
      <Form onSend={keep} faults={jot.fault === "" ? [] : [{ sentence: jot.fault, field: "locked-note" }]}>
        {kept > 0 && text === "" && (
          <Inset kind="note">
            <p role="status">
              {kept === 1 ? "Your note is" : `${kept} notes are`} saved on this tablet and sealed. An adult files{" "}
              {kept === 1 ? "it" : "them"} after unlocking.
            </p>
          </Inset>
        )}
        <TextArea
          id="locked-note"
          label="Note"
          hint="It is sealed on this tablet as you type: nobody can read it here until the tablet is unlocked. If the page closes, it waits to be filed as it stands. You say who it is about then."
          rows={5}
          maxLength={LONGEST}
          value={text}
          onChange={setText}
        />
        {people.length > 1 && (
          <Radios
            label="Who will file it?"
            options={[
              { value: NOBODY, label: "Whoever unlocks next" },
              ...people.map(({ adult, label }) => ({ value: adult as string, label })),
            ]}
            value={who}
            onChange={(value) => setWho(value ?? NOBODY)}
          />
        )}
        <Row>
          <Button kind="primary" type="submit" disabled={text.trim() === "" || text.length > LONGEST}>
            Save note
          </Button>
          {jot.keptAt !== undefined && <span>Sealed on this tablet {clockWords(jot.keptAt)}</span>}
        </Row>
      </Form>
    </Section>
  );
}
