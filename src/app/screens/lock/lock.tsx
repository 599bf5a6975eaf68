// The lock: the time, whose tablet it is, how much is still to be sent, and the adults it knows. No word about a
// pupil. What was half written and the page one was on are kept.

import { UserRound } from "lucide-react";
import { DEMO_WORDS, type Standing } from "#device/device.ts";
import type { AdultId } from "#ledger/names.ts";
import { useState } from "react";
import { Link } from "react-router";
import { useDevice, useStatus } from "../../binding.ts";
import { appVersion, builtOn } from "../../build-facts.ts";
import { clockWords, dateWords, dayWords } from "../../text/dates.ts";
import { lockWords } from "../../text/sync-words.ts";
import { Button } from "../../ui/button.tsx";
import { Door } from "../../ui/door.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { Tile, Tiles } from "../../ui/tile.tsx";
import { useMoment } from "../../use-moment.ts";
import { FiveWords } from "../sign-in/five-words.tsx";
import { type Persona, personas } from "../welcome/personas.ts";
import styles from "./lock.module.css";

/** The storage or the script that tries the words did not work. Nothing of it says anything about the words. */
const NOT_OPENED = "Something went wrong, and this tablet was not opened. Try again. If it stays so, reload the page.";

export function Lock({ standing }: { readonly standing: Extract<Standing, { state: "locked" }> }) {
  const status = useStatus();
  const { localNow, today } = useMoment();
  const [person, setPerson] = useState<(typeof standing.people)[number] | undefined>();
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
      <p className={styles.status}>{lockWords(status)}</p>
      {person === undefined ? (
        <Section title="Who is here?">
          <Tiles label="Adults who can open this tablet">
            {standing.people.map((one) => (
              <Tile key={one.adult} glyph={UserRound} title={one.label} onPress={() => setPerson(one)} />
            ))}
          </Tiles>
          {standing.demo && <OtherPersonas />}
        </Section>
      ) : (
        <OpenAs
          key={person.adult}
          adult={person.adult}
          label={person.label}
          demo={standing.demo}
          alone={standing.people.length === 1}
          onBack={() => setPerson(undefined)}
        />
      )}
    </Door>
  );
}

function OpenAs({
  adult,
  label,
  demo,
  alone,
  onBack,
}: {
  readonly adult: AdultId;
  readonly label: string;
  /** The demo's words are published: they stand there already. */
  readonly demo: boolean;
  readonly alone: boolean;
  readonly onBack: () => void;
}) {
  const device = useDevice();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const [attempt, setAttempt] = useState(0);
  const open = async (words: readonly string[]): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    let sentence: string;
    try {
      const no = await device.openWithWords(adult, words);
      if (!no) return;
      sentence = no.sentence;
    } catch {
      sentence = NOT_OPENED;
    }
    setBusy(false);
    setFault(sentence);
    setAttempt(attempt + 1);
  };
  return (
    <Section
      title={label}
      aside={
        !busy && (
          <Button kind="quiet" onClick={onBack}>
            {alone ? "Back" : "Somebody else"}
          </Button>
        )
      }
    >
      <FiveWords
        key={attempt}
        busy={busy}
        error={fault}
        given={demo ? DEMO_WORDS : undefined}
        onWords={(words) => void open(words)}
      />
    </Section>
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
