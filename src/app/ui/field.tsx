// What stands around an input: its label, hint and error, tied to it for those who cannot see.

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import styles from "./field.module.css";
import { Icon } from "./icon.tsx";

export interface FieldProps {
  /** Where the error summary leads; made up when left out. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** May be left empty. True says so after the label; "unmarked" leaves that to the form. */
  readonly optional?: boolean | "unmarked" | undefined;
}

export interface FieldIds {
  readonly id: string;
  readonly hintId: string;
  readonly errorId: string;
  readonly describedBy: string | undefined;
}

export function useFieldIds({ id, hint, error }: Pick<FieldProps, "id" | "hint" | "error">): FieldIds {
  const made = useId();
  const base = id ?? made;
  const describedBy = classNames(hint !== undefined && `${base}-hint`, error !== undefined && `${base}-error`);
  return { id: base, hintId: `${base}-hint`, errorId: `${base}-error`, describedBy: describedBy || undefined };
}

function Words({ ids, hint, error }: { readonly ids: FieldIds } & Pick<FieldProps, "hint" | "error">) {
  return (
    <>
      {hint !== undefined && (
        <span id={ids.hintId} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span id={ids.errorId} className={styles.error}>
          <Icon glyph={CircleAlert} size={18} />
          <span>
            <span className="visually-hidden">Error: </span>
            {error}
          </span>
        </span>
      )}
    </>
  );
}

/** One input under one label. */
export function FieldFrame({
  ids,
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { readonly ids: FieldIds; readonly children: ReactNode }) {
  return (
    <div className={classNames(styles.frame, error !== undefined && styles.faulty)}>
      <label htmlFor={ids.id} className={styles.label}>
        {label}
        {optional === true && <span className={styles.optional}> (optional)</span>}
      </label>
      <Words ids={ids} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** Several inputs that answer one question. */
export function GroupFrame({
  ids,
  label,
  hint,
  error,
  optional,
  quietLabel,
  children,
}: FieldProps & { readonly ids: FieldIds; readonly quietLabel?: boolean | undefined; readonly children: ReactNode }) {
  return (
    <fieldset
      id={ids.id}
      aria-describedby={ids.describedBy}
      className={classNames(styles.frame, error !== undefined && styles.faulty)}
    >
      <legend className={quietLabel ? "visually-hidden" : styles.legend}>
        <span>
          {label}
          {optional === true && <span className={styles.optional}> (optional)</span>}
        </span>
      </legend>
      <Words ids={ids} hint={hint} error={error} />
      <div className={styles.body}>{children}</div>
    </fieldset>
  );
}
