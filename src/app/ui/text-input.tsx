// Typed text. `autocomplete="off"` is a rule here: without it the browser writes what is typed into its session
// files, outside the vault.

import type { FocusEventHandler, HTMLInputAutoCompleteAttribute, KeyboardEventHandler, Ref } from "react";
import { classNames } from "./class-names.ts";
import { FieldFrame, type FieldProps, useFieldIds } from "./field.tsx";
import styles from "./text-input.module.css";

interface Typed extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: FocusEventHandler | undefined;
  readonly maxLength?: number | undefined;
  readonly disabled?: boolean | undefined;
}

export interface TextInputProps extends Typed {
  readonly inputMode?: "text" | "numeric" | "decimal" | "tel" | "email" | "search" | undefined;
  readonly short?: boolean | undefined;
  readonly code?: boolean | undefined;
  readonly unit?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly autoCapitalize?: "off" | "words" | "sentences" | undefined;
  readonly spellCheck?: boolean | undefined;
  /** For sign-in names only: a field that holds words of a record never says anything but "off". */
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement> | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

export function TextInput(props: TextInputProps) {
  const { value, onChange, short, code, unit, label, hint, error, optional, id: _id, autoComplete, ...rest } = props;
  const ids = useFieldIds(props);
  const input = (
    <input
      {...rest}
      id={ids.id}
      type="text"
      autoComplete={autoComplete ?? "off"}
      className={classNames(styles.input, short && styles.short, code && styles.code)}
      aria-describedby={ids.describedBy}
      aria-invalid={error !== undefined || undefined}
      value={value}
      onChange={(change) => onChange(change.target.value)}
    />
  );
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error} optional={optional}>
      {unit === undefined ? (
        input
      ) : (
        <span className={styles.unit}>
          {input}
          <span>{unit}</span>
        </span>
      )}
    </FieldFrame>
  );
}

export interface TextAreaProps extends Typed {
  readonly rows?: number;
}

/** Paragraphs. Says how many characters are left once nine tenths are used. */
export function TextArea(props: TextAreaProps) {
  const { value, onChange, onBlur, maxLength, label, hint, error, optional, rows = 4, disabled } = props;
  const ids = useFieldIds(props);
  const left = maxLength === undefined ? undefined : maxLength - value.length;
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        id={ids.id}
        autoComplete="off"
        className={classNames(styles.input, styles.area)}
        aria-describedby={ids.describedBy}
        aria-invalid={error !== undefined || undefined}
        rows={rows}
        disabled={disabled}
        value={value}
        onChange={(change) => onChange(change.target.value)}
        onBlur={onBlur}
      />
      {left !== undefined && maxLength !== undefined && left < maxLength / 10 && (
        <span className={classNames(styles.left, left < 0 && styles.over)} aria-live="polite">
          {Math.abs(left).toLocaleString("en-GB")} {Math.abs(left) === 1 ? "character" : "characters"}{" "}
          {left >= 0 ? "left" : "too many"}
        </span>
      )}
    </FieldFrame>
  );
}

export interface PasswordInputProps extends Typed {
  /** A new password asks the password manager to make one. */
  readonly fresh?: boolean;
}

export function PasswordInput(props: PasswordInputProps) {
  const { value, onChange, fresh, label, hint, error, disabled } = props;
  const ids = useFieldIds(props);
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error}>
      <input
        id={ids.id}
        type="password"
        autoComplete={fresh ? "new-password" : "current-password"}
        className={styles.input}
        aria-describedby={ids.describedBy}
        aria-invalid={error !== undefined || undefined}
        disabled={disabled}
        value={value}
        onChange={(change) => onChange(change.target.value)}
      />
    </FieldFrame>
  );
}
