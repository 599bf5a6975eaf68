// The two ways to correct a log: add to it (an amendment; the first words stay in its history) and take it back.

import { withdrawRecord } from "#casework/commands/withdraw-record.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { useState } from "react";
import { useLocation } from "react-router";
import { useCommit } from "../binding.ts";
import { Form } from "../ui/form.tsx";
import { Button } from "../ui/button.tsx";
import { Row } from "../ui/page.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { useWords } from "../use-words.ts";
import { RecordForm } from "./record-form.tsx";

interface SheetFor {
  /** Where "log of behaviour" and the like are not what people call it. */
  readonly title?: string;
  readonly definition: RecordDefinition;
  readonly record: ViewRecord;
  readonly onClose: () => void;
}

export function AmendSheet({
  definition,
  record,
  onClose,
  title = `Add to this ${definition.label.toLowerCase()}`,
  only,
}: SheetFor & { readonly only?: readonly string[] }) {
  const { pathname } = useLocation();
  return (
    <Sheet title={title} lead="The first words stay in its history." onClose={onClose}>
      <RecordForm
        definition={definition}
        record={record}
        only={only}
        draft={{ key: `amend/${record.id}`, what: definition.label, path: pathname, scope: record.scope }}
        onDone={onClose}
        onCancel={onClose}
      />
    </Sheet>
  );
}

export function WithdrawSheet({
  definition,
  record,
  onClose,
  title = `Take back this ${definition.label.toLowerCase()}`,
}: SheetFor) {
  const words = useWords();
  const { busy, commit } = useCommit();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string | undefined>();
  const send = async (): Promise<void> => {
    const done = await commit(withdrawRecord, { seen: record, reason });
    if (isRefusal(done)) setFault(done.sentence);
    else onClose();
  };
  return (
    <Sheet title={title} lead="It leaves the lists and stays in the history. It can be brought back." onClose={onClose}>
      <Form onSend={send}>
        <TextInput
          label="Why"
          hint={words.say("Logged for the wrong pupil, written twice …")}
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={fault}
        />
        <Row>
          <Button kind="primary" type="submit" disabled={busy}>
            Take it back
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Keep it
          </Button>
        </Row>
      </Form>
    </Sheet>
  );
}
