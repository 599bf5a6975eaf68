// One of several, or several of several: native radios and checkboxes, as rows or drawn as chips.

import { Check } from "lucide-react";
import type { ComponentProps } from "react";
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
    <Button
      kind="quiet"
      className={styles.clear}
      onClick={(press) => {
        // It goes with the answer: the focus stays with the question.
        press.currentTarget.closest("fieldset")?.querySelector<HTMLElement>("input")?.focus();
        props.onChange(null);
      }}
    >
      Clear answer<span className="visually-hidden">: {props.label}</span>
    </Button>
  );
}

type Drawn = "list" | "chips";

/** The answers to tap: as rows with what each means, or as chips. */
function Answers({
  options,
  drawn,
  input,
}: {
  readonly options: readonly Option[];
  readonly drawn: Drawn;
  readonly input: (option: Option) => ComponentProps<"input">;
}) {
  return (
    <div className={drawn === "list" ? styles.list : styles.chips}>
      {options.map((option) => (
        <label key={option.value} className={drawn === "list" ? styles.option : styles.chip}>
          <input autoComplete="off" {...input(option)} />
          {drawn === "list" ? <OptionWords option={option} /> : <ChipWords option={option} />}
        </label>
      ))}
    </div>
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

function ChipWords({ option }: { readonly option: Option }) {
  return (
    <>
      <Icon glyph={Check} size={18} />
      <span>{option.label}</span>
    </>
  );
}

function OneOf({ props, drawn }: { readonly props: RadiosProps; readonly drawn: Drawn }) {
  const ids = useFieldIds(props);
  return (
    <GroupFrame {...props} ids={ids}>
      <Answers
        options={props.options}
        drawn={drawn}
        input={({ value }) => ({
          type: "radio",
          name: ids.id,
          checked: props.value === value,
          onChange: () => props.onChange(value),
        })}
      />
      <Clear props={props} />
    </GroupFrame>
  );
}

function SomeOf({ props, drawn }: { readonly props: CheckboxesProps; readonly drawn: Drawn }) {
  const ids = useFieldIds(props);
  return (
    <GroupFrame {...props} ids={ids}>
      <Answers
        options={props.options}
        drawn={drawn}
        input={({ value }) => ({
          type: "checkbox",
          checked: props.value.includes(value),
          onChange: (change) => props.onChange(toggled(props.options, props.value, value, change.target.checked)),
        })}
      />
    </GroupFrame>
  );
}

export const Radios = (props: RadiosProps) => <OneOf props={props} drawn="list" />;
export const ChipRadios = (props: RadiosProps) => <OneOf props={props} drawn="chips" />;
export const Checkboxes = (props: CheckboxesProps) => <SomeOf props={props} drawn="list" />;
export const ChipCheckboxes = (props: CheckboxesProps) => <SomeOf props={props} drawn="chips" />;
