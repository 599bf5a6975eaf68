// A file from this device: the browser's own button, large enough for a thumb. The same file can be chosen again
// after it was corrected.

import { FieldFrame, type FieldProps, useFieldIds } from "./field.tsx";
import styles from "./file-input.module.css";

export interface FileInputProps extends FieldProps {
  /** "text/csv,.csv": what the browser offers first; anything may be chosen. */
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onChoose: (file: File) => void;
}

export function FileInput(props: FileInputProps) {
  const { label, hint, error, optional, accept, disabled, onChoose } = props;
  const ids = useFieldIds(props);
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error} optional={optional}>
      <input
        id={ids.id}
        type="file"
        autoComplete="off"
        accept={accept}
        disabled={disabled}
        className={styles.file}
        aria-describedby={ids.describedBy}
        aria-invalid={error !== undefined || undefined}
        onClick={(press) => {
          // Otherwise choosing the same name again would change nothing and say nothing.
          press.currentTarget.value = "";
        }}
        onChange={(chosen) => {
          const file = chosen.target.files?.[0];
          if (file) onChoose(file);
        }}
      />
    </FieldFrame>
  );
}
