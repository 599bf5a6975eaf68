// What stands after an arrival was saved: what it was, Undo, and what comes next.

import { arrivalReasons } from "#casework/codes/room.ts";
import { withdrawRecords } from "#casework/commands/withdraw-record.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { NotebookPen, PencilLine, Undo2 } from "lucide-react";
import { useState } from "react";
import { readOnce, useCommit, useDevice } from "../../binding.ts";
import type { PupilEntry } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { clockWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";

export interface ArrivalSavedProps {
  readonly entry: PupilEntry;
  readonly why: string;
  readonly records: readonly RecordId[];
  readonly onUndone: () => void;
}

export function ArrivalSaved({ entry, why, records, onUndone }: ArrivalSavedProps) {
  const device = useDevice();
  const names = useNames();
  const { localNow } = useMoment();
  const [at] = useState(localNow);
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState("");
  const scope = entry.scope as ScopeId;
  const removal = why === "removed" ? records.at(-1) : undefined;
  const undo = async (): Promise<void> => {
    const each = await Promise.all(records.map((id) => readOnce(device, { kind: "record", id, scope })));
    const seen = each.filter((one) => one !== null);
    const done = await commit(withdrawRecords, { seen, reason: "Undone by its author" });
    if (isRefusal(done)) setFault(done.sentence);
    else onUndone();
  };
  return (
    <>
      <Inset title={`Saved on this tablet ${clockWords(at)}`}>
        <p role="status">
          {names.pupil(entry.pupil.fields)} is here
          <Private quiet>: {labelOf(arrivalReasons, why).toLowerCase()}</Private>.
          {removal !== undefined && " It stays on Today until they are back in the lesson and their parents know."}
          {fault !== "" && ` ${fault}`}
        </p>
        <Row>
          <Button icon={Undo2} disabled={busy} onClick={() => void undo()}>
            Undo
          </Button>
          {removal !== undefined && (
            <LinkButton icon={PencilLine} to={`/today/removal/${scope}/${removal}`}>
              Say what happened
            </LinkButton>
          )}
          <LinkButton icon={NotebookPen} to={`/today/log/${scope}`}>
            Log something
          </LinkButton>
        </Row>
      </Inset>
      <Row end>
        <LinkButton kind="primary" to="/today">
          Back to Today
        </LinkButton>
      </Row>
    </>
  );
}
