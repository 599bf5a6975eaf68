// Everything a device was ever told that it may hold, on request: which pupils were on a tablet that is lost (A16).

import { grantRules } from "#casework/grant-rules.ts";
import { holdingsAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useServerAnswer } from "../../online/use-server-answer.ts";
import { useServerMoment } from "../../online/use-server-moment.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { listWords } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Section } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { type Holding, contactWords, heldPupils, heldWords } from "./device-words.ts";
import { ServerRefused } from "./server-refused.tsx";

/** Each change of a caseload is one: the latest are read, the rest are asked for. */
const FIRST = 10;

export function Holdings({ device }: { readonly device: string }) {
  const [wanted, setWanted] = useState(false);
  const [all, setAll] = useState(false);
  const { localNow } = useMoment();
  const momentOf = useServerMoment();
  const { answer, refusal, busy, again } = useServerAnswer({
    method: "POST",
    path: ROUTES.holdings,
    body: { device },
    shape: holdingsAnswerShape,
    wanted,
  });
  const when = (iso: string): string => contactWords(momentOf(iso), localNow);
  const newest = (answer?.holdings ?? []).toReversed();
  return (
    <Section title="What it may hold, since when">
      {!wanted && (
        <div>
          <Button onClick={() => setWanted(true)}>Show the list</Button>
        </div>
      )}
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="The list cannot be shown" onAgain={() => void again()} />
      )}
      {answer && newest.length === 0 && <EmptyState title="It was told nothing yet, and holds nothing" />}
      {newest.length > 0 && (
        <SummaryCard title="Latest first" level={3}>
          {newest.slice(0, all ? newest.length : FIRST).map((holding) => (
            <SummaryRow key={`${holding.since} ${holding.held.length}`} label={`Since ${when(holding.since)}`}>
              <HeldWords holding={holding} />{" "}
              {holding.confirmed === null
                ? "It has not said that it holds nothing else."
                : `It said ${when(holding.confirmed)} that it holds nothing else.`}
            </SummaryRow>
          ))}
        </SummaryCard>
      )}
      {newest.length > FIRST && !all && (
        <div>
          <Button onClick={() => setAll(true)}>Show all {newest.length}</Button>
        </div>
      )}
    </Section>
  );
}

/** What an adult of the room writes in most: where it is let in, notes are. */
const NOTES = "behaviour-log";

function HeldWords({ holding }: { readonly holding: Holding }) {
  const { schema } = useDevice();
  const { pupilById } = useDirectory();
  const names = useNames();
  const words = useWords();
  const readsNotes = (level: string): boolean => grantRules.mayRead(level, schema.definitions[NOTES]);
  const who = (scopes: readonly string[]): string => {
    const known = scopes.flatMap((scope) => {
      const entry = pupilById.get(scope);
      return entry ? [names.pupil(entry.pupil.fields)] : [];
    });
    const rest = scopes.length - known.length;
    return listWords(rest === 0 ? known : [...known, `${rest} who ${rest === 1 ? "is" : "are"} not on this tablet`]);
  };
  return <>{heldWords(heldPupils(holding, readsNotes), words, who)}</>;
}
