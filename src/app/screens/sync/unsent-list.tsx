// What has not gone: whose, since when, why, and what can be done about it.

import { useMemo, useState } from "react";
import type { EnvelopeId } from "#ledger/names.ts";
import { useDevice, useMe, useWatch } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { ageWords, stampMoment } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Section } from "../../ui/page.tsx";
import { SummaryCard } from "../../ui/summary-card.tsx";
import { StatusTag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { type UnsentLine, unsentGroups } from "./unsent-groups.ts";
import styles from "./sync.module.css";

export function UnsentList() {
  const device = useDevice();
  const unsent = useWatch({ kind: "unsent" });
  const { pupilById } = useDirectory();
  const names = useNames();
  const groups = useMemo(() => unsentGroups(unsent ?? [], device.schema), [unsent, device]);
  if (unsent === undefined) return null;
  return (
    <Section title="Not sent yet">
      {groups.length === 0 ? (
        <EmptyState title="Nothing waits on this tablet" />
      ) : (
        groups.map((group) => {
          const entry = pupilById.get(group.scope);
          return (
            <SummaryCard
              key={group.scope}
              level={3}
              title={entry ? names.pupil(entry.pupil.fields) : "The school’s own lists"}
              body={
                <ul>
                  {group.lines.map((line) => (
                    <Line key={line.envelope} line={line} />
                  ))}
                </ul>
              }
            />
          );
        })
      )}
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
      {line.state === "refused" && <Refused line={line} />}
    </li>
  );
}

/** The server will never take it as it stands: its author reads why, and may let it go. Nothing else removes it. */
function Refused({ line }: { readonly line: UnsentLine }) {
  const device = useDevice();
  const [asking, setAsking] = useState(false);
  const letGo = async (envelope: EnvelopeId): Promise<void> => device.letGo(envelope);
  return (
    <Inset kind="problem" title="There is a problem">
      {line.reasons.length === 0 ? (
        <p>The school could not take it as it stands.</p>
      ) : (
        line.reasons.map((reason) => <p key={reason}>{reason}</p>)
      )}
      {asking ? (
        <Row>
          <span>Leave it out for good?</span>
          <Button kind="problem" onClick={() => void letGo(line.envelope)}>
            Leave it out
          </Button>
          <Button onClick={() => setAsking(false)}>Keep it here</Button>
        </Row>
      ) : (
        <Row>
          <Button onClick={() => setAsking(true)}>Leave it out</Button>
        </Row>
      )}
    </Inset>
  );
}
