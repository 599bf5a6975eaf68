// What stands after the tap: where the entry is, in its true word at every moment, what one may want next, and the
// detail, which may stay empty. Nothing fades; it stays until the adult goes on.

import { ArrowLeftRight, Check, Plus, Undo2 } from "lucide-react";
import { ownRecordIn } from "#casework/own-record-words.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { type RefObject, Suspense, useDeferredValue, useState } from "react";
import { fetchedPart } from "../../fetched.tsx";
import { useDevice, useStatus, useWatch } from "../../binding.ts";
import { type PupilEntry, textIn, useDirectory } from "../../directory.ts";
import { Private } from "../../shell/hidden-names.tsx";
import { clockWords, savedWords, stampMoment } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Row } from "../../ui/page.tsx";
import { WHERE_WORDS } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import type { Finish } from "./finish.ts";
import { OwnRecords } from "./own-records.tsx";
import styles from "./quick-log.module.css";
import { countTowards, currentMilestone, milestoneLine } from "./room-rows.ts";
import { useTakeBack } from "./use-take-back.ts";

/** The inputs of a record come with the first entry that is saved. They stand open: detail is one tap away, and may stay empty. */
export const fetchEntryDetail = () => import("./entry-detail.tsx");
const EntryDetail = fetchedPart(fetchEntryDetail);
const WrongPupil = fetchedPart(() => import("../log/wrong-pupil.tsx"));

export interface SavedEntryProps {
  readonly id: RecordId;
  /** It is on the disk since a moment: said before it was read back. */
  readonly just?: JustSaved | undefined;
  readonly entry: PupilEntry;
  /** How what is typed in the detail is finished. */
  readonly finishRef: RefObject<Finish>;
  /** Somewhere else, once the detail is finished. */
  readonly onGo: (to: string) => void;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

export interface JustSaved {
  readonly category: RecordId;
  /** The local moment of the tap, "2026-06-09T10:42". */
  readonly at: string;
}

export function SavedEntry({ id, just, entry, finishRef, onGo, onAnother, onClose }: SavedEntryProps) {
  const scope = entry.scope as ScopeId;
  const record = useWatch({ kind: "record", id, scope });
  // That it is saved is on the screen before the rest is drawn.
  const detailed = useDeferredValue(record, null);
  const takeBack = useTakeBack();
  const words = useWords();
  const [wrong, setWrong] = useState(false);
  const [fault, setFault] = useState("");
  const [typedWhen, setTypedWhen] = useState<string | undefined>();
  const { categoryById } = useDirectory();
  const { today } = useMoment();
  // What is not on this tablet any more is not said to be saved on it.
  if (record === null || (!record && !just)) return null;
  const withdrawn = record?.withdrawn ?? null;
  // C55: what may be taken for another record is said of what was just seen; an old log is only read.
  const meant =
    !record || withdrawn || textOf(record, "when").slice(0, 10) !== today
      ? undefined
      : ownRecordIn(textIn(categoryById.get(textOf(record, "category")), "label"));
  const undo = async (): Promise<void> => setFault((await takeBack.withdraw(id, scope)) ?? "");
  const restore = async (): Promise<void> => setFault((await takeBack.restore(id, scope)) ?? "");
  return (
    <>
      <div className={styles.strip}>
        <p className={styles.saved} role="status">
          <Icon glyph={withdrawn ? Undo2 : Check} size={26} />
          {record ? <WhereItIs record={record} /> : just && <SavedNow just={just} />}
        </p>
        {fault !== "" && <p>{fault}</p>}
        {record && !withdrawn && <Towards entry={entry} record={record} />}
        <Row>
          {withdrawn ? (
            <Button icon={Undo2} onClick={() => void restore()}>
              Bring it back
            </Button>
          ) : (
            <Button icon={Undo2} onClick={() => void undo()}>
              Undo
            </Button>
          )}
          <Button icon={Plus} onClick={onAnother}>
            Another
          </Button>
          {!withdrawn && (
            <Button kind="quiet" icon={ArrowLeftRight} aria-expanded={wrong} onClick={() => setWrong(!wrong)}>
              Wrong {words.pupil}
            </Button>
          )}
        </Row>
      </div>
      {wrong && !withdrawn && (
        <Suspense fallback={<Loading />}>
          <WrongPupil id={id} entry={entry} finish={() => finishRef.current()} onStay={() => setWrong(false)} />
        </Suspense>
      )}
      {record && meant !== undefined && (
        <OwnRecords
          entry={entry}
          meant={meant}
          at={{ when: typedWhen ?? textOf(record, "when"), period: textOf(record, "period") }}
          onGo={onGo}
        />
      )}
      {detailed && record && !withdrawn && (
        <Suspense fallback={<Loading />}>
          <EntryDetail record={record} finishRef={finishRef} onWhen={setTypedWhen} onGo={onGo} onDone={onClose} />
        </Suspense>
      )}
    </>
  );
}

/** In the words that stand there when it has been read back. */
function SavedNow({ just: { category, at } }: { readonly just: JustSaved }) {
  const { categoryById } = useDirectory();
  return (
    <span>
      {WHERE_WORDS.saved} {clockWords(at)}
      <Private quiet> – {textIn(categoryById.get(category), "label")}</Private>
    </span>
  );
}

function WhereItIs({ record }: { readonly record: ViewRecord }) {
  const device = useDevice();
  const { categoryById } = useDirectory();
  // Where it is changes without the record changing: accepted is "Sent" before the feed has brought it back.
  useStatus();
  const what = textIn(categoryById.get(textOf(record, "category")), "label");
  const { localNow } = useMoment();
  const at = savedWords(stampMoment(record.stamps[record.created]?.at ?? ""), localNow);
  if (record.withdrawn)
    return (
      <span>
        Taken back
        <Private quiet> – {what}</Private>
      </span>
    );
  return (
    <span>
      {WHERE_WORDS[device.whereIs(record) ?? "sent"]} {at}
      <Private quiet> – {what}</Private>
    </span>
  );
}

/** The entry counts towards something: said as the next step. */
function Towards({ entry, record }: { readonly entry: PupilEntry; readonly record: ViewRecord }) {
  const directory = useDirectory();
  const milestone = currentMilestone(entry);
  if (!milestone || !countTowards(entry, milestone)?.counted.includes(record.id)) return null;
  return (
    <Private quiet>
      <p className={styles.progress}>{milestoneLine(entry, directory)}</p>
    </Private>
  );
}
