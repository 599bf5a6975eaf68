// The lock: the time, whose tablet it is, how much is still to be sent, and the adults it knows. No word about a
// pupil. What was half written and the page one was on are kept.

import { NotebookPen, UserRound } from "lucide-react";
import type { Person, Standing } from "#device/device.ts";
import { useState } from "react";
import { Link } from "react-router";
import { useDevice, useStatus } from "../../binding.ts";
import { appVersion, builtOn } from "../../build-facts.ts";
import { clockWords, dateWords, dayWords } from "../../text/dates.ts";
import { compareNames } from "../../text/names.ts";
import { lockWords, recoveredWords } from "../../text/sync-words.ts";
import { Button } from "../../ui/button.tsx";
import { Door } from "../../ui/door.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { Tile, Tiles } from "../../ui/tile.tsx";
import { useMoment } from "../../use-moment.ts";
import { CoverAtLock } from "../cover/cover-at-lock.tsx";
import { type Persona, personas } from "../welcome/personas.ts";
import styles from "./lock.module.css";
import { LockedBySchool } from "./locked-by-school.tsx";
import { LockedNote } from "./locked-note.tsx";
import { NOT_OPENED, OpenAs } from "./open-as.tsx";
import { WaitingUpdate } from "./waiting-update.tsx";

export function Lock({ standing }: { readonly standing: Extract<Standing, { state: "locked" }> }) {
  const status = useStatus();
  const { localNow, today } = useMoment();
  const [chosen, setChosen] = useState<Person["adult"] | "note" | undefined>();
  // In one order, by name: whoever comes in a hurry looks where they looked before.
  const people = standing.people.toSorted((one, other) => compareNames(one.label, other.label));
  // As they stand now: a PIN may have been switched off in the meantime.
  const person = standing.people.find(({ adult }) => adult === chosen);
  const back = (): void => setChosen(undefined);
  return (
    <Door
      name={standing.schoolName}
      foot={
        <>
          {!standing.demo && <Link to="/sign-in">Not here? Sign in</Link>}
          <span>
            Waymark {appVersion}, built {dateWords(builtOn)}
          </span>
        </>
      }
    >
      <div className={styles.clock}>
        <h1 className={styles.time}>{clockWords(localNow)}</h1>
        <p className={styles.day}>{dayWords(today, today)}</p>
      </div>
      <p className={styles.status}>{status.counted ? lockWords(status) : "\u00a0"}</p>
      {status.recovered !== null && (
        <Inset kind="warn">
          <p>{recoveredWords(status.recovered)}</p>
        </Inset>
      )}
      {standing.schoolLock && chosen !== "note" && <LockedBySchool onNote={() => setChosen("note")} />}
      {chosen === "note" && <LockedNote people={people} onBack={back} />}
      {person !== undefined && !standing.schoolLock && (
        <OpenAs
          key={person.adult}
          person={person}
          demo={standing.demo}
          alone={standing.people.length === 1}
          onBack={back}
        />
      )}
      {chosen !== "note" && person === undefined && !standing.schoolLock && (
        <Section title="Who is here?">
          <Tiles label="Adults who can open this tablet">
            {people.map((one) => (
              <Tile key={one.adult} glyph={UserRound} title={one.label} onPress={() => setChosen(one.adult)} />
            ))}
          </Tiles>
          <Row>
            <Button icon={NotebookPen} onClick={() => setChosen("note")}>
              Write a note
            </Button>
            {standing.deviceKind === "shared" && <CoverAtLock />}
          </Row>
          {standing.demo && <OtherPersonas />}
          <WaitingUpdate warm={standing.people.some(({ warm }) => warm)} />
        </Section>
      )}
    </Door>
  );
}

/** The demo's other adults, who have not been at this tablet yet. They come in online, as a first time does. */
function OtherPersonas() {
  const device = useDevice();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const enter = async (persona: Persona): Promise<void> => {
    setBusy(true);
    let sentence = "";
    try {
      sentence = (await device.enterDemo(persona))?.sentence ?? "";
    } catch {
      sentence = NOT_OPENED;
    }
    setBusy(false);
    setFault(sentence);
  };
  return (
    <>
      <p>Or come in as somebody else:</p>
      <Row>
        {personas.map(({ persona, glyph, title }) => (
          <Button key={persona} icon={glyph} disabled={busy} onClick={() => void enter(persona)}>
            {title}
          </Button>
        ))}
      </Row>
      <p role="status">{fault}</p>
    </>
  );
}
