// A form drawn from a definition: making a record, editing one, or completing a log. What the author saw when they
// began goes with their change (it stands in the draft too), so that the server can tell an edit from a clash.

import { type JsonObject, jsonEqual } from "#base/json.ts";
import { amendRecord } from "#casework/commands/amend-record.ts";
import { editRecord } from "#casework/commands/edit-record.ts";
import { makeRecord } from "#casework/commands/make-record.ts";
import type { Committed } from "#device/device.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, valueOf } from "#ledger/view.ts";
import { useId, useState } from "react";
import { useCommit, useDevice } from "../binding.ts";
import { clockWords } from "../text/dates.ts";
import { listWords } from "../text/words.ts";
import { useNewId } from "../new-id.ts";
import { useMoment } from "../use-moment.ts";
import { useWords } from "../use-words.ts";
import { Button } from "../ui/button.tsx";
import { Loading } from "../ui/empty-state.tsx";
import type { Fault } from "../ui/error-summary.tsx";
import { Form as FormFrame } from "../ui/form.tsx";
import { Inset } from "../ui/inset.tsx";
import { useMayWrite } from "../use-may-write.ts";
import { FieldInput } from "./field-input.tsx";
import { faultsIn, fieldsOf, typedFrom, typedOver } from "./form-values.ts";
import styles from "./record-form.module.css";
import { leftOutFields } from "./left-out-fields.ts";
import { ChangedSince } from "./changed-since.tsx";
import { NamesOffer } from "./names-offer.tsx";
import { NotYours } from "./not-yours.tsx";
import { orderFault } from "./order-faults.ts";
import { type DraftAbout, useDraft } from "./use-draft.ts";

export interface RecordFormProps {
  readonly definition: RecordDefinition;
  /** The record as it stands now: an edit, or of a log an amendment. Left out: a new record. */
  readonly record?: ViewRecord | undefined;
  /** Whose record it is; left out for the school's own and for a new pupil. */
  readonly scope?: ScopeId | undefined;
  /** Only these fields, in the order of the layout. */
  readonly only?: readonly string[] | undefined;
  /** Values a new record begins with; those of fields the form does not ask for are saved as they are. */
  readonly known?: JsonObject | undefined;
  readonly draft: DraftAbout;
  readonly save?: string;
  /** How a new record is written, where its type has a command of its own; `id` makes two presses one record. */
  readonly write?: (fields: JsonObject, id: RecordId) => Promise<Committed | Refusal>;
  /** The fields that command asks for, where they are more than the type does. */
  readonly needs?: readonly string[];
  /** What is wrong with the values as a whole, beside the field where it is put right. */
  readonly check?: (fields: JsonObject) => { readonly field: string; readonly sentence: string } | undefined;
  /** What is to be done before it is saved; a refusal: it is not saved. */
  readonly first?: (fields: JsonObject, seen: ViewRecord | undefined) => Promise<Refusal | undefined>;
  readonly onDone: (committed: Committed) => void;
  readonly onCancel: () => void;
}

interface FormDraft {
  readonly [key: string]: JsonObject | string | null;
  readonly typed: JsonObject;
  /** The record the author had in front of them when they began; null for a new one. */
  readonly seen: JsonObject | null;
  /** The id of a new record: a form given back and sent twice makes one. */
  readonly id: string;
  /** "yes" where it was begun before there was this record: what stands in the record was not in front of its author. */
  readonly older?: string;
}

/** The form, or why there is none: what would be set aside is not asked for. */
export function RecordForm(props: RecordFormProps) {
  const { definition, record, scope } = props;
  const may = useMayWrite()(definition, record?.scope ?? scope);
  if (may === "no") return <NotYours definition={definition} unsure={false} />;
  return (
    <>
      {may === "unsure" && <NotYours definition={definition} unsure />}
      <Form {...props} />
    </>
  );
}

