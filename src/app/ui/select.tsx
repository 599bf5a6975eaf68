// One of many: the native list, which every tablet shows in its own large way.

import type { Option } from "./choice.tsx";
import { FieldFrame, type FieldProps, useFieldIds } from "./field.tsx";
import inputStyles from "./text-input.module.css";

export interface SelectProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The words of the empty choice. */
  readonly none?: string;
}

export function Select(props: SelectProps) {
  const { label, hint, error, optional, options, value, onChange, none = "Choose one" } = props;
  const ids = useFieldIds(props);
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error} optional={optional}>
      <select
        id={ids.id}
        autoComplete="off"
        className={inputStyles.input}
        aria-describedby={ids.describedBy}
        aria-invalid={error !== undefined || undefined}
        value={value ?? ""}
        onChange={(chosen) => onChange(chosen.target.value === "" ? null : chosen.target.value)}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
