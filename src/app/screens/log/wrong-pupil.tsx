// The wrong pupil: who it was is tapped, and the log is taken back from one and written for the other, both or neither.
// Neither file names the other [C22].

import { moveToPupil } from "#casework/commands/move-to-pupil.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
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
import type { Finish } from "../today/finish.ts";
import { ANSWERS_WITHIN } from "../today/use-take-back.ts";

export interface WrongPupilProps {
  readonly id: RecordId;
  readonly entry: PupilEntry;
  /** Finishes what is typed about the log. */
  readonly finish: Finish;
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
  // From the tap on: what is typed is finished first, and a second tap meanwhile would move it twice.
  const moving = useRef(false);
  const move = async (to: string): Promise<void> => {
    if (moving.current) return;
    moving.current = true;
    await moveOnce(to).finally(() => (moving.current = false));
  };
  const moveOnce = async (to: string): Promise<void> => {
    const { no, changes } = await finish();
    if (no !== undefined) return;
    // With what was just written down: what the sheet shows may stand before it, and the words would stay behind.
    const log = { kind: "record", id, scope: entry.scope as ScopeId } as const;
    const has = (read: ViewRecord | null): boolean => !read || changes.every((change) => read.stamps[change]);
    const seen = await readOnce(device, log, ANSWERS_WITHIN, has).catch(() => undefined);
    if (seen === undefined) return setFault("It was not moved. Try again.");
    if (seen === null) return setFault("This entry is not on the tablet any more.");
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
