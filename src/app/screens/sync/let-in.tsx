// The server does not know this tablet any more: an adult whom it knows lets it back in, or a code does.

import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { PasswordInput, TextInput } from "../../ui/text-input.tsx";
import { useSending } from "../../use-sending.ts";

export function LetIn() {
  const device = useDevice();
  const [withCode, setWithCode] = useState(false);
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { busy, faults, errorFor, asked } = useSending();
  const send = async (): Promise<void> => {
    const no = await asked(device.readmit(withCode ? { code } : { login, password }));
    setPassword("");
    if (no?.code === "codeNeeded") setWithCode(true);
  };
  return (
    <Inset kind="problem" title="The school’s server does not know this tablet any more">
      <p>
        It was probably put back to an older state. Everything on this tablet is safe, and you can go on writing. Let
        the tablet back in, and all of it is sent again.
      </p>
      <Form onSend={send} faults={faults}>
        {withCode ? (
          <TextInput
            id="code"
            label="Code for this tablet"
            hint="From an administrator of your school."
            code
            value={code}
            onChange={setCode}
            autoCapitalize="off"
            spellCheck={false}
            error={errorFor("code")}
          />
        ) : (
          <>
            <TextInput
              id="login"
              label="Name you sign in with"
              value={login}
              onChange={setLogin}
              autoCapitalize="off"
              spellCheck={false}
              error={errorFor("login")}
            />
            <PasswordInput
              id="password"
              label="Password"
              value={password}
              onChange={setPassword}
              error={errorFor("password")}
            />
          </>
        )}
        <Row>
          <Button kind="primary" type="submit" disabled={busy}>
            {busy ? "Asking…" : "Let it back in"}
          </Button>
          <Button onClick={() => setWithCode(!withCode)}>{withCode ? "With name and password" : "With a code"}</Button>
        </Row>
      </Form>
    </Inset>
  );
}
