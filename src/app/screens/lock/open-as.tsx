// One adult at the lock: by PIN where this page takes it, otherwise by five words. Either way stays on the same page.

import { DEMO_PIN, DEMO_WORDS, type Person } from "#device/device.ts";
import type { Refusal } from "#ledger/refusal.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { FiveWords } from "../sign-in/five-words.tsx";
import { PinPad } from "./pin-pad.tsx";

/** The storage or the script that tries the words did not work. Nothing of it says anything about the words. */
export const NOT_OPENED =
  "Something went wrong, and this tablet was not opened. Try again. If it stays so, reload the page.";
const COLD =
  "This page was loaded again, or your school had locked the tablet, so nobody’s PIN opens it yet. Use your five words, or sign in. After that every PIN works here again.";

export interface OpenAsProps {
  readonly person: Person;
  /** The demo's words and PIN are published: they stand there already. */
  readonly demo: boolean;
  readonly alone: boolean;
  readonly onBack: () => void;
}

export function OpenAs({ person, demo, alone, onBack }: OpenAsProps) {
  const device = useDevice();
  const { adult, label, digits, warm = false } = person;
  const [byWords, setByWords] = useState(!warm);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const [attempt, setAttempt] = useState(0);
  const open = async (come: () => Promise<Refusal | undefined>): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    let sentence: string;
    try {
      const no = await come();
      if (!no) return;
      if (no.code === "pinOff" || no.code === "pinCold") setByWords(true);
      sentence = no.sentence;
    } catch {
      sentence = NOT_OPENED;
    }
    setBusy(false);
    setFault(sentence);
    setAttempt(attempt + 1);
  };
  const pinHint = demo ? `The PIN of everybody in the demo is ${DEMO_PIN}.` : undefined;
  return (
    <Section
      title={label}
      aside={
        !busy && (
          <Row>
            {warm && (
              <Button
                kind="quiet"
                onClick={() => {
                  setFault(undefined);
                  setByWords(!byWords);
                }}
              >
                {byWords ? "Use your PIN" : "Use five words"}
              </Button>
            )}
            <Button kind="quiet" onClick={onBack}>
              {alone ? "Back" : "Somebody else"}
            </Button>
          </Row>
        )
      }
    >
      {byWords || digits === undefined ? (
        <>
          {digits !== undefined && !warm && fault === undefined && (
            <Inset kind="note">
              <p>{COLD}</p>
            </Inset>
          )}
          <FiveWords
            key={attempt}
            busy={busy}
            error={fault}
            given={demo ? DEMO_WORDS : undefined}
            onWords={(words) => void open(() => device.openWithWords(adult, words))}
          />
        </>
      ) : (
        <PinPad
          key={attempt}
          digits={digits}
          busy={busy}
          error={fault}
          hint={pinHint}
          onPin={(pin) => void open(() => device.openWithPin(adult, pin))}
        />
      )}
    </Section>
  );
}
