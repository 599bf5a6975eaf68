// A list of short lines. Adults add to it and take from it; each line has a history of its own.

import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { type FieldProps, GroupFrame, useFieldIds } from "./field.tsx";
import styles from "./items-editor.module.css";
import inputStyles from "./text-input.module.css";

export interface Item {
  readonly item: string;
  readonly words: string;
}

export interface ItemsHeld {
  readonly items: readonly Item[];
  /** What is in the box but not yet on the list; kept by the form, so that a draft holds it too. */
  readonly typing: string;
}

export interface ItemsEditorProps extends FieldProps {
  readonly value: ItemsHeld;
  /** The list and the box change together, in one call: two would each begin from what stood before. */
  readonly onChange: (value: ItemsHeld) => void;
  readonly newId: () => string;
  readonly maxLength: number;
}

export function ItemsEditor(props: ItemsEditorProps) {
  const { value, onChange, newId, label, maxLength } = props;
  const { items, typing } = value;
  const ids = useFieldIds(props);
  const box = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const add = (): void => {
    const words = typing.trim();
    if (words === "") return;
    onChange({ items: [...items, { item: newId(), words }], typing: "" });
    setSaid(`Added: ${words}`);
    box.current?.focus();
  };
  const remove = (gone: Item): void => {
    onChange({ items: items.filter((one) => one.item !== gone.item), typing });
    setSaid(`Removed: ${gone.words}`);
    box.current?.focus();
  };
  return (
    <GroupFrame {...props} ids={ids}>
      {items.length > 0 && (
        <ul className={styles.items}>
          {items.map((one) => (
            <li key={one.item} className={styles.item}>
              <span>{one.words}</span>
              <Button kind="quiet" icon={X} onClick={() => remove(one)}>
                Remove<span className="visually-hidden">: {one.words}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.add}>
        <input
          ref={box}
          id={`${ids.id}-new`}
          type="text"
          autoComplete="off"
          aria-label={`Add to ${label}`}
          className={classNames(inputStyles.input)}
          maxLength={maxLength}
          value={typing}
          onChange={(typed) => onChange({ items, typing: typed.target.value })}
          onKeyDown={(key) => {
            if (key.key !== "Enter") return;
            key.preventDefault();
            add();
          }}
        />
        <Button icon={Plus} onClick={add}>
          Add
        </Button>
      </div>
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </GroupFrame>
  );
}
