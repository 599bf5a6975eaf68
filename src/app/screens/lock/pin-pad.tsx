// A PIN, with a thumb or on a keyboard. The last digit is the answer: nothing else is pressed. Unseen, because pupils
// stand behind adults.

import { Delete } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { FieldFrame, useFieldIds } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import inputStyles from "../../ui/text-input.module.css";
import styles from "./pin-pad.module.css";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

export interface PinPadProps {
  readonly digits: number;
  readonly busy: boolean;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly onPin: (pin: string) => void;
}

export function PinPad({ digits, busy, error, hint, onPin }: PinPadProps) {
  const [pin, setPin] = useState("");
  const frame = { label: "Your PIN", hint, error };
  const ids = useFieldIds(frame);
  const box = useRef<HTMLInputElement>(null);
  // Whoever tapped their tile wants to type.
  useEffect(() => box.current?.focus(), []);
  const take = (typed: string): void => {
    if (busy) return;
    const next = typed.replaceAll(/\D/g, "").slice(0, digits);
    setPin(next);
    if (next.length === digits && next !== pin) onPin(next);
  };
  return (
    <Form
      className={styles.pad}
      onSend={() => {
        if (pin.length === digits && !busy) onPin(pin);
      }}
    >
      <FieldFrame {...frame} ids={ids}>
        <input
          ref={box}
          id={ids.id}
          className={classNames(inputStyles.input, styles.typed)}
          type="password"
          // The pad is beside it: a keyboard of the tablet's own would cover it.
          inputMode="none"
          autoComplete="off"
          aria-describedby={ids.describedBy}
          aria-invalid={error !== undefined || undefined}
          readOnly={busy}
          value={pin}
          onChange={(change) => take(change.target.value)}
        />
      </FieldFrame>
      <div className={styles.keys} role="group" aria-label="Digits">
        {KEYS.map((key) => (
          <button key={key} type="button" className={styles.key} disabled={busy} onClick={() => take(pin + key)}>
            {key}
          </button>
        ))}
        <span />
        <button type="button" className={styles.key} disabled={busy} onClick={() => take(`${pin}0`)}>
          0
        </button>
        <Button
          kind="quiet"
          icon={Delete}
          disabled={busy || pin === ""}
          onClick={() => setPin(pin.slice(0, -1))}
          className={styles.back}
        >
          Back
        </Button>
      </div>
      <p className={styles.busy} role="status">
        {busy ? "Opening…" : ""}
      </p>
    </Form>
  );
}
