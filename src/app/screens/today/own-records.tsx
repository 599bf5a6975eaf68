// What is no log but a record of its own, offered where somebody looks for it among the logs [C55]: that a pupil left
// the room is saved by this tap, so that it stays two; that they came from a lesson leads to the page of arrivals.

import { DoorOpen, UserPlus } from "lucide-react";
import { leaveRoom } from "#casework/commands/leave-room.ts";
import { minutesBetween } from "#casework/day.ts";
import type { OwnRecord } from "#casework/own-record-words.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useRef, useState } from "react";
import { useCommit } from "../../binding.ts";
import type { PupilEntry } from "../../directory.ts";
import { useNewId } from "../../new-id.ts";
import { clockWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import styles from "./quick-log.module.css";
import { notFound } from "./room-rows.ts";

/** Minutes: a log that was just tapped is of now. */
const NOW = 2;

export interface OwnRecordsProps {
  readonly entry: PupilEntry;
  /** The one that a log just saved may have been meant as; both, where nothing was saved yet. */
  readonly meant?: OwnRecord;
  /** Of that log: what is recorded beside it happened then. */
  readonly at?: { readonly when: string; readonly period: string };
  readonly onGo: (to: string) => void;
}

export function OwnRecords({ entry, meant, at, onGo }: OwnRecordsProps) {
  const { commit } = useCommit();
  const newId = useNewId();
  const period = useSchoolDay().now;
  // The id is made before the tap: two taps make one record.
  const [id] = useState<RecordId>(newId);
  const writing = useRef(false);
  const [fault, setFault] = useState("");
  const lost = notFound(entry).length > 0;
  const { localNow } = useMoment();
  const isEarlier = at !== undefined && minutesBetween(at.when, localNow) > NOW;
  const moment = at ?? { period: period?.id ?? "" };
  const leave = async (): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const { period: held, ...when } = moment;
    const done = await commit(leaveRoom, {
      pupil: entry.scope as ScopeId,
      id,
      ...when,
      ...(held === "" ? {} : { period: held as RecordId }),
    });
    writing.current = false;
    if (isRefusal(done)) setFault(done.sentence);
    else onGo(`/today/left?pupil=${entry.scope}&left=${id}`);
  };
  const buttons = (
    <>
      {fault !== "" && <p role="alert">{fault}</p>}
      {meant !== "arrival" && lost && <p>They left the room and are not found yet. It is open on Today.</p>}
      <Row>
        {meant !== "arrival" && !lost && (
          <Button icon={DoorOpen} onClick={() => void leave()}>
            Left the room{isEarlier && ` at ${clockWords(at.when)}`}
          </Button>
        )}
        {meant !== "left-room" && (
          <Button icon={UserPlus} onClick={() => onGo(arrivalPath(entry.scope, isEarlier ? at.when : undefined))}>
            Came from a lesson{isEarlier && ` at ${clockWords(at.when)}`}
          </Button>
        )}
      </Row>
    </>
  );
  return meant === undefined ? (
    <div role="group" aria-label="Not a log: a record of its own" className={styles.own}>
      <p>Not a log: a record of its own</p>
      {buttons}
    </div>
  ) : (
    <Inset kind="warn" title={MEANT_WORDS[meant]}>
      {buttons}
    </Inset>
  );
}

/** `when`: the local moment they came, where it is not now. */
const arrivalPath = (pupil: string, when: string | undefined): string =>
  `/today/arrival?pupil=${pupil}${when === undefined ? "" : `&when=${when}`}`;

/** Of a log whose words another record may be meant by. */
export const MEANT_WORDS: { readonly [Meant in OwnRecord]: string } = {
  "left-room": "This is a log. Nobody looks for them because of it.",
  arrival: "This is a log. It does not say that they came here, or that they were removed.",
};
