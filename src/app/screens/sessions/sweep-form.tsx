// The rows of a sweep. A second tap on a level takes it away again; saving writes what was tapped and nothing else.

import { type Swept, sweepPeriod } from "#casework/commands/sweep-period.ts";
import type { DayPeriod } from "#casework/school-day.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { Check } from "lucide-react";
import { useRef, useState } from "react";
import { readOnce, useCommit, useDevice } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
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
  readonly onSaved: (saved: Saved) => void;
}

export function SweepForm({ day, period, rows, onSaved }: SweepFormProps) {
  const device = useDevice();
  const newId = useNewId();
  const { busy, commit } = useCommit();
  // A double tap saves once: the second comes before anything was drawn anew.
  const writing = useRef(false);
  const [fault, setFault] = useState("");
  const [begun, setBegun] = useState(0);
  const draft = useDraft<Tapped>(
    {
      key: `sweep/${day}/${period.id}/${begun}`,
      what: `Ratings of ${period.name}`,
      path: `/today/sweep?day=${day}&period=${period.id}`,
    },
    { rated: {} },
  );
  if (!draft.ready) return <Loading />;
  const { rated } = draft.value;
  const levelOf = (row: SweepRow): string => rated[row.entry.scope] ?? row.held;
  const changed = rows.filter((row) => levelOf(row) !== row.held);
  const save = async (): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    try {
      const ratings: Rated[] = [];
      const each: Swept[] = [];
      for (const row of changed) {
        const pupil = row.entry.scope as ScopeId;
        const id = row.log?.id as RecordId | undefined;
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
        ratings.push({ pupil, before: log ? row.held : undefined });
      }
      const done = await commit(sweepPeriod, { start: `${day}T${period.start}`, period: period.id, each });
      if (isRefusal(done)) return setFault(done.sentence);
      setFault("");
      await draft.drop();
      setBegun(begun + 1);
      onSaved({
        id: newId(),
        period: period.name,
        at: device.localNow(),
        logs: ratings.flatMap((one, at) => {
          const id = done.records[at];
          return id === undefined ? [] : [{ ...one, id }];
        }),
      });
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
            row={row}
            level={levelOf(row)}
            onTap={(level) => draft.set({ rated: { ...rated, [row.entry.scope]: level } })}
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
  readonly row: SweepRow;
  readonly level: string;
  readonly onTap: (level: string) => void;
}

function Row({ row: { entry, other }, level, onTap }: RowProps) {
  const names = useNames();
  const directory = useDirectory();
  const words = useLevelWords("regulation");
  const name = names.pupil(entry.pupil.fields);
  return (
    <li className={styles.row}>
      <span>
        <span className={styles.name}>{name}</span>
        {other && (
          <Private quiet>
            <span className={styles.quiet}>
              {" "}
              {directory.adultName(other.by)}: {words(other.level)}
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
            onClick={() => onTap(one === level ? "" : one)}
          >
            {words(one)}
          </button>
        ))}
      </div>
    </li>
  );
}
