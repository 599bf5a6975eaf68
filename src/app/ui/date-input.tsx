// Dates as people write them: day, month, year, in three boxes. What is half typed is kept as it stands
// ("2026-6-"), so that nothing jumps while typing and the check says in a sentence what is wrong.

import { useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./date-input.module.css";
import { type FieldIds, type FieldProps, FieldFrame, GroupFrame, useFieldIds } from "./field.tsx";
import inputStyles from "./text-input.module.css";

export interface DateInputProps extends FieldProps {
  /** "2026-06-09", something half typed, or "". */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
}

interface Parts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

function partsOf(value: string): Parts {
  const [year = "", month = "", day = ""] = value.split("-");
  return { day: day.replace(/^0/, ""), month: month.replace(/^0/, ""), year };
}

/** The text a field holds for three boxes: empty, a padded date, or what was typed when a part is missing. */
export function joinDate({ day, month, year }: Parts): string {
  if (day === "" && month === "" && year === "") return "";
  if (day === "" || month === "" || year === "") return `${year}-${month}-${day}`;
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const digits = (text: string, most: number): string => text.replace(/\D/g, "").slice(0, most);

function useParts({ value, onChange }: Pick<DateInputProps, "value" | "onChange">) {
  const [typed, setTyped] = useState(() => partsOf(value));
  // What was typed stays in its boxes as long as it still says what the field holds.
  const parts = joinDate(typed) === value ? typed : partsOf(value);
  const change = (next: Partial<Parts>): void => {
    const all = { ...parts, ...next };
    setTyped(all);
    onChange(joinDate(all));
  };
  /** "26" means 2026. */
  const finishYear = (): void => {
    if (/^\d\d$/.test(parts.year)) change({ year: `20${parts.year}` });
  };
  return { parts, change, finishYear };
}

function Boxes({
  ids,
  parts,
  change,
  finishYear,
  onBlur,
  faulty,
}: ReturnType<typeof useParts> & {
  readonly ids: FieldIds;
  readonly onBlur: (() => void) | undefined;
  readonly faulty: boolean;
}) {
  const box = (name: keyof Parts, label: string, most: number) => (
    <label className={styles.part}>
      <span>{label}</span>
      <input
        id={name === "day" ? `${ids.id}-day` : undefined}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        className={classNames(inputStyles.input, most === 2 ? styles.two : styles.four)}
        aria-invalid={faulty || undefined}
        value={parts[name]}
        onChange={(typed) => change({ [name]: digits(typed.target.value, most) })}
        onBlur={() => {
          if (name === "year") finishYear();
          onBlur?.();
        }}
      />
    </label>
  );
  return (
    <>
      {box("day", "Day", 2)}
      {box("month", "Month", 2)}
      {box("year", "Year", 4)}
    </>
  );
}

export function DateInput(props: DateInputProps) {
  const ids = useFieldIds(props);
  const state = useParts(props);
  return (
    <GroupFrame {...props} ids={ids}>
      <div className={styles.parts}>
        <Boxes {...state} ids={ids} onBlur={props.onBlur} faulty={props.error !== undefined} />
      </div>
    </GroupFrame>
  );
}

/** A date and a time: "2026-06-09T10:42". */
export function MomentInput(props: DateInputProps) {
  const ids = useFieldIds(props);
  const [day = "", time = ""] = props.value.split("T");
  const join = (nextDay: string, nextTime: string): void =>
    props.onChange(nextDay === "" && nextTime === "" ? "" : `${nextDay}T${nextTime}`);
  const state = useParts({ value: day, onChange: (next) => join(next, time) });
  return (
    <GroupFrame {...props} ids={ids}>
      <div className={styles.parts}>
        <Boxes {...state} ids={ids} onBlur={props.onBlur} faulty={props.error !== undefined} />
        <label className={styles.part}>
          <span>Time</span>
          <input
            type="time"
            autoComplete="off"
            className={classNames(inputStyles.input, styles.time)}
            value={time}
            onChange={(typed) => join(day, typed.target.value)}
            onBlur={props.onBlur}
          />
        </label>
      </div>
    </GroupFrame>
  );
}

/** A time of day: "10:42". */
export function ClockInput(props: DateInputProps) {
  const ids = useFieldIds(props);
  return (
    <FieldFrame {...props} ids={ids}>
      <input
        id={ids.id}
        type="time"
        autoComplete="off"
        className={classNames(inputStyles.input, styles.time)}
        aria-describedby={ids.describedBy}
        aria-invalid={props.error !== undefined || undefined}
        value={props.value}
        onChange={(typed) => props.onChange(typed.target.value)}
        onBlur={props.onBlur}
      />
    </FieldFrame>
  );
}
