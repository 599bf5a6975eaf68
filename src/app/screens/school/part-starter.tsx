// What stands where a part has nothing yet: begin with Waymark's list, add one, or bring in a file.

import { makeRecords } from "#casework/commands/make-records.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useState } from "react";
import { useCommit } from "../../binding.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Row } from "../../ui/page.tsx";
import type { SchoolPartWords } from "./school-parts.ts";

export function PartStarter({ part }: { readonly part: SchoolPartWords }) {
  const { busy, commit } = useCommit();
  const [fault, setFault] = useState<string | undefined>();
  const { starter, list } = part;
  const begin = async (each: NonNullable<SchoolPartWords["starter"]>["each"]): Promise<void> => {
    const done = await commit(makeRecords, { type: part.type, each });
    setFault(isRefusal(done) ? done.sentence : undefined);
  };
  return (
    <EmptyState
      title={part.empty}
      action={
        <Row>
          {starter && (
            <Button kind="primary" disabled={busy} onClick={() => void begin(starter.each)}>
              {starter.words}
            </Button>
          )}
          <LinkButton to={`/school/${part.path}/new`}>{part.add}</LinkButton>
          {list !== undefined && <LinkButton to={`/school/import/${list}`}>Bring in a list</LinkButton>}
        </Row>
      }
    >
      {fault ?? starter?.hint}
    </EmptyState>
  );
}
