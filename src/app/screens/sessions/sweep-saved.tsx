// What stands after a sweep was saved, with its Undo: what was made is taken back, what was completed reads as before.

import { amendRecord } from "#casework/commands/amend-record.ts";
import { withdrawRecords } from "#casework/commands/withdraw-record.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { ListChecks, Undo2 } from "lucide-react";
import { useState } from "react";
import { readOnce, useCommit, useDevice } from "../../binding.ts";
import { clockWords } from "../../text/dates.ts";
import { count } from "../../text/words.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";

export interface Rated {
  readonly pupil: ScopeId;
  /** The level before, where a log was completed; undefined where one was made. */
  readonly before: string | undefined;
  /** The level that was saved; "" where it was taken away. */
  readonly level: string;
}

export interface Saved {
  readonly id: string;
  /** The period and the day that were rated. */
  readonly of: string;
  readonly day: string;
  /** The period as it is called here. */
  readonly period: string;
  readonly at: string;
  readonly logs: readonly (Rated & { readonly id: RecordId })[];
}

export function SweepSaved({ saved, onUndone }: { readonly saved: Saved; readonly onUndone: () => void }) {
  const device = useDevice();
  const words = useWords();
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState("");
  const undo = async (): Promise<void> => {
    const made: ViewRecord[] = [];
    for (const { id, pupil, before } of saved.logs) {
      const seen = await readOnce(device, { kind: "record", id, scope: pupil });
      if (!seen || seen.withdrawn) continue;
      if (before === undefined) made.push(seen);
      else {
        const done = await commit(amendRecord, { seen, fields: { regulation: before === "" ? null : before } });
        if (isRefusal(done) && done.code !== "nothingChanged") return setFault(done.sentence);
      }
    }
    const done =
      made.length > 0 ? await commit(withdrawRecords, { seen: made, reason: "Undone by its author" }) : undefined;
    if (done && isRefusal(done)) setFault(done.sentence);
    else onUndone();
  };
  const many = count(saved.logs.length, words.pupil, words.pupils);
  return (
    <Inset title={`Saved on this tablet ${clockWords(saved.at)}`}>
      <p role="status">
        {saved.period}, {many} rated. The rest of each session log can follow.{fault !== "" && ` ${fault}`}
      </p>
      <Row>
        <Button icon={Undo2} disabled={busy} onClick={() => void undo()}>
          Undo
        </Button>
        <LinkButton kind="quiet" icon={ListChecks} to="/today/sessions">
          Complete the session logs
        </LinkButton>
      </Row>
    </Inset>
  );
}
