// Setting up a school: the code from the server's terminal makes the first administrator. Their five words are shown
// once; then the school's own lists are brought in.

import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { isRefusal } from "#ledger/refusal.ts";
import { useDevice } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Door } from "../../ui/door.tsx";
import { Form } from "../../ui/form.tsx";
import { Section } from "../../ui/page.tsx";
import { PasswordInput, TextInput } from "../../ui/text-input.tsx";
import { FreshWords } from "../sign-in/fresh-words.tsx";
import { DeviceKind, type Kind } from "./device-kind.tsx";

interface Typed {
  readonly code: string;
  readonly schoolName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly login: string;
  readonly password: string;
  readonly deviceName: string;
  readonly deviceKind: Kind;
}

const EMPTY: Typed = {
  code: "",
  schoolName: "",
  givenName: "",
  familyName: "",
  login: "",
  password: "",
  deviceName: "",
  deviceKind: "personal",
};

/** Said before the server is asked: a form that is half empty needs no journey. */
const MISSING: { readonly [field in keyof Typed]?: string } = {
  code: "Enter the code from the server’s terminal.",
  schoolName: "Enter your school’s name.",
  givenName: "Enter your first name.",
  familyName: "Enter your last name.",
  login: "Choose a name to sign in with.",
  password: "Choose a password.",
  deviceName: "Give this tablet a name.",
};

export default function SetUp() {
  const device = useDevice();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const [faults, setFaults] = useState<{ readonly [field: string]: string }>({});
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<readonly string[] | undefined>();
  const send = async (): Promise<void> => {
    const missing = Object.fromEntries(
      Object.entries(MISSING).filter(([field]) => typed[field as keyof Typed].trim() === ""),
    );
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const answer = await device.setUp(typed);
    setBusy(false);
    if (isRefusal(answer)) setFaults({ [answer.field ?? ""]: answer.sentence });
    else setWords(answer.words);
  };
  const input = (field: Exclude<keyof Typed, "deviceKind">, label: string, hint?: string) => ({
    id: field,
    label,
    hint,
    value: typed[field],
    onChange: (value: string) => setTyped({ ...typed, [field]: value }),
    error: faults[field],
  });
  if (words !== undefined)
    return (
      <Door name={typed.schoolName}>
        <FreshWords words={words} onDone={() => void navigate("/school", { replace: true })} />
      </Door>
    );
  return (
    <Door foot={<Link to="/">Back to the beginning</Link>}>
      <div>
        <h1>Set up your school</h1>
        <p>You become its first administrator. It takes about two minutes; the lists come after.</p>
      </div>
      <Form
        onSend={send}
        faults={Object.entries(faults).map(([field, sentence]) => ({
          sentence,
          field: field === "" || !(field in typed) ? undefined : field,
        }))}
        gap="loose"
      >
        <Section title="The school">
          <TextInput
            {...input("code", "Code", "It was printed where the server was started.")}
            code
            autoCapitalize="off"
            spellCheck={false}
          />
          <TextInput {...input("schoolName", "Name of the school")} />
        </Section>
        <Section title="You">
          <TextInput {...input("givenName", "First name")} />
          <TextInput {...input("familyName", "Last name")} />
          <TextInput
            {...input("login", "Name you will sign in with", "Your school email is a good one.")}
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
          />
          <PasswordInput
            {...input(
              "password",
              "Password",
              "At least 12 characters. Three words that do not belong together are good.",
            )}
            fresh
          />
        </Section>
        <Section title="This tablet">
          <TextInput
            {...input("deviceName", "Name of this tablet", "As the sticker on its back says: Office laptop")}
          />
          <DeviceKind value={typed.deviceKind} onChange={(deviceKind) => setTyped({ ...typed, deviceKind })} />
        </Section>
        <div>
          <Button kind="primary" type="submit" disabled={busy}>
            {busy ? "Setting up…" : "Set up"}
          </Button>
        </div>
      </Form>
    </Door>
  );
}
