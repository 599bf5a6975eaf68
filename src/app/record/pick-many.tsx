// Several of many people: type a few letters, tap a name. What is chosen stands above and is taken out by a tap.

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import type { Option } from "../ui/choice.tsx";
import { type FieldProps, GroupFrame, useFieldIds } from "../ui/field.tsx";
import { Row } from "../ui/page.tsx";
import inputStyles from "../ui/text-input.module.css";

/** As many as a thumb reaches without scrolling. */
const SHOWN = 8;

export interface PickManyProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

export function PickMany(props: PickManyProps) {
  const { options, value, onChange, label } = props;
  const ids = useFieldIds(props);
  const [typed, setTyped] = useState("");
  const words = typed.trim().toLocaleLowerCase("en-GB");
  const left = options.filter((option) => !value.includes(option.value));
  const found =
    words === ""
      ? left.length <= SHOWN
        ? left
        : []
      : left.filter((option) => option.label.toLocaleLowerCase("en-GB").includes(words)).slice(0, SHOWN);
  const labelOf = (one: string): string =>
    options.find((option) => option.value === one)?.label ?? "Not on this tablet";
  return (
    <GroupFrame {...props} ids={ids}>
      {value.length > 0 && (
        <Row>
          {value.map((one) => (
            <Button key={one} icon={X} onClick={() => onChange(value.filter((other) => other !== one))}>
              <span className="visually-hidden">Take out </span>
              {labelOf(one)}
            </Button>
          ))}
        </Row>
      )}
      {options.length > SHOWN && (
        <input
          type="text"
          autoComplete="off"
          aria-label={`Find: ${label}`}
          placeholder="Type a few letters"
          className={inputStyles.input}
          value={typed}
          onChange={(change) => setTyped(change.target.value)}
        />
      )}
      {found.length > 0 && (
        <Row>
          {found.map((option) => (
            <Button
              key={option.value}
              kind="quiet"
              icon={Plus}
              onClick={() => {
                onChange([...value, option.value]);
                setTyped("");
              }}
            >
              {option.label}
            </Button>
          ))}
        </Row>
      )}
      {words !== "" && found.length === 0 && <p>Nobody found.</p>}
    </GroupFrame>
  );
}
