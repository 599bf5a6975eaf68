// Whether the work of the lesson they miss has come: one tap, and one more where it was not so.

import { sayWork } from "#casework/commands/say-work.ts";
import type { DayPeriod } from "#casework/school-day.ts";
import type { ScopeId } from "#ledger/names.ts";
import { Square, SquareCheck } from "lucide-react";
import { useRef } from "react";
import { readOnce, useDevice } from "../../binding.ts";
import { slimsOf } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useMoment } from "../../use-moment.ts";
import type { RoomRow } from "./room-rows.ts";
import styles from "./where-buttons.module.css";

export function WorkButton({ row, period }: { readonly row: RoomRow; readonly period: DayPeriod }) {
  const device = useDevice();
  const names = useNames();
  const { today } = useMoment();
  const writing = useRef(false);
  const scope = row.entry.scope as ScopeId;
  const isHere = row.work === "here";
  const say = async (): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const begun = slimsOf(row.entry, "session-log").find(
      (one) => one.fields["period"] === period.id && one.when.slice(0, 10) === today,
    );
    const log = begun && (await readOnce(device, { kind: "record", id: begun.id, scope }));
    const said = {
      pupil: scope,
      period: period.id,
      start: `${today}T${period.start}`,
      work: isHere ? "not-yet" : "here",
    };
    await device.commit(sayWork, log ? { ...said, log } : said);
    writing.current = false;
  };
  return (
    <button
      type="button"
      className={styles.work}
      aria-pressed={isHere}
      aria-label={`Work is here, ${names.pupil(row.entry.pupil.fields)}`}
      onClick={() => void say()}
    >
      <Icon glyph={isHere ? SquareCheck : Square} size={18} />
      Work is here
    </button>
  );
}
