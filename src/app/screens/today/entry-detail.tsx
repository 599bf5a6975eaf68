// The rest of a quick log, when there is a moment: how strong, what helped, how long ago, a note. It is one
// amendment, made when the adult goes on; until then it is a draft like any other.

import { amendRecord } from "#casework/commands/amend-record.ts";
import { intensities } from "#casework/codes/day.ts";
import { behaviourLog } from "#casework/records/behaviour-log.ts";
import { addMinutes, minutesBetween } from "#casework/day.ts";
import type { JsonObject } from "#base/json.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, createdBy, textOf } from "#ledger/view.ts";
import { type RefObject, useLayoutEffect, useState } from "react";
import { useCommit } from "../../binding.ts";
import { ChangedSince } from "../../record/changed-since.tsx";
import { faultsIn, fieldsOf } from "../../record/form-values.ts";
import { FieldInput } from "../../record/field-input.tsx";
import { useDraft } from "../../record/use-draft.ts";
import { useNewId } from "../../new-id.ts";
import { clockWords, stampMoment } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { Inset } from "../../ui/inset.tsx";
import { useMoment } from "../../use-moment.ts";
import { DETAIL_FIELDS, type DetailDraft, amendmentOf, beginDetail, seenIn } from "./detail-draft.ts";
import styles from "./quick-log.module.css";

const AGO = [0, 5, 10, 15];

export interface EntryDetailProps {
  readonly record: ViewRecord;
  /** Where the sheet finds how to finish: a sentence when it could not. */
  readonly finishRef: RefObject<() => Promise<string | undefined>>;
  readonly onDone: () => void;
}

export default function EntryDetail({ record, finishRef, onDone }: EntryDetailProps) {
  const { today } = useMoment();
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
  const end = async (): Promise<string | undefined> => {
    const fields = fieldsOf(behaviourLog, typed, newId);
    const bad = Object.values(faultsIn(behaviourLog, fields, today))[0];
    const amendment = bad === undefined ? amendmentOf(draft.value, newId) : undefined;
    if (amendment) {
      const done = await commit(amendRecord, amendment);
      if (isRefusal(done) && done.code !== "nothingChanged") {
        setFault(done.sentence);
        return done.sentence;
      }
    }
    if (bad === undefined) await draft.drop();
    setFault(bad);
    return bad;
  };
  useLayoutEffect(() => {
    finishRef.current = end;
    return () => {
      finishRef.current = async () => undefined;
    };
  });
  const written = stampMoment(createdBy(record)?.at ?? "");
  const when = String(typed["when"] ?? textOf(record, "when"));
  const ago = String(minutesBetween(when, written));
  const change = (name: string, value: JsonObject[string]): void =>
    draft.set({ ...draft.value, typed: { ...typed, [name]: value } });
  return (
    <form
      className={styles.detail}
      autoComplete="off"
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        onDone();
      }}
    >
      {fault !== undefined && (
        <Inset kind="problem" title="There is a problem">
          <p>{fault}</p>
        </Inset>
      )}
      <ChipRadios
        label={behaviourLog.fields.intensity.label}
        optional="unmarked"
        options={intensities.codes.map(({ code, label }) => ({ value: code, label }))}
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
        options={AGO.map((minutes) => ({
          value: String(minutes),
          label: minutes === 0 ? clockWords(written) : `${minutes} min before`,
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
      {DETAIL_FIELDS.map((name) => (
        <ChangedSince key={name} field={behaviourLog.fields[name]} name={name} seen={seen} record={record} />
      ))}
      <div>
        <Button kind="primary" type="submit" disabled={busy}>
          Done
        </Button>
      </div>
    </form>
  );
}
