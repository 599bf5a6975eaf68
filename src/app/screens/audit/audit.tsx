// Who saw and changed what (A45): the school's audit in sentences, for the designated safeguarding lead and the
// administrators. Asked of the server, a page at a time, and kept nowhere; that somebody read it is a line of its own.

import { auditAnswerShape } from "#protocol/audit-page.ts";
import { ROUTES } from "#protocol/routes.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { useState } from "react";
import { useDevice, useOpen } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { parsed } from "../../online/parsed.ts";
import { ServerAnswers } from "../../online/server-answers.tsx";
import { useAsk } from "../../online/step-up.tsx";
import { useServerAnswer } from "../../online/use-server-answer.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { momentOf, momentWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Row, Section } from "../../ui/page.tsx";
import { Timeline, TimelineItem } from "../../ui/timeline.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { csvOf } from "../school/csv-text.ts";
import { saveFile } from "../school/save-file.ts";
import { ServerRefused } from "../school/server-refused.tsx";
import { type AuditWanted, AuditFilter } from "./audit-filter.tsx";
import { type AuditLine, type AuditNames, auditSentence, subjectOf } from "./audit-words.ts";

export default function Audit() {
  return (
    <ServerAnswers>
      <AuditPage />
    </ServerAnswers>
  );
}

function AuditPage() {
  const [wanted, setWanted] = useState<AuditWanted>({});
  /** The last numbers of the pages before this one: empty on the newest. */
  const [before, setBefore] = useState<readonly number[]>([]);
  const { adult } = useOpen();
  const { adults } = useDirectory();
  const words = useWords();
  const place = before.at(-1);
  const { answer, refusal, busy, again } = useServerAnswer({
    method: "POST",
    path: ROUTES.audit,
    body: { ...wanted, ...(place === undefined ? {} : { before: place }) },
    shape: auditAnswerShape,
  });
  const last = answer?.lines.at(-1)?.number;
  return (
    <Page
      title="Who saw and changed what"
      lead="Everything that was done, by whom, when and on which tablet, newest first. It never holds what somebody wrote. That you read it is noted too."
      back={
        textIn(adults.get(adult), "role") === "dsl"
          ? { to: "/more", words: "More" }
          : { to: "/school", words: "Your school" }
      }
    >
      {answer?.ofSchool === true && (
        <Inset>
          <p>
            You see what was done to accounts, devices and the school’s own lists. Who saw and changed a {words.pupil}’s
            records is for the designated safeguarding lead and the leaders.
          </p>
        </Inset>
      )}
      <AuditFilter
        ofPupils={answer?.ofSchool !== true}
        busy={busy}
        onWanted={(next) => {
          const isSame = before.length === 0 && JSON.stringify(next) === JSON.stringify(wanted);
          setBefore([]);
          setWanted(next);
          // Asked the same once more: something may have been done since.
          if (isSame) void again();
        }}
      />
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="The list cannot be shown" onAgain={() => void again()} />
      )}
      {answer?.lines.length === 0 && (
        <EmptyState title="Nothing was done that fits">Choose another name, or other days.</EmptyState>
      )}
      {answer && answer.lines.length > 0 && (
        <Section title="What was done" aside={<TakeCopy wanted={wanted} />}>
          <Lines lines={answer.lines} />
          <Row>
            {before.length > 0 && (
              <Button disabled={busy} onClick={() => setBefore(before.slice(0, -1))}>
                Newer
              </Button>
            )}
            {answer.more && last !== undefined && (
              <Button disabled={busy} onClick={() => setBefore([...before, last])}>
                Older
              </Button>
            )}
          </Row>
        </Section>
      )}
    </Page>
  );
}

function useAuditNames(): AuditNames {
  const { schema } = useDevice();
  const { adultName, pupilById } = useDirectory();
  const names = useNames();
  return {
    adult: adultName,
    pupil: (id) => names.pupil(pupilById.get(id)?.pupil.fields) || undefined,
    record: (type) =>
      (schema.definitions[type]?.label ?? "record").replace(/^[A-Z](?=[a-z])/, (one) => one.toLowerCase()),
  };
}

function Lines({ lines }: { readonly lines: readonly AuditLine[] }) {
  const names = useAuditNames();
  const moment = useMoment();
  return (
    <Timeline label="What was done, newest first">
      {lines.map((line) => {
        const at = momentOf(Date.parse(line.at), moment);
        const on = line.who !== "" && line.deviceName !== "" ? `, on ${line.deviceName}` : "";
        return (
          <TimelineItem
            key={line.number}
            title={auditSentence(line, names)}
            when={at}
            by={`${momentWords(at, moment.today)}${on}`}
          />
        );
      })}
    </Timeline>
  );
}

/** The same lines as a file: asked anew, so that the audit tells that somebody took them. */
function TakeCopy({ wanted }: { readonly wanted: AuditWanted }) {
  const ask = useAsk();
  const names = useAuditNames();
  const moment = useMoment();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  const take = async (): Promise<void> => {
    setBusy(true);
    const told = await ask("POST", ROUTES.audit, { ...wanted, copy: true });
    const answer = isRefusal(told) ? told : parsed(auditAnswerShape, told.body);
    setBusy(false);
    setRefusal(isRefusal(answer) ? answer : undefined);
    if (isRefusal(answer)) return;
    const rows = answer.lines.map((line) => [
      String(line.number),
      momentOf(Date.parse(line.at), moment).replace("T", " "),
      subjectOf(line, names),
      line.deviceName,
      auditSentence(line, names),
    ]);
    saveFile(`waymark-audit-${moment.today}.csv`, csvOf([["Number", "When", "Who", "Device", "What"], ...rows]));
  };
  return (
    <>
      <Button disabled={busy} onClick={() => void take()}>
        {busy ? "Asking…" : "Save as CSV"}
      </Button>
      {refusal && <ServerRefused refusal={refusal} title="No copy was made" />}
    </>
  );
}
