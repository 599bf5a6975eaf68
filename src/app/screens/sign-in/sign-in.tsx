// Signing in with a name and a password, online: the first time on this tablet, or when the five words are not to hand.

import { useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { isRefusal } from "#ledger/refusal.ts";
import { useDevice, useStanding, useStatus } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Door } from "../../ui/door.tsx";
import { Form } from "../../ui/form.tsx";
import { PasswordInput, TextInput } from "../../ui/text-input.tsx";
import { useSending } from "../../use-sending.ts";
import { FirstPin } from "./first-pin.tsx";
import { FreshWords } from "./fresh-words.tsx";
import { TakenOut } from "./taken-out.tsx";

export default function SignIn() {
  const device = useDevice();
  const standing = useStanding();
  const navigate = useNavigate();
  const { takenOut } = useStatus();
  const { state } = useLocation();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [invitation, setInvitation] = useState("");
  const [first, setFirst] = useState(false);
  const { busy, refusal, faults, errorFor, asked } = useSending();
  const [words, setWords] = useState<readonly string[] | undefined>();
  const [written, setWritten] = useState(false);
  /** Offered only where the words are asked for: with new ones comes a new signature. */
  const [canLoseWords, setCanLoseWords] = useState(false);
  const [wordsLost, setWordsLost] = useState(false);
  const go = (): void => void navigate("/today", { replace: true });
  const send = async (): Promise<void> => {
    const answer = await asked(
      device.signIn({
        login,
        password,
        ...(wordsLost ? { wordsLost } : {}),
        ...(first && invitation !== "" ? { invitation } : {}),
      }),
    );
    if (isRefusal(answer)) {
      if (answer.code === "wordsNeeded") setCanLoseWords(true);
      return;
    }
    setPassword("");
    if (answer.words === undefined) go();
    else setWords(answer.words);
  };
  const school = "schoolName" in standing ? standing.schoolName : "Waymark";
  // No form that cannot work [A17].
  const revoked = (takenOut && !hasJoined(state)) || refusal?.code === "deviceRevoked";
  if (revoked && standing.state === "enrolled") return <TakenOut name={school} />;
  return (
    <Door
      name={school}
      foot={standing.state === "locked" ? <Link to="/today">Back to the lock screen</Link> : undefined}
    >
      {words !== undefined ? (
        written ? (
          <FirstPin onDone={go} />
        ) : (
          <FreshWords words={words} onDone={() => setWritten(true)} />
        )
      ) : (
        <>
          <h1>Sign in</h1>
          <Form onSend={send} faults={faults}>
            <TextInput
              id="login"
              label="Name you sign in with"
              value={login}
              onChange={setLogin}
              autoComplete="username"
              autoCapitalize="off"
              spellCheck={false}
              error={errorFor("login")}
            />
            <PasswordInput
              id="password"
              label="Password"
              hint={first ? "At least 12 characters. Three words that do not belong together are good." : undefined}
              fresh={first}
              value={password}
              onChange={setPassword}
              error={errorFor("password")}
            />
            {canLoseWords && (
              <Disclosure words="I no longer have my five words" open={wordsLost} onToggle={setWordsLost}>
                <p>
                  Sign in again and you get new ones. What you wrote on this tablet and is not filed yet stays on the
                  server for the safeguarding lead.
                </p>
              </Disclosure>
            )}
            <Disclosure words="I have an invitation code" open={first} onToggle={setFirst}>
              <TextInput
                id="invitation"
                label="Invitation code"
                hint="From your school’s administrator. Choose your name and password above."
                code
                value={invitation}
                onChange={setInvitation}
                autoCapitalize="off"
                spellCheck={false}
                error={errorFor("invitation")}
              />
            </Disclosure>
            <div>
              <Button kind="primary" type="submit" disabled={busy}>
                {busy ? "Signing in…" : "Sign in"}
              </Button>
            </div>
          </Form>
        </>
      )}
    </Door>
  );
}

/** It joined a moment ago: what the server said of it before that is over. */
const hasJoined = (state: unknown): boolean =>
  typeof state === "object" && state !== null && "joined" in state && state.joined === true;
