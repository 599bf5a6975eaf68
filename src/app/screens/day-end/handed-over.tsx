// What the adult before left for this one, at the head of Today. Closed until it is tapped: pupils see the tablet.

import { amendRecord } from "#casework/commands/amend-record.ts";
import { addDays } from "#casework/day.ts";
import { schoolDayBefore } from "#casework/school-day.ts";
import { type RecordId, SCHOOL_SCOPE, type ScopeId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { createdBy, textOf } from "#ledger/view.ts";
import { useMemo } from "react";
import { useMe, useWatch } from "../../binding.ts";
import { slimsOf, textIn, useDirectory, useSchoolFacts } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { momentWords } from "../../text/dates.ts";
import { count } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { calendarOf } from "../../use-school-day.ts";
import { useActOn } from "../room/use-act-on.ts";
import styles from "./day-end.module.css";

/** A note for the room has no tick; it stands as long as somebody may not have been in since, a holiday included [C58]. */
const ROOM_NOTE_DAYS = 4;

export function HandedOver() {
  const me = useMe();
  const { pupils, adultName } = useDirectory();
  const school = useSchoolFacts();
  const { today } = useMoment();
  const since = useMemo(() => {
    const days = addDays(today, -ROOM_NOTE_DAYS);
    const before = schoolDayBefore(calendarOf(school), today) ?? days;
    return before < days ? before : days;
  }, [school, today]);
  const forRoom = useWatch({ kind: "records", scope: SCHOOL_SCOPE, types: ["room-note"], limit: 10 }) ?? [];
  const room = forRoom.filter((note) => createdBy(note)?.author !== me && textOf(note, "when") >= since);
  const aboutPupils = pupils.flatMap((entry) =>
    slimsOf(entry, "handover-note")
      .filter((note) => note.by?.author !== me && textIn(note, "seenAt") === "" && note.when >= since)
      .map((note) => ({ entry, note })),
  );
  const all = room.length + aboutPupils.length;
  if (all === 0) return null;
  return (
    <Disclosure words={`${count(all, "note", "notes")} from the adult before`}>
      <ul>
        {room.map((note) => (
          <li key={note.id}>
            <p className={styles.quiet}>
              For the room, {adultName(createdBy(note)?.author)}, {momentWords(textOf(note, "when"), today)}
            </p>
            <Private>
              <p>{textOf(note, "note")}</p>
            </Private>
          </li>
        ))}
        {aboutPupils.map(({ entry, note }) => (
          <AboutPupil key={note.id} note={note} scope={entry.scope as ScopeId} fields={entry.pupil.fields} />
        ))}
      </ul>
    </Disclosure>
  );
}

interface AboutPupilProps {
  readonly note: Slim;
  readonly scope: ScopeId;
  readonly fields: Slim["fields"];
}

function AboutPupil({ note, scope, fields }: AboutPupilProps) {
  const { adultName } = useDirectory();
  const { localNow, today } = useMoment();
  const names = useNames();
  const { act, busy, fault } = useActOn(note.id as RecordId, scope);
  return (
    <li>
      <p className={styles.quiet}>
        {names.pupil(fields)}, {adultName(note.by?.author)}, {momentWords(note.when, today)}
      </p>
      <Private>
        <p>{textIn(note, "note")}</p>
      </Private>
      {fault !== "" && <p role="alert">{fault}</p>}
      <Row>
        <Button
          disabled={busy}
          onClick={() => void act(amendRecord, (seen) => ({ seen, fields: { seenAt: localNow } }))}
        >
          I have read it<span className="visually-hidden">: {names.first(fields)}</span>
        </Button>
      </Row>
    </li>
  );
}
