// Tablets and other devices of the school: which there are, when each was last here, and what is to be noticed. What
// the server knows, asked of it (A17).

import { daysBetween } from "#casework/day.ts";
import { type DevicesAnswer, devicesAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { useOpen } from "../../binding.ts";
import { useServerAnswer } from "../../online/use-server-answer.ts";
import { useServerMoment } from "../../online/use-server-moment.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Row, Section } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { type SchoolDevice, backupNote, contactWords, deviceNotes, KIND_WORDS, sortedDevices } from "./device-words.ts";
import styles from "./school-part.module.css";
import { ServerRefused } from "./server-refused.tsx";
import { TabletCode } from "./tablet-code.tsx";

export const useSchoolDevices = () =>
  useServerAnswer({ method: "GET", path: ROUTES.devices, shape: devicesAnswerShape });

export function Devices() {
  const { answer, refusal, busy, again } = useSchoolDevices();
  return (
    <Page
      title="Tablets and other devices"
      lead="When each was last here, and what it said it still holds. Choose one to lock it or to take it out of use."
      back={{ to: "/school", words: "Your school" }}
    >
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="The list cannot be shown" onAgain={() => void again()} />
      )}
      {answer && <Backups {...answer} />}
      {answer && <Lists devices={answer.devices} />}
      <TabletCode />
    </Page>
  );
}

/** The server's own copies are nobody's to see on a tablet; that there are none is for whoever can ask for one. */
function Backups({ backup, madeAt }: Pick<DevicesAnswer, "backup" | "madeAt">) {
  const { demo } = useOpen();
  const { localNow } = useMoment();
  const momentOf = useServerMoment();
  const daysSince = (moment: string): number => daysBetween(momentOf(moment), localNow);
  const note = demo ? undefined : backupNote(backup === null ? null : daysSince(backup), daysSince(madeAt));
  return note === undefined ? null : (
    <Inset kind="warn" title="A backup is due">
      <p>{note}</p>
    </Inset>
  );
}

function Lists({ devices }: { readonly devices: readonly SchoolDevice[] }) {
  const { inUse, before } = sortedDevices(devices);
  return (
    <Section title="In use">
      {inUse.length === 0 ? (
        <EmptyState title="No device is in use">Make a code below: a tablet joins with it.</EmptyState>
      ) : (
        <Rows label="Devices in use" devices={inUse} all={devices} />
      )}
      {before.length > 0 && (
        <Disclosure words={`Out of use, or under a new name since (${before.length})`}>
          <Rows label="Out of use, or under a new name since" devices={before} all={devices} />
        </Disclosure>
      )}
    </Section>
  );
}

interface RowsProps {
  readonly label: string;
  readonly devices: readonly SchoolDevice[];
  readonly all: readonly SchoolDevice[];
}

function Rows({ label, devices, all }: RowsProps) {
  const { device: here } = useOpen();
  const { localNow } = useMoment();
  const momentOf = useServerMoment();
  return (
    <RowList label={label}>
      {devices.map((device) => (
        <RowLink
          key={device.id}
          to={`/school/devices/${device.id}`}
          end={
            <Row end>
              {device.id === (here as string) && <Tag tone="accent">This one</Tag>}
              {deviceNotes(device, all, daysBetween(momentOf(device.lastContact), localNow)).map(({ words, tone }) => (
                <Tag key={words} tone={tone}>
                  {words}
                </Tag>
              ))}
            </Row>
          }
        >
          <span className={styles.name}>{device.name}</span>
          <span className={styles.quiet}>
            {[
              KIND_WORDS[device.kind],
              `last here ${contactWords(momentOf(device.lastContact), localNow)}`,
              device.app !== "" && `version ${device.app}`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </RowLink>
      ))}
    </RowList>
  );
}
