// The input of a field, drawn from its definition: its kind says which, its words stand around it.

import type { Json } from "#base/json.ts";
import { type Code, codesOn } from "#ledger/code-list.ts";
import type { Field } from "#ledger/field.ts";
import { levelWords, scaleOf } from "#casework/scale-words.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useDirectory } from "../directory.ts";
import { useMoment } from "../use-moment.ts";
import { useWords } from "../use-words.ts";
import { Button } from "../ui/button.tsx";
import { Checkboxes, ChipCheckboxes, ChipRadios, type Option, Radios } from "../ui/choice.tsx";
import { ClockInput, DateInput, MomentInput } from "../ui/date-input.tsx";
import { ItemsEditor } from "../ui/items-editor.tsx";
import { Row } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea, TextInput } from "../ui/text-input.tsx";
import { itemsTyped } from "./form-values.ts";
import { useLinkOptions } from "./link-options.ts";
import { PickMany } from "./pick-many.tsx";

export interface FieldInputProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Json;
  readonly error: string | undefined;
  readonly onChange: (value: Json) => void;
  readonly onBlur?: () => void;
  readonly scope: ScopeId | undefined;
  readonly newId: () => string;
}

/** Up to here choices stand as chips; more of them are rows. Nobody knows a list of codes well enough to type its letters. */
const MOST_CHIPS = 15;
const MOST_RADIOS = 7;

export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange, onBlur } = props;
  const frame = useFrame(props);
  const text = typeof value === "string" ? value : "";
  const typing = { value: text, onChange, onBlur };
  switch (field.kind) {
    case "line":
    case "formatted":
      return <TextInput {...frame} {...typing} />;
    case "prose":
      return <TextArea {...frame} {...typing} maxLength={field.max} />;
    case "date":
      return <DateInput {...frame} {...typing} />;
    case "moment":
      return <MomentInput {...frame} {...typing} />;
    case "clock":
      return <ClockInput {...frame} {...typing} />;
    case "whole":
    case "percent":
      return <NumberInput {...props} field={field} frame={frame} text={text} />;
    case "yes-no":
      return (
        <ChipRadios
          {...frame}
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
          value={value === true ? "yes" : value === false ? "no" : null}
          onChange={(answer) => onChange(answer === null ? null : answer === "yes")}
        />
      );
    case "choice":
      return <ChoiceInput {...props} field={field} frame={frame} />;
    case "choices":
      return <CodesInput {...props} field={field} frame={frame} />;
    case "link":
      return <LinkInput {...props} to={field.to} frame={frame} />;
    case "links":
      return <LinksInput {...props} to={field.to} frame={frame} />;
    case "items":
      return (
        <ItemsEditor
          {...frame}
          value={itemsTyped(value)}
          maxLength={field.max}
          newId={props.newId}
          onChange={({ items, typing }) => onChange({ items: items.map((one) => ({ ...one })), typing })}
        />
      );
    default: {
      const other: never = field;
      throw new Error(`no input for ${JSON.stringify(other)}`);
    }
  }
}

/** The words around an input, in the school's word for a pupil. */
function useFrame({ field, id, error }: FieldInputProps): Frame {
  const words = useWords();
  return {
    id,
    label: words.say(field.label),
    hint: field.hint === undefined ? undefined : words.say(field.hint),
    error: error === undefined ? undefined : words.say(error),
    optional: optionalOf(field),
  };
}

/** The form says which fields are needed; saying it of each that is not would be noise. */
const optionalOf = (field: Field): false | "unmarked" => (field.required ? false : "unmarked");

interface Frame {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly optional: false | "unmarked";
}

const toOption = ({ code, label, hint }: Code): Option => ({ value: code, label, hint });

/** The codes that may be chosen today, and the one held already even if it may not. */
function useCodes(field: Extract<Field, { kind: "choice" | "choices" }>, held: readonly string[]): readonly Option[] {
  const { today } = useMoment();
  const offered = codesOn(field.codes, today);
  const old = field.codes.codes.filter((code) => held.includes(code.code) && !offered.includes(code));
  return [...offered, ...old].map(toOption);
}

function ChoiceInput({
  field,
  value,
  onChange,
  frame,
}: FieldInputProps & { readonly frame: Frame; readonly field: Extract<Field, { kind: "choice" }> }) {
  const { scales } = useDirectory();
  const held = typeof value === "string" ? value : null;
  const codes = useCodes(field, held === null ? [] : [held]);
  const scale = scaleOf(field.codes);
  // C35: a level in the school's own words stands without our hint, which explains ours.
  const options = scale
    ? codes.map((option) => {
        const label = levelWords(scales, scale, option.value);
        return label === option.label ? option : { value: option.value, label, hint: undefined };
      })
    : codes;
  const props = { ...frame, options, onChange };
  if (options.length > MOST_RADIOS) return <Select {...props} value={held} />;
  return options.some((option) => option.hint !== undefined) ? (
    <Radios {...props} value={held} />
  ) : (
    <ChipRadios {...props} value={held} />
  );
}

function CodesInput({
  field,
  value,
  onChange,
  frame,
}: FieldInputProps & { readonly frame: Frame; readonly field: Extract<Field, { kind: "choices" }> }) {
  const held = Array.isArray(value) ? value.map(String) : [];
  const options = useCodes(field, held);
  const change = (chosen: readonly string[]): void => onChange([...chosen]);
  return options.length <= MOST_CHIPS ? (
    <ChipCheckboxes {...frame} options={options} value={held} onChange={change} />
  ) : (
    <Checkboxes {...frame} options={options} value={held} onChange={change} />
  );
}

function LinkInput({
  value,
  onChange,
  scope,
  to,
  frame,
}: FieldInputProps & { readonly frame: Frame; readonly to: string }) {
  const options = useLinkOptions(to, scope);
  const held = typeof value === "string" ? value : null;
  const all =
    held === null || options.some((option) => option.value === held)
      ? options
      : [...options, { value: held, label: "Not on this tablet" }];
  return (
    <Select
      {...frame}
      options={all}
      value={held}
      onChange={onChange}
      none={!frame.optional ? "Choose one" : to === "adult" || to === "pupil" ? "Nobody chosen" : "None chosen"}
    />
  );
}

function LinksInput({
  value,
  onChange,
  scope,
  to,
  frame,
}: FieldInputProps & { readonly frame: Frame; readonly to: string }) {
  const options = useLinkOptions(to, scope);
  const held = Array.isArray(value) ? value.map(String) : [];
  return <PickMany {...frame} options={options} value={held} onChange={(chosen) => onChange([...chosen])} />;
}

function NumberInput({
  field,
  frame,
  text,
  onChange,
  onBlur,
}: FieldInputProps & {
  readonly field: Extract<Field, { kind: "whole" | "percent" }>;
  readonly frame: Frame;
  readonly text: string;
}) {
  const notKnown = text === "not-known";
  const unit = field.kind === "percent" ? "%" : field.unit;
  return (
    <div>
      <TextInput
        {...frame}
        short
        inputMode={field.kind === "percent" ? "decimal" : "numeric"}
        unit={unit}
        value={notKnown ? "" : text}
        placeholder={notKnown ? "Not known" : undefined}
        onChange={onChange}
        onBlur={onBlur}
      />
      {field.notKnown && (
        <Row>
          <Button kind="quiet" aria-pressed={notKnown} onClick={() => onChange(notKnown ? "" : "not-known")}>
            {notKnown ? "Enter a number" : "Not known"}
            <span className="visually-hidden">: {frame.label}</span>
          </Button>
        </Row>
      )}
    </div>
  );
}
