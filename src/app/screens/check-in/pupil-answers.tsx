// The questions on a locked tablet, as the pupil who holds it sees them. Nothing here says who they are; what they
// answer is sealed as they go [V39], and nobody reads it before an adult unlocks.

import { feelings, wishes } from "#casework/codes/room.ts";
import type { Standing } from "#device/device.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useDevice } from "../../binding.ts";
import { clockWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { ChipCheckboxes } from "../../ui/choice.tsx";
import { Door } from "../../ui/door.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useJot } from "../lock/use-jot.ts";
import styles from "./check-in.module.css";
import { FeelingPicture } from "./feeling-picture.tsx";

/** As the record takes it (casework/records/check-in.ts). */
const LONGEST = 1_000;
const WENT_WRONG = "Something did not work. Please give the tablet to an adult.";
const NOT_SAVED = "This was not saved. Please give the tablet to an adult.";

export interface PupilAnswersProps {
  readonly standing: Extract<Standing, { state: "locked" }>;
  readonly pupil: string;
}

/** The sitting that a page loaded again goes on with. */
const begunIn = (left: unknown): string | undefined =>
  typeof left === "object" && left !== null && "begun" in left && typeof left.begun === "string"
    ? left.begun
    : undefined;

export default function PupilAnswers({ standing, pupil }: PupilAnswersProps) {
  const navigate = useNavigate();
  const device = useDevice();
  const { pathname, state } = useLocation();
  // Said in one sitting, it is one check-in, also where the page is loaded again. The address says no more of it than that.
  const [before] = useState(() => begunIn(state));
  const [begun] = useState(() => before ?? String(device.now()));
  const keeping = useRef(false);
  const [feeling, setFeeling] = useState<string | undefined>();
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const [text, setText] = useState("");
  const [done, setDone] = useState(false);
  const [fault, setFault] = useState("");
  const words = text.trim();
  const said = {
    ...(feeling !== undefined && { feeling }),
    ...(wanted.length > 0 && { wishes: [...wanted] }),
    ...(words !== "" && { words }),
  };
  const isLong = words.length > LONGEST;
  const isEmpty = Object.keys(said).length === 0;
  const jot = useJot("check-in", isLong ? undefined : isEmpty ? null : { ...said, begun, unfinished: true }, {
    scope: pupil as ScopeId,
  });
  const isBegun = before !== undefined || jot.keptAt !== undefined;
  useEffect(() => {
    if (isBegun) void navigate(pathname, { replace: true, state: { handed: true, begun } });
  }, [isBegun, begun, navigate, pathname]);
  const back = (): void => void navigate("/today", { replace: true });
  const leave = async (): Promise<void> => {
    if (await jot.drop()) back();
    else setFault("This could not be thrown away. Please give the tablet to an adult.");
  };
  const keep = async (): Promise<void> => {
    // What they said before may say it already.
    if (feeling === undefined && (before === undefined || isEmpty))
      return setFault("Tap how it is going first. You can also tap “I’m not sure”.");
    if (isLong) return setFault("That is a lot of words. Make it a bit shorter.");
    if (keeping.current) return;
    keeping.current = true;
    const kept = await jot.finish({ ...said, begun });
    keeping.current = false;
    if (!kept) return setFault(NOT_SAVED);
    // The answers are gone from the page as soon as they are sealed.
    setFeeling(undefined);
    setWanted([]);
    setText("");
    setDone(true);
  };
  const wrong = fault !== "" ? fault : jot.fault !== "" ? WENT_WRONG : "";
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
      <p>
        What you tap and write is kept safe as you go. Only an adult here can read it. “I don’t want to” throws away
        what is on this page.
      </p>
      {before !== undefined && (
        <Inset>
          <p>The page was loaded again. What you said before is kept safe. Here you can add to it.</p>
        </Inset>
      )}
      <Form onSend={keep} faults={wrong === "" ? [] : [{ sentence: wrong, field: "feeling" }]} gap="loose">
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
            <Button kind="quiet" onClick={() => void leave()}>
              I don’t want to
            </Button>
            {jot.keptAt !== undefined && <span>Kept safe {clockWords(jot.keptAt)}</span>}
          </Row>
        </Section>
      </Form>
    </Door>
  );
}
