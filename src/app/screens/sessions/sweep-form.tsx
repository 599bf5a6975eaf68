// The rows of a sweep. A second tap on a level takes it away again; saving writes what was tapped and nothing else.

import { type Swept, sweepPeriod } from "#casework/commands/sweep-period.ts";
import type { DayPeriod } from "#casework/school-day.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { Check } from "lucide-react";
import { memo, useCallback, useLayoutEffect, useRef, useState } from "react";
import { readOnce, useCommit, useDevice } from "../../binding.ts";
import { type PupilEntry, useSchoolFacts } from "../../directory.ts";
import { useNewId } from "../../new-id.ts";
import { useDraft } from "../../record/use-draft.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { clockWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import type { SweepRow } from "./sweep-rows.ts";
import type { Rated, Saved } from "./sweep-saved.tsx";
import styles from "./sweep.module.css";
import { LEVELS, useLevelWords } from "./use-level-words.ts";

interface Tapped {
  readonly [key: string]: { readonly [pupil: string]: string };
  /** By pupil; "" where a level was taken away again. */
  readonly rated: { readonly [pupil: string]: string };
}

export interface SweepFormProps {
  readonly day: string;
  readonly period: DayPeriod;
  readonly rows: readonly SweepRow[];
  /** The last save of this page, unless it was taken back. */
  readonly saved: Saved | undefined;
  readonly onSaved: (saved: Saved) => void;
}

export function SweepForm({ day, period, rows, saved, onSaved }: SweepFormProps) {
  const device = useDevice();
  const newId = useNewId();
  const { busy, commit } = useCommit();
  // A double tap saves once: the second comes before anything was drawn anew.
  const writing = useRef(false);
  const [fault, setFault] = useState("");
  const draft = useDraft<Tapped>(
    {
      // One key for all that is tapped of a period: a screen opened again finds it.
      key: `sweep/${day}/${period.id}/0`,
      what: `Ratings of ${period.name}`,
      path: `/today/sweep?day=${day}&period=${period.id}`,
    },
    { rated: {} },
  );
  const { set, value } = draft;
  const tapped = useRef(value);
  useLayoutEffect(() => {
    tapped.current = value;
  }, [value]);
  const onTap = useCallback(
    (pupil: string, level: string) => set({ rated: { ...tapped.current.rated, [pupil]: level } }),
    [set],
  );
  const [readBack, setReadBack] = useState("");
  const justSaved = (row: SweepRow) =>
    saved?.id === readBack ? undefined : saved?.logs.find(({ pupil }) => pupil === row.entry.scope);
  const isHere = rows.every((row) => {
    const just = justSaved(row);
    return !just || row.held !== (just.before ?? "");
  });
  // From then on the rows say what there is, also where somebody takes it back elsewhere.
  if (saved && isHere && readBack !== saved.id) setReadBack(saved.id);
  if (!draft.ready) return <Loading />;
  const { rated } = value;
  // What was saved stands here before it is read back.
  const heldOf = (row: SweepRow): string => {
    const just = justSaved(row);
    return just && row.held === (just.before ?? "") ? just.level : row.held;
  };
  const levelOf = (row: SweepRow): string => rated[row.entry.scope] ?? heldOf(row);
  const changed = rows.filter((row) => levelOf(row) !== heldOf(row));
  const save = async (): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    try {
      const ratings: Rated[] = [];
      const each: Swept[] = [];
      for (const row of changed) {
        const pupil = row.entry.scope as ScopeId;
        const id = (row.log?.id ?? justSaved(row)?.id) as RecordId | undefined;
        const log = id === undefined ? undefined : await readOnce(device, { kind: "record", id, scope: pupil });
        const level = levelOf(row);
        each.push({
          pupil,
          ...(log ? { log } : {}),
          fields: {
            regulation: level === "" ? null : level,
            ...(row.where === "late" && !log ? { presence: "late" } : {}),
          },
        });
        ratings.push({ pupil, before: log ? heldOf(row) : undefined, level });
      }
      const done = await commit(sweepPeriod, { start: `${day}T${period.start}`, period: period.id, each });
      if (isRefusal(done)) return setFault(done.sentence);
      setFault("");
      // What was tapped while it was being saved is not part of it.
      const over = draft.goOn((now) => ({
        rated: Object.fromEntries(Object.entries(now.rated).filter(([pupil, level]) => rated[pupil] !== level)),
      }));
      onSaved({
        id: newId(),
        of: period.id,
        day,
        period: period.name,
        at: device.localNow(),
        logs: ratings.flatMap((one, at) => {
          const id = done.records[at];
          return id === undefined ? [] : [{ ...one, id }];
        }),
      });
      await over;
    } finally {
      writing.current = false;
    }
  };
  const count = rows.filter((row) => levelOf(row) !== "").length;
  return (
    <>
      {fault !== "" && (
        <Inset kind="problem" title="Not saved">
          <p role="alert">{fault}</p>
        </Inset>
      )}
      <ul className={styles.rows} aria-label="How calm">
        {rows.map((row) => (
          <Row
            key={row.entry.scope}
            entry={row.entry}
            otherBy={row.other?.by}
            otherLevel={row.other?.level}
            level={levelOf(row)}
            onTap={onTap}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <span className={styles.quiet}>
          {count} of {rows.length} rated
          {draft.savedAt !== undefined &&
            changed.length > 0 &&
            `. Draft saved on this tablet ${clockWords(draft.savedAt)}`}
        </span>
        <Button kind="primary" icon={Check} disabled={busy || changed.length === 0} onClick={() => void save()}>
          Save ratings
        </Button>
      </div>
    </>
  );
}

interface RowProps {
  readonly entry: PupilEntry;
  /** What another adult rated, and who. */
  readonly otherLevel: string | undefined;
  readonly otherBy: string | undefined;
  readonly level: string;
  readonly onTap: (pupil: string, level: string) => void;
}

/** Drawn anew where it says something new: a room has sixty of them, and each tap is about one. */
const Row = memo(function Row({ entry, otherLevel, otherBy, level, onTap }: RowProps) {
  const names = useNames();
  const school = useSchoolFacts();
  const words = useLevelWords("regulation");
  const name = names.pupil(entry.pupil.fields);
  return (
    <li className={styles.row}>
      <span>
        <span className={styles.name}>{name}</span>
        {otherLevel !== undefined && (
          <Private quiet>
            <span className={styles.quiet}>
              {" "}
              {school.adultName(otherBy)}: {words(otherLevel)}
            </span>
          </Private>
        )}
      </span>
      <div role="group" aria-label={`How calm was ${name}?`} className={styles.levels}>
        {LEVELS.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.level}
            aria-pressed={one === level}
            onClick={() => onTap(entry.scope, one === level ? "" : one)}
          >
            {words(one)}
          </button>
        ))}
      </div>
    </li>
  );
});
