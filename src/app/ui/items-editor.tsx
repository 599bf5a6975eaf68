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

export interface ItemsEditorProps extends FieldProps {
  readonly value: readonly Item[];
  readonly onChange: (value: readonly Item[]) => void;
  readonly newId: () => string;
  /** What is in the box but not yet on the list; kept by the form, so that a draft holds it too. */
  readonly typing: string;
  readonly onTyping: (words: string) => void;
  readonly maxLength: number;
}

export function ItemsEditor(props: ItemsEditorProps) {
  const { value, onChange, newId, typing, onTyping, label, maxLength } = props;
  const ids = useFieldIds(props);
  const box = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const add = (): void => {
    const words = typing.trim();
    if (words === "") return;
    onChange([...value, { item: newId(), words }]);
    onTyping("");
    setSaid(`Added: ${words}`);
    box.current?.focus();
  };
  const remove = (gone: Item): void => {
    onChange(value.filter((one) => one.item !== gone.item));
    setSaid(`Removed: ${gone.words}`);
    box.current?.focus();
  };
  return (
    <GroupFrame {...props} ids={ids}>
      {value.length > 0 && (
        <ul className={styles.items}>
          {value.map((one) => (
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
          onChange={(typed) => onTyping(typed.target.value)}
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
