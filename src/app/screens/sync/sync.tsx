// "Sending and saving": has my work gone, and am I seeing the latest? Two facts, told apart.

import { Send } from "lucide-react";
import { useState } from "react";
import { useDevice, useSignal, useStatus } from "../../binding.ts";
import { useIsDemo, useStatusWords } from "../../shell/use-status-words.ts";
import { ageWords, momentOf } from "../../text/dates.ts";
import { notTaken, TELL_OF_SERVER } from "../../text/sync-words.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Inset } from "../../ui/inset.tsx";
import { Columns, Page, Row, Section, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useDemo } from "../../demo/demo-context.ts";
import { SIGNAL_OFF } from "../../demo/name-the-switch.ts";
import styles from "./sync.module.css";
import { Notices } from "./notices.tsx";
import { ThisTablet } from "./this-tablet.tsx";
import { UnsentCopy } from "./unsent-copy.tsx";
import { UnsentList } from "./unsent-list.tsx";

export default function Sync() {
  return (
    <Page title="Sending and saving">
      <Columns>
        <Stack gap="loose">
          <BigSentence />
          <Notices />
          <UnsentList />
          <UnsentCopy />
        </Stack>
        <Stack gap="loose">
          <ThisTablet />
          <Attempts />
        </Stack>
      </Columns>
    </Page>
  );
}

function BigSentence() {
  const device = useDevice();
  const status = useStatus();
  const moment = useMoment();
  const { tone } = useStatusWords();
  const on = useSignal(useDemo().signal.on);
  const demo = useIsDemo();
  const [sending, setSending] = useState(false);
  const { queued, refused, lastContact, upToDate, unknownHere, complete, sentNow, reach } = status;
  const turnedAway = notTaken(status);
  const big =
    queued === 0 ? (refused === 0 ? "All sent" : `${refused} could not send`) : `${queued} saved on this tablet`;
  const send = async (): Promise<void> => {
    setSending(true);
    await device.sendNow();
    setSending(false);
  };
  return (
    <div className={classNames(styles.sentence, tone !== "quiet" && styles[tone])}>
      <p className={styles.big}>{big}</p>
      <p>
        {unknownHere && queued > 0 && demo
          ? "It was written in a demo school that is over, and goes nowhere any more."
          : unknownHere && queued > 0
            ? "What is saved here is safe. It goes as soon as this tablet is let back in."
            : turnedAway !== undefined
              ? `What is saved here is safe. The school’s server was reached and did not take it: “${turnedAway}” ${TELL_OF_SERVER}`
              : queued > 0
                ? "What is saved here is safe, and goes by itself as soon as there is a signal."
                : refused > 0
                  ? "Why stands below. Everything else is with the school."
                  : "Everything written on this tablet is with the school."}
      </p>
      <p className={styles.soft}>
        {lastContact === null
          ? "This tablet has not reached the school yet."
          : unknownHere
            ? "What others write does not come here."
            : !complete || upToDate === null
              ? reach === "unreachable"
                ? "What others wrote may not all be here yet. It comes as soon as there is a signal."
                : "What others wrote is still arriving here."
              : `You see what others wrote up to ${ageWords(momentOf(upToDate, moment), moment.localNow)}.`}
      </p>
      <Row>
        <Button kind="primary" icon={Send} disabled={sending} onClick={() => void send()}>
          {sending ? "Trying…" : queued > 0 ? "Send now" : "Look for news now"}
        </Button>
      </Row>
      <div role="status">
        {/* It stays until the next press, also when somebody has been elsewhere; while that one tries, nothing old is said. */}
        {sentNow && !sending && (
          <Inset kind={sentNow.ok ? "accent" : "plain"}>
            {/* In the demo the signal is a switch: "not reached" would puzzle. */}
            <p>{on || sentNow.ok ? sentNow.words : SIGNAL_OFF}</p>
          </Inset>
        )}
      </div>
      {!on && !(sentNow && !sending) && (
        <p className={styles.soft}>The demo’s signal is off. Switch it on at the top.</p>
      )}
    </div>
  );
}

function Attempts() {
  const { attempts } = useStatus();
  const moment = useMoment();
  return (
    <Section title="Last attempts">
      {attempts.length === 0 ? (
        <p className={styles.soft}>None since this page was opened.</p>
      ) : (
        <ul>
          {attempts.map((attempt) => (
            <li key={attempt.at} className={styles.line}>
              <span>{attempt.words}</span>
              <span className={styles.soft}>{ageWords(momentOf(attempt.at, moment), moment.localNow)}</span>
            </li>
          ))}
        </ul>
      )}
      <LinkButton to="/sync/finder">What a finder sees</LinkButton>
    </Section>
  );
}
