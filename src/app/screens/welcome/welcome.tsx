// The first visit. Most people meet the product here: no typing to get in.

import { ClipboardList, DoorOpen, Signpost } from "lucide-react";
import type { Device } from "#device/device.ts";
import { useState } from "react";
import { Link } from "react-router";
import { useDevice } from "../../binding.ts";
import { useServerStart } from "../../online/use-server-start.ts";
import { Door } from "../../ui/door.tsx";
import type { Glyph } from "../../ui/icon.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Tile, Tiles } from "../../ui/tile.tsx";
import styles from "./welcome.module.css";

type Persona = Parameters<Device["enterDemo"]>[0];

const TILES: readonly { persona: Persona; glyph: Glyph; title: string; hint: string }[] = [
  { persona: "room", glyph: DoorOpen, title: "I run the room", hint: "Log what you see, with or without a signal" },
  {
    persona: "reintegration",
    glyph: Signpost,
    title: "I lead reintegration",
    hint: "Plans, milestones, and the way back to lessons",
  },
  { persona: "senco", glyph: ClipboardList, title: "I’m the SENCO", hint: "Needs, support, and what came of it" },
];

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
      {demo && (
        <Tiles label="Look around the demo school">
          {TILES.map(({ persona, glyph, title, hint }) => (
            <Tile
              key={persona}
              glyph={glyph}
              title={title}
              hint={entering === persona ? "Opening the demo school…" : hint}
              disabled={entering !== undefined}
              onPress={() => void enter(persona)}
            />
          ))}
        </Tiles>
      )}
    </Door>
  );
}
