// What stands after an arrival was saved: what it was, Undo, and what comes next. It is read from the records, so that it
// is true whenever and by whomever it is looked at again.

import { arrivalReasons } from "#casework/codes/room.ts";
import { withdrawRecords } from "#casework/commands/withdraw-record.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { createdBy, textOf } from "#ledger/view.ts";
import { NotebookPen, PencilLine, Undo2 } from "lucide-react";
import { useState } from "react";
import { readOnce, useCommit, useDevice, useMe, useWatch } from "../../binding.ts";
import type { PupilEntry } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { savedWords, stampMoment } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";

export interface ArrivalSavedProps {
  readonly entry: PupilEntry;
  /** The ids of what one tap made, with dots between: where they are, the visit, and the removal where it was one. */
  readonly saved: string;
  readonly onUndone: () => void;
  readonly onOther: () => void;
}

export function ArrivalSaved({ entry, saved, onUndone, onOther }: ArrivalSavedProps) {
  const device = useDevice();
  const me = useMe();
  const names = useNames();
  const words = useWords();
  const { localNow } = useMoment();
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState("");
  const scope = entry.scope as ScopeId;
  const ids = saved.split(".") as RecordId[];
  const [, visitId = "" as RecordId, removalId] = ids;
  const visit = useWatch({ kind: "record", id: visitId, scope });
  const removal = useWatch(removalId === undefined ? null : { kind: "record", id: removalId, scope });
  const undo = async (): Promise<void> => {
    const each = await Promise.all(ids.map((id) => readOnce(device, { kind: "record", id, scope })));
    const seen = each.filter((one) => one !== null && !one.withdrawn).flatMap((one) => one ?? []);
    const done = await commit(withdrawRecords, { seen, reason: "Undone by its author" });
    if (isRefusal(done)) setFault(done.sentence);
    else onUndone();
  };
  const other = (
    <Button kind="quiet" onClick={onOther}>
      Another {words.pupil}
    </Button>
  );
  if (visit === undefined || (removalId !== undefined && removal === undefined)) return <Loading />;
  if (visit === null || visit.withdrawn)
    return (
      <>
        <EmptyState title={visit === null ? "This arrival is not on this tablet" : "This arrival was taken back"} />
        {other}
      </>
    );
  const made = createdBy(visit);
  const standing = removal && !removal.withdrawn ? removal : undefined;
  const begun = standing && ["backAt", "parentToldAt"].some((field) => textOf(standing, field) !== "");
  const over = standing && ["backAt", "parentToldAt"].every((field) => textOf(standing, field) !== "");
  return (
    <>
      <Inset title={`Saved on this tablet ${savedWords(stampMoment(made?.at ?? ""), localNow)}`}>
        <p role="status">
          {names.pupil(entry.pupil.fields)} is here
          <Private quiet>: {labelOf(arrivalReasons, textOf(visit, "why")).toLowerCase()}</Private>.
          {standing && !over && " It stays on Today until they are back in the lesson and their parents know."}
          {over && " They are back in the lesson and their parents know."}
          {fault !== "" && ` ${fault}`}
        </p>
        <Row>
          {/* What somebody else wrote, or what was gone on with since, is no slip of the finger of whoever looks at it. */}
          {made?.author === me && begun !== true && (
            <Button icon={Undo2} disabled={busy} onClick={() => void undo()}>
              Undo
            </Button>
          )}
          {standing && (
            <LinkButton icon={PencilLine} to={`/today/removal/${scope}/${standing.id}`}>
              Say what happened
            </LinkButton>
          )}
          <LinkButton icon={NotebookPen} to={`/today/log/${scope}`}>
            Log something
          </LinkButton>
        </Row>
      </Inset>
      {other}
      <Row end>
        <LinkButton kind="primary" to="/today">
          Back to Today
        </LinkButton>
      </Row>
    </>
  );
}
