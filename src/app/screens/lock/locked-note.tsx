// A note while the tablet is locked: sealed as soon as it is kept, and read here by nobody before an adult opens the
// tablet. No list of pupils stands on a locked tablet, so whom it is about is said when it is filed.

import type { Person } from "#device/device.ts";
import type { AdultId } from "#ledger/names.ts";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Radios } from "../../ui/choice.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";

/** As the record it is filed as takes it (casework/records/handover-note.ts). */
const LONGEST = 1_000;
const NOBODY = "nobody";

export function LockedNote({ people, onBack }: { readonly people: readonly Person[]; readonly onBack: () => void }) {
  const device = useDevice();
  const [text, setText] = useState("");
  const [who, setWho] = useState(NOBODY);
  const [kept, setKept] = useState(0);
  const [fault, setFault] = useState("");
  const keeping = useRef(false);
  const keep = async (): Promise<void> => {
    const note = text.trim();
    if (note === "" || note.length > LONGEST || keeping.current) return;
    keeping.current = true;
    const about = who === NOBODY ? {} : { author: who as AdultId };
    const done = await device.jot("handover-note", { when: device.localNow(), note }, about).catch(() => undefined);
    keeping.current = false;
    if (done && !done.refused) {
      setText("");
      setFault("");
      setKept((count) => count + 1);
      return;
    }
    setFault(done?.sentence ?? "This was not saved. It is still on the screen: try again.");
  };
  // A locked tablet keeps no drafts: what stands here when it is put away is kept as it is.
  const putAway = useEffectEvent(() => {
    if (document.visibilityState === "hidden") void keep();
  });
  useEffect(() => {
    const look = (): void => putAway();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return (
    <Section
      title="Write a note"
      aside={
        <Button kind="quiet" onClick={() => void keep().then(onBack)}>
          Back
        </Button>
      }
    >
      <Form onSend={keep} faults={fault === "" ? [] : [{ sentence: fault, field: "locked-note" }]}>
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
          hint="Nobody can read it here until the tablet is unlocked. You say who it is about when you file it."
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
        </Row>
      </Form>
    </Section>
  );
}
