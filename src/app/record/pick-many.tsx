// Several of many people: type a few letters, tap a name. What is chosen stands above and is taken out by a tap.

import { Plus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import type { Option } from "../ui/choice.tsx";
import { type FieldProps, GroupFrame, useFieldIds } from "../ui/field.tsx";
import { Row } from "../ui/page.tsx";
import inputStyles from "../ui/text-input.module.css";
import { foundOptions } from "./found-options.ts";

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
  const nothingTyped = typed.trim() === "";
  const left = options.filter((option) => !value.includes(option.value));
  const all = !nothingTyped ? foundOptions(left, typed) : left.length <= SHOWN ? left : [];
  const found = all.slice(0, SHOWN);
  const labelOf = (one: string): string =>
    options.find((option) => option.value === one)?.label ?? "Not on this tablet";
  // The button that was pressed is gone: the focus goes to whom it chose, or, where it took somebody out, to what is left.
  const pressed = useRef<string | undefined>(undefined);
  useEffect(() => {
    const one = pressed.current;
    pressed.current = undefined;
    if (one === undefined) return;
    const group = document.getElementById(ids.id);
    const chosen = group?.querySelector<HTMLElement>(`[data-chosen="${CSS.escape(one)}"]`);
    (chosen ?? group?.querySelector<HTMLElement>("button, input"))?.focus();
  }, [value, ids.id]);
  const change = (one: string, chosen: readonly string[]): void => {
    pressed.current = one;
    onChange(chosen);
  };
  return (
    <GroupFrame {...props} ids={ids}>
      {value.length > 0 && (
        <Row>
          {value.map((one) => (
            <Button
              key={one}
              icon={X}
              data-chosen={one}
              onClick={() =>
                change(
                  one,
                  value.filter((other) => other !== one),
                )
              }
            >
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
                change(option.value, [...value, option.value]);
                setTyped("");
              }}
            >
              {option.label}
            </Button>
          ))}
        </Row>
      )}
      {options.length === 0 && <p>There is nobody to choose from here yet.</p>}
      {all.length > found.length && <p>{all.length - found.length} more. Type more letters.</p>}
      {!nothingTyped && found.length === 0 && <p>Nobody found.</p>}
    </GroupFrame>
  );
}
