// What has not gone: whose, since when, why, and what can be done about it.

import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { useMemo, useState } from "react";
import { useDevice, useMe, useStatus, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { ageWords, stampMoment } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { type UnsentLine, unsentGroups } from "./unsent-groups.ts";
import styles from "./sync.module.css";

export function UnsentList() {
  const device = useDevice();
  const unsent = useWatch({ kind: "unsent" });
  const { queued, refused } = useStatus();
  const { pupilById } = useDirectory();
  const names = useNames();
  const words = useWords();
  const groups = useMemo(() => unsentGroups(unsent ?? [], device.schema), [unsent, device]);
  // About a pupil this tablet may not show any more: it counts, and says nothing (A15).
  const hidden = (unsent ?? []).filter(({ envelope }) => envelope.changes.length === 0).length;
  if (unsent === undefined) return queued + refused > 0 ? <Loading /> : null;
  return (
    <Section title="Not sent yet">
      {hidden > 0 && (
        <Inset kind="note" title={words.say(`${hidden} about a pupil who is no longer on this tablet`)}>
          <p>It still goes to the school, which keeps it for the designated safeguarding lead.</p>
        </Inset>
      )}
      {groups.length === 0 && hidden === 0 && <EmptyState title="Nothing waits on this tablet" />}
      {groups.map((group) => {
        const entry = pupilById.get(group.scope);
        return (
          <SummaryCard
            key={group.scope}
            level={3}
            title={entry ? names.pupil(entry.pupil.fields) : titleOf(group.scope, words.pupil)}
            body={
              <ul>
                {group.lines.map((line) => (
                  <Line key={line.envelope} line={line} />
                ))}
              </ul>
            }
          />
        );
      })}
    </Section>
  );
}

function Line({ line }: { readonly line: UnsentLine }) {
  const me = useMe();
  const { adultName } = useDirectory();
  const { localNow } = useMoment();
  return (
    <li>
      <div className={styles.line}>
        <span className={styles.words}>
          <span>{line.what}</span>
          <span className={styles.soft}>
            {line.author === me ? "You" : adultName(line.author)}, {ageWords(stampMoment(line.at), localNow)}
          </span>
        </span>
        <StatusTag where={line.state === "refused" ? "could-not-send" : "saved"} />
      </div>
      {line.state === "refused" && <NotTaken line={line} mine={line.author === me} />}
    </li>
  );
}

/** A storage that was emptied knows what waits and not yet whom it is about. */
const titleOf = (scope: string, pupil: string): string =>
  scope === SCHOOL_SCOPE ? "The school’s own lists" : `A ${pupil} who is not on this tablet yet`;

const TITLE = {
  refused: "The school did not take this",
  quarantined: "The school keeps this, and has not filed it",
  parked: "The school keeps this until it can be filed",
} as const;

/** Nothing but a person removes it from this list: its author reads why, and what can be done. */
function NotTaken({ line, mine }: { readonly line: UnsentLine; readonly mine: boolean }) {
  const device = useDevice();
  const names = useNames();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const kept = line.kept ?? "refused";
  const again = async (): Promise<void> => {
    if (!(await device.sendAgain(line.envelope))) setSaid("This cannot be sent again from here.");
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(line.text);
      setSaid("Copied.");
    } catch {
      setSaid("This browser did not allow copying.");
    }
  };
  return (
    <Inset kind={kept === "refused" ? "problem" : "warn"} title={TITLE[kept]}>
      {line.signIn ? (
        <p>
          {mine
            ? "The school’s server does not know your signature on this tablet any more. Sign in once with your name and password; then this is filed by itself."
            : "The school’s server does not know its author’s signature on this tablet any more. When they have signed in here once, it is filed by itself."}
        </p>
      ) : line.reasons.length === 0 ? (
        <p>The school could not take it as it stands.</p>
      ) : (
        line.reasons.map((reason) => <p key={reason}>{reason}</p>)
      )}
      {asking ? (
        <Row>
          <span>{kept === "refused" ? "Leave it out for good?" : "Take it off this list? The school keeps it."}</span>
          <Button kind="problem" onClick={() => void device.letGo(line.envelope)}>
            {kept === "refused" ? "Leave it out" : "Take it off the list"}
          </Button>
          <Button onClick={() => setAsking(false)}>Keep it here</Button>
        </Row>
      ) : (
        <Row>
          {mine && line.signIn && (
            <LinkButton kind="primary" to="/sign-in">
              Sign in
            </LinkButton>
          )}
          {mine && kept === "refused" && <Button onClick={() => void again()}>Send again</Button>}
          {mine && line.text !== "" && !names.hidden && <Button onClick={() => void copy()}>Copy the text</Button>}
          <Button onClick={() => setAsking(true)}>
            {kept === "refused" ? "Leave it out" : "Take it off the list"}
          </Button>
        </Row>
      )}
      <p role="status">{said}</p>
    </Inset>
  );
}
