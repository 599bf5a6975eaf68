// Locking a tablet from afar, and letting it be opened again (A49): for one that was mislaid, and may be found.

import { ROUTES } from "#protocol/routes.ts";
import type { Refusal } from "#ledger/refusal.ts";
import { useEffect, useRef, useState } from "react";
import { useDirectory } from "../../directory.ts";
import { useServerAct } from "../../online/use-server-act.ts";
import { useServerMoment } from "../../online/use-server-moment.ts";
import { Inset } from "../../ui/inset.tsx";
import { Button } from "../../ui/button.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { AskedFirst } from "./asked-first.tsx";
import { type SchoolDevice, lockDoes, lockedWords, hasHeard } from "./device-words.ts";
import { ServerRefused } from "./server-refused.tsx";

export interface LockDeviceProps {
  readonly device: SchoolDevice;
  readonly isHere: boolean;
  readonly onChanged: () => void;
}

export function LockDevice({ device, isHere, onChanged }: LockDeviceProps) {
  const { busy, act } = useServerAct(ROUTES.lockDevice);
  const { adultName } = useDirectory();
  const { localNow } = useMoment();
  const momentOf = useServerMoment();
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  /** What was done here last; the answer of the list may be on its way. */
  const [done, setDone] = useState<"locked" | "let go" | undefined>();
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) result.current?.focus();
  }, [done]);
  const change = async (locked: boolean): Promise<void> => {
    setRefusal(undefined);
    const no = await act({ device: device.id, locked });
    setRefusal(no);
    if (no) return;
    setDone(locked ? "locked" : "let go");
    onChanged();
  };
  const { name, locked } = device;
  const isLocked = done === undefined ? locked !== null : done === "locked";
  const hasShut = locked !== null && hasHeard(locked.at, device.lastContact);
  return (
    <Section title={!isLocked ? "Lock it from here" : hasShut ? "Locked" : "The lock is on its way"}>
      {refusal && <ServerRefused refusal={refusal} title={isLocked ? "It is still locked" : "It is not locked"} />}
      <div ref={result} tabIndex={-1} role="status">
        {isLocked && (
          <Inset
            kind={done ? "accent" : "warn"}
            title={done && (hasShut ? `${name} is locked` : `${name} locks at its next contact`)}
          >
            {locked && (
              <>
                <p>
                  {lockedWords(locked, device.lastContact, { name: adultName(locked.by), momentOf, now: localNow })}
                </p>
                <p>{lockDoes(locked, device.lastContact)}</p>
              </>
            )}
          </Inset>
        )}
        {done === "let go" && (
          <Inset title={`${name} may be opened again`}>
            <p>It hears so at its next contact. Then five words or a login open it, and after that PINs work again.</p>
          </Inset>
        )}
      </div>
      {isHere && <p>This is the device you are using. Lock it from another one.</p>}
      {!isHere && isLocked && (
        <Row>
          {!hasShut && <Button onClick={onChanged}>Look again</Button>}
          <AskedFirst
            key="open"
            words="Let it be opened again"
            title={`Let ${name} be opened again?`}
            yes="Let it be opened"
            no="Keep it locked"
            busy={busy}
            onYes={() => void change(false)}
          >
            <p>Whoever has it and knows five words or a login can then open it. Make sure that you know where it is.</p>
          </AskedFirst>
        </Row>
      )}
      {!isHere && !isLocked && (
        <div>
          <AskedFirst
            key="lock"
            words="Lock it"
            title={`Lock ${name}?`}
            yes="Lock it"
            no="Do not lock it"
            busy={busy}
            onYes={() => void change(true)}
          >
            <p>
              At its next contact it shuts, whoever is at it, and nobody can open it until you let them. Nothing on it
              is lost: what waits is sent and filed.
            </p>
            <p>
              Until it has contact it opens as before. Is it stolen, or gone for good? Then take it out of use: that
              destroys its keys.
            </p>
          </AskedFirst>
        </div>
      )}
    </Section>
  );
}
