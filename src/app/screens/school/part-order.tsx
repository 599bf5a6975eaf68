// Puts the records of a part in another order: moved on the screen by buttons, written once.

import { putInOrder } from "#casework/commands/put-in-order.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useCommit } from "../../binding.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { RowList, RowPlain } from "../../ui/list-row.tsx";
import { Row, Stack } from "../../ui/page.tsx";
import { titleOf } from "./school-parts.ts";

export interface PartOrderProps {
  readonly label: string;
  /** In their order as it stands. */
  readonly records: readonly ViewRecord[];
  /** Words after a row's name: which of them stand as buttons. */
  readonly placeWords?: (at: number) => ReactNode;
  readonly onDone: () => void;
}

export function PartOrder({ label, records, placeWords, onDone }: PartOrderProps) {
  const { busy, commit } = useCommit();
  const [wanted, setWanted] = useState(records);
  const [fault, setFault] = useState<string | undefined>();
  const [said, setSaid] = useState("");
  const move = (from: number, to: number): void => {
    const moved = wanted[from];
    if (!moved) return;
    setWanted(wanted.toSpliced(from, 1).toSpliced(to, 0, moved));
    setSaid(`${titleOf(moved)}: place ${to + 1} of ${wanted.length}`);
  };
  const save = async (): Promise<void> => {
    const done = await commit(putInOrder, { wanted });
    if (isRefusal(done) && done.code !== "nothingChanged") setFault(done.sentence);
    else onDone();
  };
  return (
    <Stack>
      {fault !== undefined && (
        <div role="alert">
          <Inset kind="problem" title="The order was not saved">
            <p>{fault}</p>
          </Inset>
        </div>
      )}
      <RowList label={label}>
        {wanted.map((record, at) => (
          <RowPlain
            key={record.id}
            end={
              <>
                <Button kind="quiet" icon={ArrowUp} disabled={at === 0} onClick={() => move(at, at - 1)}>
                  Up<span className="visually-hidden">: {titleOf(record)}</span>
                </Button>
                <Button
                  kind="quiet"
                  icon={ArrowDown}
                  disabled={at === wanted.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  Down<span className="visually-hidden">: {titleOf(record)}</span>
                </Button>
              </>
            }
          >
            <span>
              {at + 1}. {titleOf(record)}
              {placeWords?.(at)}
            </span>
          </RowPlain>
        ))}
      </RowList>
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
      <Row>
        <Button kind="primary" onClick={() => void save()} disabled={busy}>
          Save this order
        </Button>
        <Button kind="quiet" onClick={onDone}>
          Leave it as it was
        </Button>
      </Row>
    </Stack>
  );
}
