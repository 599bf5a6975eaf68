// What the server keeps and has not filed, for those who answer for it: the designated safeguarding lead and the
// administrators. Each is filed as its author wrote it, or marked as dealt with (A19).

import { quarantineAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { useEffect, useRef, useState } from "react";
import { useServerAnswer } from "../../online/use-server-answer.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page, Section, Stack } from "../../ui/page.tsx";
import { useWords } from "../../use-words.ts";
import { ServerRefused } from "./server-refused.tsx";
import { SetAsideCard } from "./set-aside-card.tsx";
import { type SetAsideEntry, inWrittenOrder, waitsForPerson } from "./set-aside-words.ts";

export function SetAside() {
  const { answer, refusal, busy, again } = useServerAnswer({
    method: "GET",
    path: ROUTES.quarantine,
    shape: quarantineAnswerShape,
  });
  const [said, setSaid] = useState<{ readonly words: string; readonly at: number } | undefined>();
  const words = useWords();
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said) result.current?.focus();
  }, [said]);
  /** The card it was pressed on has gone: what came of it stands at the head of the page. */
  const settled = async (entry: SetAsideEntry, words: string): Promise<void> => {
    const now = await again();
    // Filing may end in waiting: then it stands on the list anew, under another name.
    const waits = now?.kept.some((one) => one.envelope === entry.envelope && sameChanges(one, entry)) === true;
    setSaid({ words: waits ? "It could not be filed yet, and waits further down." : words, at: (said?.at ?? 0) + 1 });
  };
  const kept = inWrittenOrder(answer?.kept ?? []);
  const forPerson = kept.filter(waitsForPerson);
  const others = kept.filter((one) => !waitsForPerson(one));
  return (
    <Page
      title="Set aside"
      lead="What arrived at the school and was not filed. Nothing here is lost: somebody reads it and decides. That you read it is noted."
      back={{ to: "/school", words: "Your school" }}
      aside={
        answer && (
          <Button disabled={busy} onClick={() => void again()}>
            Look again
          </Button>
        )
      }
    >
      <div ref={result} tabIndex={-1} role="status">
        {said && (
          <Inset>
            <p>{said.words}</p>
          </Inset>
        )}
      </div>
      {answer === undefined && busy && <Loading words="Asking the school’s server…" />}
      {refusal && !busy && (
        <ServerRefused refusal={refusal} title="The list cannot be shown" onAgain={() => void again()} />
      )}
      {answer !== undefined && answer.others > 0 && (
        <Inset>
          <p>
            {answer.others} more {answer.others === 1 ? "is" : "are"} about {words.pupils} whose notes you do not see.
            The designated safeguarding lead has {answer.others === 1 ? "it" : "them"} on their list.
          </p>
        </Inset>
      )}
      {answer && kept.length === 0 && answer.others === 0 && (
        <EmptyState title="Nothing is set aside">Everything that arrived was filed or dealt with.</EmptyState>
      )}
      <Stack gap="loose">
        <Cards title="Needs somebody" entries={forPerson} onSettled={settled} />
        <Cards
          title="Waits for something else"
          hint="These are filed by themselves when they can be. Nobody needs to do anything."
          entries={others}
          onSettled={settled}
        />
      </Stack>
    </Page>
  );
}

const sameChanges = (a: SetAsideEntry, b: SetAsideEntry): boolean => a.changes[0]?.id === b.changes[0]?.id;

interface CardsProps {
  readonly title: string;
  readonly hint?: string;
  readonly entries: readonly SetAsideEntry[];
  readonly onSettled: (entry: SetAsideEntry, words: string) => Promise<void>;
}

function Cards({ title, hint, entries, onSettled }: CardsProps) {
  if (entries.length === 0) return null;
  return (
    <Section title={`${title} (${entries.length})`} hint={hint}>
      {entries.map((entry) => (
        <SetAsideCard key={entry.id} entry={entry} onSettled={(words) => onSettled(entry, words)} />
      ))}
    </Section>
  );
}
