// Five words open the tablet without a signal. They are typed by their first three letters, unseen unless asked for:
// pupils stand behind adults.

import { WORDS_IN_A_PHRASE } from "#device/device.ts";
import { Check } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { FieldFrame, useFieldIds } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Row } from "../../ui/page.tsx";
import inputStyles from "../../ui/text-input.module.css";
import styles from "./five-words.module.css";
import { noWords, takeWordBack, typeWords } from "./words-typed.ts";

export interface FiveWordsProps {
  readonly busy: boolean;
  readonly error?: string | undefined;
  /** Words to begin with (the demo fills them in). */
  readonly given?: readonly string[] | undefined;
  readonly onWords: (words: readonly string[]) => void;
}

export function FiveWords({ busy, error, given, onWords }: FiveWordsProps) {
  const [typed, setTyped] = useState(() => (given === undefined ? noWords : { ...noWords, words: given }));
  const [seen, setSeen] = useState(false);
  const fault = typed.unknown ? "No word of the list begins like that." : error;
  const frame = {
    label: "Your five words",
    hint:
      given === undefined
        ? "The first three letters of each are enough."
        : "The demo’s words are filled in. In a school they are yours alone.",
    error: fault,
  };
  const ids = useFieldIds(frame);
  const box = useRef<HTMLInputElement>(null);
  // Whoever tapped their tile wants to type.
  useEffect(() => box.current?.focus(), []);
  const type = (text: string): void => {
    const next = typeWords(typed, text);
    setTyped(next);
    if (next.words.length === WORDS_IN_A_PHRASE && typed.words.length < WORDS_IN_A_PHRASE) onWords(next.words);
  };
  return (
    <Form
      className={styles.box}
      onSend={() => {
        if (typed.words.length === WORDS_IN_A_PHRASE) onWords(typed.words);
      }}
    >
      <FieldFrame {...frame} ids={ids}>
        <input
          ref={box}
          id={ids.id}
          className={inputStyles.input}
          type={seen ? "text" : "password"}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby={ids.describedBy}
          aria-invalid={fault !== undefined || undefined}
          disabled={busy || typed.words.length === WORDS_IN_A_PHRASE}
          value={typed.typing}
          onChange={(change) => type(change.target.value)}
          onKeyDown={(key) => {
            if (key.key === "Backspace" && typed.typing === "") setTyped(takeWordBack(typed));
          }}
        />
      </FieldFrame>
      <ol className={styles.words} aria-label="Words so far">
        {Array.from({ length: WORDS_IN_A_PHRASE }, (_, at) => {
          const word = typed.words[at];
          return (
            <li key={at} className={classNames(styles.word, word !== undefined && styles.filled)}>
              <span className={styles.number}>{at + 1}</span>
              {word !== undefined &&
                (seen ? (
                  <span>{word}</span>
                ) : (
                  <>
                    <Icon glyph={Check} size={18} />
                    <span aria-hidden="true">•••</span>
                    <span className="visually-hidden">given</span>
                  </>
                ))}
            </li>
          );
        })}
      </ol>
      <Row>
        <Button kind="primary" type="submit" disabled={busy || typed.words.length < WORDS_IN_A_PHRASE}>
          {busy ? "Opening…" : "Open"}
        </Button>
        <Button kind="quiet" aria-pressed={seen} onClick={() => setSeen(!seen)}>
          {seen ? "Hide words" : "Show words"}
        </Button>
        {typed.words.length > 0 && !busy && (
          <Button kind="quiet" onClick={() => setTyped(noWords)}>
            Begin again
          </Button>
        )}
      </Row>
    </Form>
  );
}
