// Two adults in one room often log the same moment. A soft hint, never a question that stands in the way: both logs
// stay unless somebody takes one back.

import { similarLogs } from "#casework/measures/similar-logs.ts";
import { restoreRecord, withdrawRecord } from "#casework/commands/withdraw-record.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { Slim } from "#ledger/slim.ts";
import { useMemo, useState } from "react";
import { readOnce, useCommit, useDevice } from "../../binding.ts";
import { type PupilEntry, slimsOf, textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { usePreferences } from "../../state/preferences.ts";
import { clockWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Row } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";

interface Pair {
  readonly key: string;
  readonly entry: PupilEntry;
  readonly first: Slim;
  readonly second: Slim;
}

function pairsOf(pupils: readonly PupilEntry[], today: string): readonly Pair[] {
  return pupils.flatMap((entry) => {
    const logs = slimsOf(entry, "behaviour-log").filter((log) => log.when.slice(0, 10) === today);
    return similarLogs(logs).flatMap((pair) => {
      const [first, second] = [pair.first, pair.second].map((id) => logs.find((log) => log.id === id));
      return first && second ? [{ key: `${pair.first} ${pair.second}`, entry, first, second }] : [];
    });
  });
}

export default function SimilarHints() {
  const { pupils } = useDirectory();
  const { today } = useMoment();
  const kept = usePreferences((preferences) => preferences.keptBoth);
  const pairs = useMemo(() => pairsOf(pupils, today), [pupils, today]);
  const [taken, setTaken] = useState<{ readonly id: RecordId; readonly scope: ScopeId } | undefined>();
  return (
    <>
      {pairs
        .filter(({ key }) => !kept.includes(key))
        .map((pair) => (
          <Hint key={pair.key} pair={pair} onTaken={setTaken} />
        ))}
      {taken && <TakenBack taken={taken} onBack={() => setTaken(undefined)} />}
    </>
  );
}

function Hint({
  pair: { key, entry, first, second },
  onTaken,
}: {
  readonly pair: Pair;
  readonly onTaken: (taken: { readonly id: RecordId; readonly scope: ScopeId }) => void;
}) {
  const names = useNames();
  const device = useDevice();
  const { categoryById, adultName } = useDirectory();
  const { busy, commit } = useCommit();
  const keepBoth = usePreferences((preferences) => preferences.keepBoth);
  const [fault, setFault] = useState("");
  const scope = entry.scope as ScopeId;
  const merge = async (): Promise<void> => {
    const id = second.id as RecordId;
    const seen = await readOnce(device, { kind: "record", id, scope });
    if (!seen) return;
    const done = await commit(withdrawRecord, { seen, reason: "The same moment as another adult’s log" });
    if (isRefusal(done)) setFault(done.sentence);
    else onTaken({ id, scope });
  };
  const line = (log: Slim): string => `${adultName(log.by?.author)} at ${clockWords(log.when)}`;
  return (
    <Inset kind="plain" title="Two similar logs">
      <p>
        {names.pupil(entry.pupil.fields)}
        {!names.hidden && `, ${textIn(categoryById.get(textIn(first, "category")), "label")}`}: {line(first)} and{" "}
        {line(second)}. They count as one towards a milestone, and both stay on record.
        {fault !== "" && ` ${fault}`}
      </p>
      <Row>
        <Button onClick={() => keepBoth(key)}>Keep both</Button>
        <Button disabled={busy} onClick={() => void merge()}>
          Same moment: keep the first
        </Button>
      </Row>
    </Inset>
  );
}

function TakenBack({
  taken,
  onBack,
}: {
  readonly taken: { readonly id: RecordId; readonly scope: ScopeId };
  readonly onBack: () => void;
}) {
  const device = useDevice();
  const { commit } = useCommit();
  const restore = async (): Promise<void> => {
    const seen = await readOnce(device, { kind: "record", ...taken });
    if (seen && !isRefusal(await commit(restoreRecord, { seen }))) onBack();
  };
  return (
    <Inset kind="plain">
      <p role="status">The second log was taken back. It stays in the history.</p>
      <Row>
        <Button onClick={() => void restore()}>Bring it back</Button>
      </Row>
    </Inset>
  );
}
