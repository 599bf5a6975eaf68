// Choosing a PIN: twice, unseen. What is too easy is refused by the device with a sentence.

import { PIN_LENGTHS } from "#device/device.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { FieldFrame, useFieldIds } from "../../ui/field.tsx";
import { Row } from "../../ui/page.tsx";
import inputStyles from "../../ui/text-input.module.css";

export interface PinFormProps {
  readonly onSet: () => void;
  readonly onSkip?: () => void;
}

export function PinForm({ onSet, onSkip }: PinFormProps) {
  const device = useDevice();
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ readonly sentence: string; readonly field: "pin" | "pin-again" } | undefined>();
  const refuse = (sentence: string, field: "pin" | "pin-again"): void => {
    setFault({ sentence, field });
  };
  const send = async (): Promise<void> => {
    if (busy) return;
    if (pin !== again) return refuse("The two are not the same. Type your PIN once more.", "pin-again");
    setBusy(true);
    const no = await device.setPin(pin).catch(() => undefined);
    setBusy(false);
    if (no) return refuse(no.sentence, "pin");
    onSet();
  };
  const errorFor = (field: string): string | undefined => (fault?.field === field ? fault.sentence : undefined);
  return (
    <Form onSend={send} faults={fault === undefined ? [] : [fault]}>
      <PinInput
        id="pin"
        label="PIN"
        hint={`${PIN_LENGTHS.least} to ${PIN_LENGTHS.most} digits. Not a date, a year, or digits in a row.`}
        value={pin}
        onChange={setPin}
        error={errorFor("pin")}
      />
      <PinInput id="pin-again" label="PIN again" value={again} onChange={setAgain} error={errorFor("pin-again")} />
      <Row>
        <Button kind="primary" type="submit" disabled={busy}>
          {busy ? "Setting…" : "Set PIN"}
        </Button>
        {onSkip !== undefined && (
          <Button kind="quiet" disabled={busy} onClick={onSkip}>
            Not now
          </Button>
        )}
      </Row>
    </Form>
  );
}

function PinInput(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, hint, error, value, onChange } = props;
  const ids = useFieldIds(props);
  return (
    <FieldFrame ids={ids} label={label} hint={hint} error={error}>
      <input
        id={ids.id}
        className={inputStyles.input}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={PIN_LENGTHS.most}
        aria-describedby={ids.describedBy}
        aria-invalid={error !== undefined || undefined}
        value={value}
        onChange={(change) => onChange(change.target.value.replaceAll(/\D/g, ""))}
      />
    </FieldFrame>
  );
}
