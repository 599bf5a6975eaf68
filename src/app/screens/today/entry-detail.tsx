// The rest of a quick log, when there is a moment: how strong, what helped, how long ago, a note. It is one
// amendment, made when the adult goes on; until then it is a draft like any other.

import { amendRecord } from "#casework/commands/amend-record.ts";
import { behaviourLog } from "#casework/records/behaviour-log.ts";
import { addMinutes, minutesBetween } from "#casework/day.ts";
import type { JsonObject } from "#base/json.ts";
import type { ChangeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, createdBy, textOf } from "#ledger/view.ts";
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { NotebookPen } from "lucide-react";
import { useCommit, useOpen } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { ChangedSince } from "../../record/changed-since.tsx";
import { faultsIn, fieldsOf } from "../../record/form-values.ts";
import { FieldInput } from "../../record/field-input.tsx";
import { NamesOffer } from "../../record/names-offer.tsx";
import { useDraft } from "../../record/use-draft.ts";
import { useNewId } from "../../new-id.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { clockWords, stampMoment } from "../../text/dates.ts";
import { Form } from "../../ui/form.tsx";
import { Button } from "../../ui/button.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { LEVELS, useLevelWords } from "../sessions/use-level-words.ts";
import { DETAIL_FIELDS, type DetailDraft, amendmentOf, beginDetail, seenIn } from "./detail-draft.ts";
import { type Finish, NOTHING_TYPED } from "./finish.ts";
import styles from "./quick-log.module.css";

const AGO = [0, 5, 10, 15];

/** A log that was moved here, or whose time was said elsewhere, happened when it happened: that time is offered too. */
const agosFrom = (stands: number): readonly number[] => (AGO.includes(stands) ? AGO : [stands, ...AGO]);

export interface EntryDetailProps {
  readonly record: ViewRecord;
  /** Where the sheet finds how to finish. */
  readonly finishRef: RefObject<Finish>;
  /** Hears when it happened, as it is said here and not written down yet. */
  readonly onWhen: (when: string) => void;
  /** To the log of another pupil who was there, once this one is finished. */
  readonly onGo: (to: string) => void;
  readonly onDone: () => void;
}

export default function EntryDetail({ record, finishRef, onWhen, onGo, onDone }: EntryDetailProps) {
  const { today } = useMoment();
  const names = useNames();
  const { pupilById } = useDirectory();
  // A pupil's pages are not a cover adult's (A34).
  const { cover } = useOpen();
  const strong = useLevelWords("intensity");
  const newId = useNewId();
  const { busy, commit } = useCommit();
  const [first] = useState(() => beginDetail(record));
  const draft = useDraft<DetailDraft>(
    {
      key: `detail/${record.id}`,
      what: "Detail of a log",
      path: `/today/log/${record.scope}?entry=${record.id}`,
      scope: record.scope,
    },
    first,
  );
  const [fault, setFault] = useState<string | undefined>();
  const { typed } = draft.value;
  const seen = seenIn(draft.value);
  const end: Finish = async () => {
    let changes: readonly ChangeId[] = [];
    const fields = fieldsOf(behaviourLog, typed, newId);
    const bad = Object.values(faultsIn(behaviourLog, fields, today))[0];
    const amendment = bad === undefined ? amendmentOf(draft.value, newId) : undefined;
    if (amendment) {
      const done = await commit(amendRecord, amendment);
      if (isRefusal(done) && done.code !== "nothingChanged") {
        setFault(done.sentence);
        return { no: done.sentence, changes };
      }
      if (!isRefusal(done)) changes = done.changes;
    }
    setFault(bad);
    if (bad !== undefined) return { no: bad, changes };
    await draft.drop();
    return { changes };
  };
  useLayoutEffect(() => {
    finishRef.current = end;
    return () => {
      finishRef.current = NOTHING_TYPED;
    };
  });
  const written = stampMoment(createdBy(record)?.at ?? "");
  const when = String(typed["when"] ?? textOf(record, "when"));
  useEffect(() => onWhen(when), [onWhen, when]);
  const ago = String(minutesBetween(when, written));
  const agos = agosFrom(minutesBetween(textOf(record, "when"), written));
  const others = Array.isArray(typed["others"]) ? typed["others"].map(String) : [];
  const change = (name: string, value: JsonObject[string]): void =>
    draft.set({ ...draft.value, typed: { ...typed, [name]: value } });
  return (
    <Form onSend={onDone} className={styles.detail}>
      {fault !== undefined && (
        <Inset kind="problem" title="There is a problem">
          <p>{fault}</p>
        </Inset>
      )}
      <ChipRadios
        label={behaviourLog.fields.intensity.label}
        optional="unmarked"
        options={LEVELS.map((level) => ({ value: level, label: strong(level) }))}
        value={typeof typed["intensity"] === "string" ? typed["intensity"] : null}
        onChange={(value) => change("intensity", value)}
      />
      <FieldInput
        id="detail-helped"
        field={behaviourLog.fields.helped}
        value={typed["helped"] ?? null}
        error={undefined}
        scope={record.scope}
        newId={newId}
        onChange={(value) => change("helped", value)}
      />
      <ChipRadios
        label="When"
        options={agos.map((minutes) => ({
          value: String(minutes),
          label:
            AGO.includes(minutes) && minutes !== 0
              ? `${minutes} min before`
              : clockWords(addMinutes(written, -minutes)),
        }))}
        value={ago}
        onChange={(minutes) => change("when", addMinutes(written, -Number(minutes ?? 0)))}
      />
      <FieldInput
        id="detail-note"
        field={behaviourLog.fields.note}
        value={typed["note"] ?? null}
        error={undefined}
        scope={record.scope}
        newId={newId}
        onChange={(value) => change("note", value)}
        onBlur={() => void draft.flush()}
      />
      <NamesOffer
        about={record.scope}
        text={String(typed["note"] ?? "")}
        links
        onReplace={(note, pupil) => {
          draft.set({ ...draft.value, typed: { ...typed, note, others: [...new Set([...others, pupil])] } });
          // The name leaves the disk with the press.
          void draft.flush();
        }}
      />
      {others.length > 0 && (
        <>
          <FieldInput
            id="detail-others"
            field={behaviourLog.fields.others}
            value={others}
            error={undefined}
            scope={record.scope}
            newId={newId}
            onChange={(value) => change("others", value)}
          />
          <Row>
            {others.map((pupil) => (
              <Button
                key={pupil}
                kind="quiet"
                icon={NotebookPen}
                onClick={() => onGo(`/today/log/${pupil}?with=${record.scope}&when=${when}`)}
              >
                Write {names.pupil(pupilById.get(pupil)?.pupil.fields)}’s own log
              </Button>
            ))}
          </Row>
        </>
      )}
      {DETAIL_FIELDS.map((name) => (
        <ChangedSince key={name} field={behaviourLog.fields[name]} name={name} seen={seen} record={record} />
      ))}
      <div className={styles.foot}>
        <Button kind="primary" type="submit" disabled={busy}>
          Done
        </Button>
        {cover === undefined && (
          <Button kind="quiet" disabled={busy} onClick={() => onGo(`/pupils/${record.scope}/behaviour/${record.id}`)}>
            In depth
          </Button>
        )}
        {draft.savedAt !== undefined && (
          <span className={styles.draft}>Draft saved on this tablet {clockWords(draft.savedAt)}</span>
        )}
      </div>
    </Form>
  );
}
