// A tablet joins a school with a short-lived code from its administrator; then an adult signs in on it.

import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Door } from "../../ui/door.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useSending } from "../../use-sending.ts";
import { DeviceKind, type Kind } from "../set-up/device-kind.tsx";

/** Told to the page of signing in: what the server said of this tablet before is over [A17]. */
const JOINED = { joined: true };

export default function Join() {
  const device = useDevice();
  const navigate = useNavigate();
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("shared");
  const { busy, faults, errorFor, asked } = useSending();
  const send = async (): Promise<void> => {
    const no = await asked(device.enrol({ code, name, kind }));
    if (!no) void navigate("/sign-in", { replace: true, state: JOINED });
  };
  return (
    <Door foot={<Link to="/">Back to the beginning</Link>}>
      <h1>Join your school</h1>
      <Form onSend={send} faults={faults}>
        <TextInput
          id="code"
          label="Code for this tablet"
          hint="Your administrator makes one under More, Your school. It works once."
          code
          value={code}
          onChange={setCode}
          autoCapitalize="off"
          spellCheck={false}
          error={errorFor("code")}
        />
        <TextInput
          id="name"
          label="Name of this tablet"
          hint="As the sticker on its back says: IAP tablet 2"
          value={name}
          onChange={setName}
          error={errorFor("name")}
        />
        <DeviceKind value={kind} onChange={setKind} />
        <div>
          <Button kind="primary" type="submit" disabled={busy}>
            {busy ? "Joining…" : "Join"}
          </Button>
        </div>
      </Form>
    </Door>
  );
}
