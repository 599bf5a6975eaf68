// One tablet or other device of the school: what the server knows of it, what it may hold, locking it and taking it out
// of use.

import { ROUTES } from "#protocol/routes.ts";
import type { Refusal } from "#ledger/refusal.ts";
import { useEffect, useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { useOpen } from "../../binding.ts";
import { useServerAct } from "../../online/use-server-act.ts";
import { useServerMoment } from "../../online/use-server-moment.ts";
import { dayWords } from "../../text/dates.ts";
import { capital, count } from "../../text/words.ts";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Section, Stack } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { AskedFirst } from "./asked-first.tsx";
import { type SchoolDevice as Device, contactWords, KIND_WORDS, likelyWiped, timesJoined } from "./device-words.ts";
import { useSchoolDevices } from "./devices.tsx";
import { Holdings } from "./holdings.tsx";
import { LockDevice } from "./lock-device.tsx";
import { ServerRefused } from "./server-refused.tsx";

export function SchoolDevice() {
  const { id } = useParams();
  const { answer, refusal, busy, again } = useSchoolDevices();
  const device = answer?.devices.find((one) => one.id === id);
  return (
    <Page
      title={device?.name ?? "Tablet or other device"}
      back={{ to: "/school/devices", words: "Tablets and other devices" }}
      narrow
    >
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="This cannot be shown" onAgain={() => void again()} />
      )}
      {answer && !device && <EmptyState title="The school has no such device" />}
      {answer && device && <Known device={device} all={answer.devices} onChanged={() => void again()} />}
    </Page>
  );
}

interface KnownProps {
  readonly device: Device;
  readonly all: readonly Device[];
  readonly onChanged: () => void;
}

function Known({ device, all, onChanged }: KnownProps) {
  const { device: here } = useOpen();
  const { localNow } = useMoment();
  const words = useWords();
  const momentOf = useServerMoment();
  const when = (iso: string): string => contactWords(momentOf(iso), localNow);
  const former = all.find((one) => one.id === device.former);
  const later = all.find((one) => one.former === device.id);
  return (
    <Stack gap="loose">
      <Notices device={device} all={all} />
      <SummaryCard title="What the server knows">
        <SummaryRow label="Used by">{KIND_WORDS[device.kind]}</SummaryRow>
        <SummaryRow label="Last here">{capital(when(device.lastContact))}</SummaryRow>
        <SummaryRow label="Joined">{capital(when(device.enrolledAt))}</SummaryRow>
        <SummaryRow label="Version" empty="Not known before it sends something">
          {device.app}
        </SummaryRow>
        <SummaryRow label="Last number received" empty="Nothing sent yet">
          {device.lastSeq > 0 && device.lastSeq.toLocaleString("en-GB")}
        </SummaryRow>
        <SummaryRow label="Still held, unsent">
          {device.unsent === 0
            ? "Nothing, when it last sent"
            : `${count(device.unsent, "entry", "entries")}, when it last sent`}
        </SummaryRow>
        {device.secondCopy !== null && (
          <SummaryRow label="Second copy of that">
            {device.secondCopy
              ? "Yes, when it was last here"
              : "None: its browser keeps no second copy. Were its storage lost, so would be what it had not sent."}
          </SummaryRow>
        )}
        {former && (
          <SummaryRow label="It was before">
            <Link to={`/school/devices/${former.id}`}>{former.name}</Link>, until {when(device.enrolledAt)}. It had been
            put back to an older state, or copied.
          </SummaryRow>
        )}
        {later && (
          <SummaryRow label="Goes on as">
            <Link to={`/school/devices/${later.id}`}>{later.name}</Link>, since {when(later.enrolledAt)}. Where a tablet
            was stolen, take both out of use.
          </SummaryRow>
        )}
        <SummaryRow label="May hold">
          {device.pupils === null
            ? `The names of all ${words.pupils}; whose notes stands in the list below`
            : count(device.pupils, words.pupil, words.pupils)}
          {device.confirmed === null
            ? ". It has not said yet that it holds nothing else."
            : `. It said ${when(device.confirmed)} that it holds nothing else.`}
        </SummaryRow>
      </SummaryCard>
      <Holdings device={device.id} />
      {!device.revoked && <LockDevice device={device} isHere={device.id === (here as string)} onChanged={onChanged} />}
      <OutOfUse device={device} isHere={device.id === (here as string)} onChanged={onChanged} />
    </Stack>
  );
}

function Notices({ device, all }: Pick<KnownProps, "device" | "all">) {
  const { today } = useMoment();
  const momentOf = useServerMoment();
  return (
    <>
      {likelyWiped(device, all) && (
        <Inset kind="problem" title="Is this tablet being wiped?">
          <p>
            A tablet of this name has joined the school {timesJoined(device, all)} times. Some tablets are set to clear
            everything when somebody signs out of them; what had not been sent by then is lost. Ask whoever looks after
            the tablets to switch that off.
          </p>
        </Inset>
      )}
      {device.lostAt !== null && (
        <Inset kind="warn" title={`Lost its storage, seen on ${dayWords(momentOf(device.lostAt), today)}`}>
          <p>
            Its browser came back with nothing stored.{" "}
            {device.unsent === 0
              ? "When it last sent, nothing waited on it; what was written after that is lost."
              : `When it last sent, ${count(device.unsent, "entry", "entries")} waited on it: ask its adults to write them again.`}
          </p>
        </Inset>
      )}
    </>
  );
}

interface OutOfUseProps {
  readonly device: Device;
  readonly isHere: boolean;
  readonly onChanged: () => void;
}

function OutOfUse({ device, isHere, onChanged }: OutOfUseProps) {
  const { busy, act } = useServerAct(ROUTES.revokeDevice);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  const [done, setDone] = useState(false);
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) result.current?.focus();
  }, [done]);
  const revoke = async (): Promise<void> => {
    setRefusal(undefined);
    const no = await act({ device: device.id });
    setRefusal(no);
    setDone(no === undefined);
    if (!no) onChanged();
  };
  return (
    <Section title={device.revoked ? "Out of use" : "Take it out of use"}>
      {refusal && <ServerRefused refusal={refusal} title="It is still in use" />}
      <div ref={result} tabIndex={-1} role="status">
        {(done || device.revoked) && (
          <Inset kind={done ? "accent" : "plain"} title={done ? `${device.name} is out of use` : undefined}>
            <p>
              {done && "It hears so at its next contact. "}It delivers what waits on it, and nothing else: that comes to
              Set aside. Then nobody can open it any more.
            </p>
            <p>A new code lets it in again, to begin with nothing.</p>
          </Inset>
        )}
      </div>
      {!device.revoked && !done && isHere && (
        <p>This is the device you are using. Take it out of use from another one.</p>
      )}
      {!device.revoked && !done && !isHere && (
        <div>
          <AskedFirst
            words="Take it out of use"
            title={`Take ${device.name} out of use?`}
            yes="Take it out of use"
            no="Keep it in use"
            busy={busy}
            onYes={() => void revoke()}
          >
            <p>
              At its next contact it delivers what waits on it, then nobody can open it any more. What it delivers is
              not filed: it comes to Set aside, where you or the designated safeguarding lead decide.
            </p>
            <p>Until it has contact, adults who know its five words can still open it.</p>
          </AskedFirst>
        </div>
      )}
    </Section>
  );
}
