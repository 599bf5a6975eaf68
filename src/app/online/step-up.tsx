// The password once more, before what cannot be taken back (A43): the server says when, one dialog asks, and what was
// asked for is asked again. Around every page that asks the server to do something.

import { ROUTES } from "#protocol/routes.ts";
import { doneAnswerShape } from "#protocol/session.ts";
import type { Device } from "#device/device.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { useDevice } from "../binding.ts";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Row } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { PasswordInput } from "../ui/text-input.tsx";
import { parsed } from "./parsed.ts";

type Ask = Device["ask"];
const AskContext = createContext<Ask | null>(null);
const NOT_GIVEN = refuse("notGiven", "The password was not given, so nothing was done.");

/** Asks the server; inside `StepUp` also for the password, where that is wanted. */
export function useAsk(): Ask {
  const device = useDevice();
  return use(AskContext) ?? device.ask;
}

interface Waiting {
  readonly end: (given: boolean) => void;
}

export function StepUp({ children }: { readonly children: ReactNode }) {
  const device = useDevice();
  const [waiting, setWaiting] = useState<Waiting | undefined>();
  const ask = useCallback<Ask>(
    async (method, path, body) => {
      const told = await device.ask(method, path, body);
      if (!isRefusal(told) || told.code !== "stepUp") return told;
      const given = await new Promise<boolean>((end) => setWaiting({ end }));
      setWaiting(undefined);
      return given ? device.ask(method, path, body) : NOT_GIVEN;
    },
    [device],
  );
  return (
    <AskContext value={ask}>
      {children}
      {waiting && <PasswordSheet onEnd={waiting.end} />}
    </AskContext>
  );
}

function PasswordSheet({ onEnd }: { readonly onEnd: (given: boolean) => void }) {
  const device = useDevice();
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<Refusal | undefined>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    const told = await device.ask("POST", ROUTES.stepUp, { password });
    const answer = isRefusal(told) ? told : parsed(doneAnswerShape, told.body);
    setBusy(false);
    if (!isRefusal(answer)) return onEnd(true);
    setPassword("");
    setFault(answer);
  };
  return (
    <Sheet
      title="Your password, once more"
      lead="It is asked for before something that cannot be taken back."
      closeWords="Do not do it"
      onClose={() => onEnd(false)}
    >
      <Form onSend={send} faults={fault ? [{ sentence: fault.sentence, field: fault.field && "step-up" }] : []}>
        <PasswordInput id="step-up" label="Password" value={password} onChange={setPassword} error={undefined} />
        <Row>
          <Button kind="primary" type="submit" disabled={busy || password === ""}>
            {busy ? "Asking…" : "Go on"}
          </Button>
        </Row>
      </Form>
    </Sheet>
  );
}
