// Where a pupil is, said with one tap. What was said stands below with its time; the last tap can be taken back there.
// The row keeps its height, so that the next tap meets what the adult aims at.

import { roomStates } from "#casework/codes/room.ts";
import { sayWhere } from "#casework/commands/say-where.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useRef, useState } from "react";
import { useDevice } from "../../binding.ts";
import { slimsOf, textIn, useSchoolFacts } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { ageWords, clockWords } from "../../text/dates.ts";
import { classNames } from "../../ui/class-names.ts";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { tellOnCallWords } from "../room/who-to-tell.ts";
import type { RoomRow } from "./room-rows.ts";
import styles from "./where-buttons.module.css";
import { useTakeBack } from "./use-take-back.ts";
import { WorkButton } from "./work-button.tsx";

/** What fits on a button. Its name is the whole of it: "Not in school today". */
const SHORT: { readonly [state: string]: string } = { "not-in-school": "Not in", "dont-know": "Don’t know" };

export function WhereButtons({ row }: { readonly row: RoomRow }) {
  const names = useNames();
  const school = useSchoolFacts();
  const { localNow } = useMoment();
  const period = useSchoolDay().now;
  const device = useDevice();
  // A double tap says one thing: the second comes before anything was drawn anew.
  const writing = useRef(false);
  const takeBack = useTakeBack();
  const [mine, setMine] = useState<RecordId | undefined>();
  const [fault, setFault] = useState("");
  const { entry, where } = row;
  const name = names.pupil(entry.pupil.fields);
  const held = where.sure ? where.state : "";
  const say = async (state: string): Promise<void> => {
    if (writing.current || state === held) return;
    writing.current = true;
    const done = await device.commit(sayWhere, {
      pupils: [entry.scope as string as RecordId],
      state,
      ...(period === undefined ? {} : { period: period.id }),
    });
    writing.current = false;
    if (isRefusal(done)) return setFault(done.sentence);
    setFault("");
    setMine(done.records[0]);
  };
  const undo = async (): Promise<void> => {
    if (mine === undefined) return;
    setFault((await takeBack.withdraw(mine, entry.scope as ScopeId)) ?? "");
    setMine(undefined);
  };
  // Whom to tell stands where the adult looks: the panel above the list may be out of sight.
  const notTold =
    textIn(
      slimsOf(entry, "whereabouts").find(({ id }) => id === where.record),
      "onCallTold",
    ) === "";
  const said = where.state === "dont-know" && notTold ? tellOnCallWords(school) : saidWords(row, localNow);
  const first = roomStates.codes.some(({ code }) => code === held) ? held : roomStates.codes[0]?.code;
  return (
    <div className={styles.where}>
      <div role="group" aria-label={`Where is ${name}?`} className={styles.buttons}>
        {roomStates.codes.map(({ code, label }) => (
          <button
            key={code}
            type="button"
            className={classNames(styles.button, code === where.state && !where.sure && styles.before)}
            aria-label={label}
            aria-pressed={code === held}
            tabIndex={code === first ? 0 : -1}
            onClick={() => void say(code)}
          >
            {SHORT[code] ?? label}
          </button>
        ))}
      </div>
      <p className={styles.said} role={mine === undefined && fault === "" ? undefined : "status"}>
        <span>{fault === "" ? said : fault}</span>
        {period && (row.lesson?.lesson ?? "") !== "" && ["here", "late"].includes(where.state) && (
          <WorkButton row={row} period={period} />
        )}
        {mine !== undefined && where.record === mine && (
          <button
            type="button"
            className={styles.undo}
            aria-label={`Undo: where ${name} is`}
            onClick={() => void undo()}
          >
            Undo
          </button>
        )}
      </p>
    </div>
  );
}

/** "Said 10:56am", or what was last known and that it is not sure any more. */
export function saidWords({ where }: Pick<RoomRow, "where">, localNow: string): string {
  if (where.state === "not-said") return "Not said yet today";
  if (where.state === "left") return `Left the room ${ageWords(where.since, localNow)}`;
  const at = clockWords(where.since);
  return where.sure ? `Said ${at}` : `${labelOf(roomStates, where.state)} at ${at}. Not said since`;
}
