// "Your last 5 entries": whatever was just written can be taken back here, without hurry and without being asked
// whether one is sure.

import { minutesBetween } from "#casework/day.ts";
import { PenLine, Undo2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useDevice, useMe } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { ageWords, stampMoment } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { type MyEntry, myLastEntries } from "./my-entries.ts";
import styles from "./today.module.css";
import { useTakeBack } from "./use-take-back.ts";

const SHOWN = 5;
/** So long an entry is corrected where it was written, in minutes; later in the pupil's file. The history keeps both. */
const A_DAY = 24 * 60;

const changePath = ({ entry, slim }: MyEntry): string =>
  slim.type === "behaviour-log"
    ? `/today/log/${entry.scope}?entry=${slim.id}`
    : `/today/session/${entry.scope}?log=${slim.id}`;

export function LastEntries() {
  const directory = useDirectory();
  const me = useMe();
  const { localNow } = useMoment();
  const entries = useMemo(() => myLastEntries(directory, me, SHOWN), [directory, me]);
  const takeBack = useTakeBack();
  const [gone, setGone] = useState<MyEntry | undefined>();
  const [fault, setFault] = useState("");
  const words = useEntryWords();
  const undo = async (entry: MyEntry): Promise<void> => {
    const no = await takeBack.withdraw(entry.slim.id, entry.entry.scope);
    setFault(no ?? "");
    if (no === undefined) setGone(entry);
  };
  const bringBack = async (entry: MyEntry): Promise<void> => {
    const no = await takeBack.restore(entry.slim.id, entry.entry.scope);
    setFault(no ?? "");
    if (no === undefined) setGone(undefined);
  };
  if (entries.length === 0 && gone === undefined) return null;
  return (
    <Section title={lastWords(entries.length)}>
      <div role="status">
        {fault !== "" && <p>{fault}</p>}
        {gone && (
          <div className={styles.entry}>
            <span>Taken back: {words(gone)}</span>
            <Button kind="quiet" onClick={() => void bringBack(gone)}>
              Bring back
            </Button>
          </div>
        )}
      </div>
      <ul>
        {entries.map((one) => (
          <li key={one.slim.id} className={styles.entry}>
            <EntryWords entry={one} words={words(one)} />
            {minutesBetween(stampMoment(one.written), localNow) < A_DAY && (
              <LinkButton kind="quiet" icon={PenLine} to={changePath(one)}>
                Change<span className="visually-hidden">: {words(one)}</span>
              </LinkButton>
            )}
            <Button kind="quiet" icon={Undo2} onClick={() => void undo(one)}>
              Undo<span className="visually-hidden">: {words(one)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function useEntryWords(): (entry: MyEntry) => string {
  const directory = useDirectory();
  const names = useNames();
  return ({ entry, slim }) => {
    const what =
      slim.type === "behaviour-log"
        ? textIn(directory.categoryById.get(textIn(slim, "category")), "label")
        : "Session log";
    const name = names.pupil(entry.pupil.fields);
    return names.hidden ? name : `${what || "Entry"}, ${name}`;
  };
}

function EntryWords({ entry, words }: { readonly entry: MyEntry; readonly words: string }) {
  const device = useDevice();
  const { localNow } = useMoment();
  return (
    <span className={styles.entryWords}>
      <span>{words}</span>
      <span className={styles.quiet}>
        {ageWords(stampMoment(entry.written), localNow)}{" "}
        <Private quiet>
          <StatusTag where={device.whereIs(entry.slim)} />
        </Private>
      </span>
    </span>
  );
}

/** Of none, where the only one was just taken back. */
function lastWords(entries: number): string {
  if (entries === 0) return "Your last entries";
  return entries === 1 ? "Your last entry" : `Your last ${entries} entries`;
}
