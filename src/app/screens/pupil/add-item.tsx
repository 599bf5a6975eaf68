// One more line for a list of the plan, without opening a form: type, add, and it stands there with its Undo.

import { addItem, editRecord } from "#casework/commands/edit-record.ts";
import type { RecordId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, itemsOf } from "#ledger/view.ts";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useCommit } from "../../binding.ts";
import { useNewId } from "../../new-id.ts";
import { useDraft } from "../../record/use-draft.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Row } from "../../ui/page.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import styles from "./add-item.module.css";
import { usePupil } from "./pupil-context.ts";

export interface AddItemProps {
  readonly record: ViewRecord;
  readonly field: string;
  /** What the list is called: "What helps". */
  readonly what: string;
}

export function AddItem({ record, field, what }: AddItemProps) {
  const { busy, commit } = useCommit();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const [added, setAdded] = useState<RecordId | undefined>();
  const undo = async (): Promise<void> => {
    const kept = itemsOf(record, field).filter((one) => one.item !== added);
    const to = { [field]: Object.fromEntries(kept.map(({ item, value }) => [item, value])) };
    const done = await commit(editRecord, { seen: record, to });
    setFault(isRefusal(done) ? done.sentence : undefined);
    setAdded(undefined);
  };
  if (open)
    return (
      <AddForm
        record={record}
        field={field}
        what={what}
        onDone={(item) => {
          setAdded(item);
          setOpen(false);
        }}
      />
    );
  const there = added !== undefined && record.lists[field]?.[added] !== undefined;
  return (
    <div className={styles.foot}>
      {there && (
        <span className={styles.said} role="status">
          Added.
          <Button kind="quiet" disabled={busy} onClick={() => void undo()}>
            Undo<span className="visually-hidden">: the line added to {what.toLowerCase()}</span>
          </Button>
        </span>
      )}
      {fault !== undefined && <span role="alert">{fault}</span>}
      <Button kind="quiet" icon={Plus} onClick={() => setOpen(true)}>
        Add<span className="visually-hidden"> to {what.toLowerCase()}</span>
      </Button>
    </div>
  );
}

/** `onDone` gets the name of the line, or nothing when it was left out. */
function AddForm({
  record,
  field,
  what,
  onDone,
}: AddItemProps & { readonly onDone: (item: RecordId | undefined) => void }) {
  const { base, scope } = usePupil();
  const { busy, commit } = useCommit();
  const newId = useNewId();
  const [fault, setFault] = useState<string | undefined>();
  const draft = useDraft({ key: `add/${record.id}/${field}`, what, path: base, scope }, { words: "" });
  if (!draft.ready) return null;
  const add = async (): Promise<void> => {
    const item = newId();
    const done = await commit(addItem, { seen: record, field, words: draft.value.words, item });
    setFault(isRefusal(done) ? done.sentence : undefined);
    if (isRefusal(done)) return;
    await draft.drop();
    onDone(item);
  };
  return (
    <Form className={styles.form} onSend={add}>
      <TextInput
        label={`Add to ${what.toLowerCase()}`}
        value={draft.value.words}
        onChange={(words) => draft.set({ words })}
        onBlur={() => void draft.flush()}
        error={fault}
      />
      <Row>
        <Button type="submit" disabled={busy}>
          Add
        </Button>
        <Button kind="quiet" onClick={() => void draft.drop().then(() => onDone(undefined))}>
          Leave out
        </Button>
      </Row>
    </Form>
  );
}
