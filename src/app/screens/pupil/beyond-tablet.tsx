// What the adult here may see of a pupil beyond the tablet in their hand: asked of the server, shown, and gone with the
// page (A41). And, for those who may, the way to more in an emergency (A42).

import { SHORTEST_REASON, pupilAnswerShape } from "#protocol/read-through.ts";
import { ROUTES } from "#protocol/routes.ts";
import { isRefusal, refuse } from "#ledger/refusal.ts";
import { Search } from "lucide-react";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { ServerAnswers } from "../../online/server-answers.tsx";
import { useServerAct } from "../../online/use-server-act.ts";
import { useServerAnswer } from "../../online/use-server-answer.ts";
import { clockWords, momentOf } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { ServerRefused } from "../school/server-refused.tsx";
import { usePupil } from "./pupil-context.ts";
import { ReadElsewhere } from "./read-elsewhere.tsx";

export function BeyondTablet() {
  return (
    <ServerAnswers>
      <Asked />
    </ServerAnswers>
  );
}

function Asked() {
  const { scope } = usePupil();
  const words = useWords();
  const device = useDevice();
  const moment = useMoment();
  const [wanted, setWanted] = useState(false);
  const { answer, refusal, busy, again } = useServerAnswer({
    method: "POST",
    path: ROUTES.readPupil,
    body: { pupil: scope },
    shape: pupilAnswerShape,
    wanted,
  });
  const until = answer?.emergencyUntil ? Date.parse(answer.emergencyUntil) : undefined;
  const over = until !== undefined && until <= device.now();
  const more = answer?.rows.filter((row) => row.type !== "pupil") ?? [];
  return (
    <Section
      title="What else you may see"
      hint={`Asked of the school’s server and shown here. It is not kept on this tablet, and that you looked at this ${words.pupil} is written down.`}
    >
      {(answer === undefined || over) && (
        <Row>
          <Button icon={Search} disabled={busy} onClick={() => (wanted ? void again() : setWanted(true))}>
            {busy ? "Asking the school’s server…" : "Look"}
          </Button>
        </Row>
      )}
      {refusal && !busy && <ServerRefused refusal={refusal} title="Nothing can be shown" />}
      {answer && !over && (
        <Stack gap="loose">
          {until !== undefined && (
            <div role="status">
              <Inset kind="warn" title={`Open to you until ${clockWords(momentOf(until, moment))}`}>
                <p>It stands on the list of the designated safeguarding lead (DSL), with your reason.</p>
              </Inset>
            </div>
          )}
          {more.length === 0 ? (
            <p role="status">There is nothing more here that you may see.</p>
          ) : (
            <ReadElsewhere rows={more} />
          )}
          {answer.mayOpen && <InEmergency onOpened={() => void again()} />}
        </Stack>
      )}
    </Section>
  );
}

function InEmergency({ onOpened }: { readonly onOpened: () => void }) {
  const { scope } = usePupil();
  const words = useWords();
  const { busy, act } = useServerAct(ROUTES.openEmergency);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<Awaited<ReturnType<typeof act>>>();
  const open = async (): Promise<void> => {
    setFault(undefined);
    // Said before the server is asked: it would say the same.
    if (reason.trim().length < SHORTEST_REASON)
      return setFault(refuse("reasonNeeded", "Write why you need to see these notes now. The DSL reads it.", "reason"));
    const no = await act({ pupil: scope, reason });
    if (isRefusal(no)) setFault(no);
    else onOpened();
  };
  if (!asking)
    return (
      <Inset kind="plain" title="In an emergency">
        <p>
          You can open this {words.pupil}’s notes for half an hour, to read them. It goes on the list of the designated
          safeguarding lead (DSL) at once.
        </p>
        <Row>
          <Button onClick={() => setAsking(true)}>This is an emergency</Button>
        </Row>
      </Inset>
    );
  return (
    <Inset kind="warn" title={`Open this ${words.pupil}’s notes?`}>
      <Form onSend={open}>
        <p>You read them for half an hour. The DSL sees on their list that you did, and why.</p>
        <TextArea
          id="emergency-reason"
          label="Why do you need to see them now?"
          value={reason}
          onChange={setReason}
          maxLength={500}
          rows={2}
          error={fault?.field === "reason" ? fault.sentence : undefined}
        />
        {fault && fault.field !== "reason" && <ServerRefused refusal={fault} title="They were not opened" />}
        <Row>
          <Button kind="problem" type="submit" disabled={busy}>
            {busy ? "Opening…" : "Open for half an hour"}
          </Button>
          <Button onClick={() => setAsking(false)}>Do not open</Button>
        </Row>
      </Form>
    </Inset>
  );
}
