// The questions on a locked tablet, as the pupil who holds it sees them. Nothing here says who they are; what they
// answer is sealed when they are done, and nobody reads it before an adult unlocks.

import { feelings, wishes } from "#casework/codes/room.ts";
import type { Standing } from "#device/device.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { ChipCheckboxes } from "../../ui/choice.tsx";
import { Door } from "../../ui/door.tsx";
import { Form } from "../../ui/form.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import styles from "./check-in.module.css";
import { FeelingPicture } from "./feeling-picture.tsx";

/** As the record takes it (casework/records/check-in.ts). */
const LONGEST = 1_000;

export interface PupilAnswersProps {
  readonly standing: Extract<Standing, { state: "locked" }>;
  readonly pupil: string;
}

export default function PupilAnswers({ standing, pupil }: PupilAnswersProps) {
  const device = useDevice();
  const navigate = useNavigate();
  const keeping = useRef(false);
  const [feeling, setFeeling] = useState<string | undefined>();
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const [text, setText] = useState("");
  const [done, setDone] = useState(false);
  const [fault, setFault] = useState("");
  const back = (): void => void navigate("/today", { replace: true });
  const keep = async (): Promise<void> => {
    if (feeling === undefined) return setFault("Tap how it is going first. You can also tap “I’m not sure”.");
    if (keeping.current) return;
    keeping.current = true;
    const words = text.trim();
    const body = { when: device.localNow(), feeling, wishes: [...wanted], ...(words === "" ? {} : { words }) };
    const kept = await device.jot("check-in", body, { scope: pupil as ScopeId }).catch(() => undefined);
    keeping.current = false;
    if (kept === undefined || kept.refused) return setFault("This was not saved. Please give the tablet to an adult.");
    // The answers are gone from the page as soon as they are sealed.
    setFeeling(undefined);
    setWanted([]);
    setText("");
    setDone(true);
  };
  if (done)
    return (
      <Door name={standing.schoolName}>
        <h1>Thank you</h1>
        <p role="status">It is saved. Only an adult here can read it. You can give the tablet back now.</p>
        <Row>
          <Button kind="primary" onClick={back}>
            I am the adult
          </Button>
        </Row>
      </Door>
    );
  return (
    <Door name={standing.schoolName} wide>
      <h1>How is it going?</h1>
      <Form onSend={keep} faults={fault === "" ? [] : [{ sentence: fault, field: "feeling" }]} gap="loose">
        <fieldset id="feeling" className={styles.feelings}>
          <legend className="visually-hidden">How is it going?</legend>
          {feelings.codes.map(({ code, label }) => (
            <label key={code} className={styles.feeling}>
              <input
                type="radio"
                name="feeling"
                autoComplete="off"
                checked={feeling === code}
                onChange={() => setFeeling(code)}
              />
              <FeelingPicture feeling={code} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <ChipCheckboxes
          label="What would help?"
          optional
          options={wishes.codes.map(({ code, label }) => ({ value: code, label }))}
          value={wanted}
          onChange={setWanted}
        />
        <TextArea
          label="Anything else?"
          hint="In your own words. You can leave it empty."
          rows={3}
          maxLength={LONGEST}
          value={text}
          onChange={setText}
        />
        <Section title="Done?">
          <Row>
            <Button kind="primary" type="submit">
              Save what I said
            </Button>
            <Button kind="quiet" onClick={back}>
              I don’t want to
            </Button>
          </Row>
        </Section>
      </Form>
    </Door>
  );
}