function Form(props: RecordFormProps) {
  const { definition, record, known, only } = props;
  const all = definition.layout.flatMap((section) => section.fields).filter((name) => only?.includes(name) ?? true);
  const newId = useNewId();
  const [first] = useState<FormDraft>(() => ({
    typed: typedFrom(definition, all, record, known),
    seen: (record ?? null) as unknown as JsonObject | null,
    id: newId(),
  }));
  const draft = useDraft<FormDraft>(props.draft, first);
  const half = ofRecord(draft.value, first);
  const isOlder = half.older === "yes";
  const { today } = useMoment();
  const device = useDevice();
  const { busy, commit } = useCommit();
  const words = useWords();
  const formId = useId();
  const [faults, setFaults] = useState<{ readonly [field: string]: string }>({});
  const [general, setGeneral] = useState<string | undefined>();
  // No problem, and said where they look: all of it stood there already.
  const [same, setSame] = useState(false);
  if (!draft.ready) return <Loading />;

  const { typed } = half;
  const seen = half.seen === null ? undefined : (half.seen as unknown as ViewRecord);
  const scope = seen?.scope ?? props.scope;
  const stands = seen ? standing(definition, seen) : {};
  const held = { ...known, ...stands, ...fieldsOf(definition, typed, newId) };
  const idle = leftOutFields(definition.type, held, stands);
  const names = all.filter((name) => !idle.includes(name));
  const linksOthers = names.includes("others") && definition.fields["others"]?.kind === "links";
  const inputId = (name: string): string => `${formId}${name}`;
  const wholeFault = (fields: JsonObject): ReturnType<NonNullable<RecordFormProps["check"]>> =>
    props.check?.(fields) ??
    orderFault(
      definition.type,
      { ...known, ...stands, ...fields },
      // What stands so already is no fault of who adds to it.
      names.filter((name) => !seen || !jsonEqual(fields[name] ?? null, stands[name] ?? null)),
    );
  const send = async (): Promise<void> => {
    const asked = Object.fromEntries(names.map((name) => [name, typed[name] ?? null]));
    const fields = fieldsOf(definition, asked, newId);
    const needs = seen === undefined ? props.needs : undefined;
    let bad = faultsIn(definition, fields, today, { now: device.localNow(), stands, ...(needs && { needs }) });
    const whole = Object.keys(bad).length === 0 ? wholeFault(fields) : undefined;
    if (whole) bad = { [whole.field]: whole.sentence };
    setFaults(bad);
    setGeneral(undefined);
    setSame(false);
    if (Object.keys(bad).length > 0) return;
    const no = await props.first?.(fields, seen);
    if (no) return setGeneral(no.sentence);
    const done =
      seen === undefined && props.write
        ? await props.write({ ...known, ...fields }, half.id as RecordId)
        : seen === undefined
          ? await commit(makeRecord, {
              type: definition.type,
              fields: { ...known, ...fields },
              id: half.id as RecordId,
              ...(scope === undefined ? {} : { scope }),
            })
          : definition.mode === "log"
            ? await commit(amendRecord, { seen, fields })
            : await commit(editRecord, { seen, to: fields });
    if (isRefusal(done)) {
      if (done.code === "nothingChanged") setSame(true);
      else if (done.field === undefined || !names.includes(done.field)) setGeneral(done.sentence);
      else setFaults({ [done.field]: done.sentence });
      return;
    }
    await draft.drop();
    props.onDone(done);
  };
  const told: Fault[] = [
    ...(general === undefined ? [] : [{ sentence: words.say(general) }]),
    ...names.flatMap((name) => {
      const sentence = faults[name];
      return sentence === undefined ? [] : [{ sentence: words.say(sentence), field: inputId(name) }];
    }),
  ];
  const sections = definition.layout
    .map((section) => ({ ...section, fields: section.fields.filter((name) => names.includes(name)) }))
    .filter((section) => section.fields.length > 0);
  return (
    <FormFrame className={styles.form} onSend={send} faults={told}>
      <p className={styles.draft}>{words.say(neededWords(definition, names, props.needs))}</p>
      {draft.restored && (
        <Inset title="You began this before">
          <p>Your words are as you left them. Save them, or leave them out.</p>
        </Inset>
      )}
      {sections.map((section) => (
        <div key={section.title} className={styles.section}>
          {sections.length > 1 && <h2>{section.title}</h2>}
          {section.fields.map((name) => {
            const field = definition.fields[name];
            if (!field) return null;
            return (
              <div key={name}>
                <FieldInput
                  id={inputId(name)}
                  field={field}
                  value={typed[name] ?? null}
                  error={faults[name]}
                  scope={scope}
                  newId={newId}
                  onChange={(value) => draft.set({ ...half, typed: { ...typed, [name]: value } })}
                  onBlur={() => void draft.flush()}
                />
                {field.kind === "prose" && scope !== undefined && (
                  <NamesOffer
                    about={scope}
                    text={typeof typed[name] === "string" ? typed[name] : ""}
                    links={linksOthers}
                    onReplace={(text, pupil) => {
                      const others = Array.isArray(typed["others"]) ? typed["others"] : [];
                      const linked = linksOthers ? { others: [...new Set([...others, pupil])] } : {};
                      draft.set({ ...half, typed: { ...typed, [name]: text, ...linked } });
                    }}
                  />
                )}
                {seen && record && !(isOlder && jsonEqual(typed[name] ?? null, first.typed[name] ?? null)) && (
                  <ChangedSince field={field} name={name} seen={isOlder ? undefined : seen} record={record} />
                )}
              </div>
            );
          })}
        </div>
      ))}
      <div className={styles.foot}>
        <Button kind="primary" type="submit" disabled={busy}>
          {props.save ?? "Save"}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            void draft.drop().then(props.onCancel);
          }}
        >
          Leave out
        </Button>
        <span className={styles.draft} role="status">
          {same && "There is nothing new to save."}
        </span>
        {draft.savedAt !== undefined && (
          <span className={styles.draft}>Draft saved on this tablet {clockWords(draft.savedAt)}</span>
        )}
      </div>
    </FormFrame>
  );
}

/**
 * A draft that was begun before there was a record (a period was rated meanwhile) goes on as that record's, and one of a
 * record that is gone again as a new one: nothing typed is lost, and nothing is recorded twice.
 */
function ofRecord(kept: FormDraft, first: FormDraft): FormDraft {
  if ((kept.seen === null) === (first.seen === null)) return kept;
  return first.seen === null
    ? { ...kept, seen: null }
    : { ...kept, seen: first.seen, typed: typedOver(first.typed, kept.typed), older: "yes" };
}

const standing = (definition: RecordDefinition, seen: ViewRecord): JsonObject =>
  Object.fromEntries(Object.keys(definition.fields).map((name) => [name, valueOf(seen, name)]));

/** Most fields of most records may stay empty: said once, not at every field. */
function neededWords(definition: RecordDefinition, names: readonly string[], more: readonly string[] = []): string {
  const needed = names.flatMap((name) => {
    const field = definition.fields[name];
    return field && (field.required || more.includes(name)) ? [field.label] : [];
  });
  if (needed.length === names.length) return "";
  return needed.length === 0
    ? "Fill in what you know. The rest can follow."
    : `Needed: ${listWords(needed)}. The rest can follow.`;
}
