// The wrong pupil: who it was is tapped, and the log is taken back from one and written for the other, both or neither.
// Neither file names the other [C22].

import { moveToPupil } from "#casework/commands/move-to-pupil.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { readOnce, useCommit, useDevice } from "../../binding.ts";
import { type PupilEntry, textIn } from "../../directory.ts";
import { useNewId } from "../../new-id.ts";
import { useLinkOptions } from "../../record/link-options.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { Button } from "../../ui/button.tsx";
import { ChipButton, ChipGrid } from "../../ui/chip.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row, Stack } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { useWords } from "../../use-words.ts";
import { useRoomRows } from "../room/use-room-rows.ts";

export interface WrongPupilProps {
  readonly id: RecordId;
  readonly entry: PupilEntry;
  /** Finishes what is typed about the log; a sentence when it could not be. */
  readonly finish: () => Promise<string | undefined>;
  readonly onStay: () => void;
}

export default function WrongPupil({ id, entry, finish, onStay }: WrongPupilProps) {
  const device = useDevice();
  const names = useNames();
  const words = useWords();
  const navigate = useNavigate();
  const { busy, commit } = useCommit();
  // Made before the tap: two taps move it once.
  const made = useRef<RecordId>(useNewId()());
  const [fault, setFault] = useState("");
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const rows = useRoomRows().filter((row) => row.expected && row.entry.scope !== entry.scope);
  const all = useLinkOptions("pupil", entry.scope as ScopeId);
  const move = async (to: string): Promise<void> => {
    if (busy || (await finish()) !== undefined) return;
    const seen = await readOnce(device, { kind: "record", id, scope: entry.scope as ScopeId });
    if (!seen) return setFault("This entry is not on the tablet any more.");
    const { pupil } = entry;
    const done = await commit(moveToPupil, {
      seen,
      to: to as RecordId,
      id: made.current,
      names: {
        id: entry.scope,
        givenName: textIn(pupil, "givenName"),
        familyName: textIn(pupil, "familyName"),
        knownAs: textIn(pupil, "knownAs"),
      },
    });
    if (isRefusal(done)) setFault(done.sentence);
    else void navigate(`/today/log/${to}?entry=${made.current}`, { replace: true });
  };
  return (
    <Stack>
      {fault !== "" && (
        <Inset kind="problem" title="Not moved">
          <p role="alert">{fault}</p>
        </Inset>
      )}
      <p>
        Which {words.pupil} was it? It is taken back from {names.first(entry.pupil.fields)}’s file and written in the
        other. Neither names the other.
      </p>
      <ChipGrid label={`Which ${words.pupil} was it?`}>
        {rows.map((row) => (
          <ChipButton key={row.entry.scope} onPress={() => void move(row.entry.scope)}>
            {names.pupil(row.entry.pupil.fields)}
          </ChipButton>
        ))}
      </ChipGrid>
      <Disclosure words="Somebody else">
        <Select label={words.Pupil} options={all} value={elsewhere} onChange={setElsewhere} none="Choose one" />
        <Row>
          <Button disabled={busy || elsewhere === null} onClick={() => elsewhere !== null && void move(elsewhere)}>
            Move it
          </Button>
        </Row>
      </Disclosure>
      <Row>
        <Button kind="quiet" onClick={onStay}>
          Leave it with {names.first(entry.pupil.fields)}
        </Button>
      </Row>
    </Stack>
  );
}
