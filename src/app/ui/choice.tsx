// One of several, or several of several: native radios and checkboxes, as rows or drawn as chips.

import { Check } from "lucide-react";
import { Button } from "./button.tsx";
import styles from "./choice.module.css";
import { type FieldProps, GroupFrame, useFieldIds } from "./field.tsx";
import { Icon } from "./icon.tsx";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface Choosing extends FieldProps {
  readonly options: readonly Option[];
  /** The legend is for screen readers alone: the heading above says it already. */
  readonly quietLabel?: boolean | undefined;
}
export interface RadiosProps extends Choosing {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}
export interface CheckboxesProps extends Choosing {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

const toggled = (all: readonly Option[], held: readonly string[], value: string, on: boolean): readonly string[] =>
  all.map((option) => option.value).filter((one) => (one === value ? on : held.includes(one)));

/** An optional answer can be taken back; a radio alone cannot be unset. */
function Clear({ props }: { readonly props: RadiosProps }) {
  if (props.value === null || !props.optional) return null;
  return (
    <Button kind="quiet" className={styles.clear} onClick={() => props.onChange(null)}>
      Clear answer<span className="visually-hidden">: {props.label}</span>
    </Button>
  );
}

export function Radios(props: RadiosProps) {
  const ids = useFieldIds(props);
  return (
    <GroupFrame {...props} ids={ids}>
      <div className={styles.list}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={ids.id}
              autoComplete="off"
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <OptionWords option={option} />
          </label>
        ))}
      </div>
      <Clear props={props} />
    </GroupFrame>
  );
}

export function Checkboxes(props: CheckboxesProps) {
  const ids = useFieldIds(props);
  return (
    <GroupFrame {...props} ids={ids}>
      <div className={styles.list}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="checkbox"
              autoComplete="off"
              checked={props.value.includes(option.value)}
              onChange={(change) =>
                props.onChange(toggled(props.options, props.value, option.value, change.target.checked))
              }
            />
            <OptionWords option={option} />
          </label>
        ))}
      </div>
    </GroupFrame>
  );
}

function OptionWords({ option }: { readonly option: Option }) {
  return (
    <span className={styles.words}>
      <span>{option.label}</span>
      {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
    </span>
  );
}

export function ChipRadios(props: RadiosProps) {
  const ids = useFieldIds(props);
  return (
    <GroupFrame {...props} ids={ids}>
      <div className={styles.chips}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.chip}>
            <input
              type="radio"
              name={ids.id}
              autoComplete="off"
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <Icon glyph={Check} size={18} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <Clear props={props} />
    </GroupFrame>
  );
}

export function ChipCheckboxes(props: CheckboxesProps) {
  const ids = useFieldIds(props);
  return (
    <GroupFrame {...props} ids={ids}>
      <div className={styles.chips}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.chip}>
            <input
              type="checkbox"
              autoComplete="off"
              checked={props.value.includes(option.value)}
              onChange={(change) =>
                props.onChange(toggled(props.options, props.value, option.value, change.target.checked))
              }
            />
            <Icon glyph={Check} size={18} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </GroupFrame>
  );
}
