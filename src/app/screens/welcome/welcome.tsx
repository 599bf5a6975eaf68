// The first visit. Most people meet the product here: no typing to get in.

import { useState } from "react";
import { Link } from "react-router";
import { useDevice } from "../../binding.ts";
import { useServerStart } from "../../online/use-server-start.ts";
import { Door } from "../../ui/door.tsx";
import { Inset } from "../../ui/inset.tsx";
import { StatusRegion } from "../../ui/status-region.tsx";
import { Tile, Tiles } from "../../ui/tile.tsx";
import { LostStorage } from "./lost-storage.tsx";
import { type Persona, personas } from "./personas.ts";
import styles from "./welcome.module.css";

/** The school is made while somebody reads this screen; who is quicker than that waits some seconds. */
const OPENING = "Opening the demo school…";

export function Welcome() {
  const device = useDevice();
  const start = useServerStart();
  const [entering, setEntering] = useState<Persona | undefined>();
  const [fault, setFault] = useState("");
  const enter = async (persona: Persona): Promise<void> => {
    setEntering(persona);
    setFault("");
    const no = await device.enterDemo(persona);
    if (no) {
      setFault(no.sentence);
      setEntering(undefined);
    }
  };
  const demo = start === "asking" || start === undefined || start.demo;
  return (
    <Door
      wide
      foot={
        <>
          {(start === "asking" || start === undefined || !start.school) && <Link to="/set-up">Set up your school</Link>}
          <Link to="/join">Join your school with a code</Link>
        </>
      }
    >
      <div className={styles.words}>
        <h1 className={styles.title}>Every step back to lessons, kept in one place</h1>
        <p className={styles.lead}>
          {demo
            ? "Look around a demo school first. Its pupils and adults are made up. Who are you today?"
            : "This server belongs to a school. Join it with a code from your administrator."}
        </p>
      </div>
      <LostStorage />
      {start === undefined && (
        <Inset kind="plain" title="No connection yet">
          <p>The first time, this tablet needs a signal. After that it works without one.</p>
        </Inset>
      )}
      {fault !== "" && (
        <div role="alert">
          <Inset kind="problem" title="That did not work">
            <p>{fault}</p>
          </Inset>
        </div>
      )}
      <StatusRegion words={entering === undefined ? "" : OPENING} />
      {demo && (
        <Tiles label="Look around the demo school">
          {personas.map(({ persona, glyph, title, hint }) => (
            <Tile
              key={persona}
              glyph={glyph}
              title={title}
              hint={entering === persona ? OPENING : hint}
              disabled={entering !== undefined}
              onPress={() => void enter(persona)}
            />
          ))}
        </Tiles>
      )}
    </Door>
  );
}
