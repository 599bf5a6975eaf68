// One envelope that was set aside, or the part of it that was: who wrote it, when, where, about whom, why it is here,
// what it says; and the two things that can be done about it.

import { LONGEST_WHY } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { Refusal } from "#ledger/refusal.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useServerAct } from "../../online/use-server-act.ts";
import { useServerMoment } from "../../online/use-server-moment.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { momentWords, stampMoment } from "../../text/dates.ts";
import { capital, count, listWords } from "../../text/words.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Row, Stack } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TextArea } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSay } from "../pupil/use-say.ts";
import { AskedFirst } from "./asked-first.tsx";
import { contactWords } from "./device-words.ts";
import { ServerRefused } from "./server-refused.tsx";
import styles from "./set-aside.module.css";
import {
  type SetAsideEntry,
  type SetAsideLine,
  canBeFiled,
  pupilMade,
  setAsideLines,
  whyWords,
} from "./set-aside-words.ts";

/** A whole list may be in one envelope: the first are read, the rest are opened. */
const FIRST = 5;

interface SetAsideCardProps {
  readonly entry: SetAsideEntry;
  readonly onSettled: (words: string) => Promise<void>;
}

export function SetAsideCard({ entry, onSettled }: SetAsideCardProps) {
  const { schema } = useDevice();
  const { adultName } = useDirectory();
  const { today, localNow } = useMoment();
  const momentOf = useServerMoment();
  const scopes = [...new Set(entry.changes.map(({ scope }) => scope))];
  const say = useSay(scopes[0] as ScopeId | undefined);
  const about = useAbout(entry, scopes);
  const lines = setAsideLines(entry.changes, schema, say);
  const author = entry.author === "" ? "" : capital(adultName(entry.author));
  const { act, busy } = useServerAct(ROUTES.settleQuarantined);
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  const [why, setWhy] = useState("");
  const [whyMissing, setWhyMissing] = useState(false);
  const settle = async (how: "file" | "dealtWith", words: string): Promise<void> => {
    setRefusal(undefined);
    const no = await act({ id: entry.id, how, ...(how === "dealtWith" && { why: why.trim() }) });
    setRefusal(no);
    if (!no) await onSettled(words);
  };
  return (
    <SummaryCard
      level={3}
      title={about}
      aside={<Tag>{lines.length === 0 ? "Cannot be read" : count(lines.length, "entry", "entries")}</Tag>}
      body={
        <Stack>
          {lines.length > 0 && (
            <Private>
              <Lines lines={lines.slice(0, FIRST)} />
              {lines.length > FIRST && (
                <Disclosure words={`${lines.length - FIRST} more`}>
                  <Lines lines={lines.slice(FIRST)} />
                </Disclosure>
              )}
            </Private>
          )}
          {refusal && <ServerRefused refusal={refusal} title="It stays set aside" />}
          <Row>
            {canBeFiled(entry) && (
              <Button
                disabled={busy}
                onClick={() =>
                  void settle("file", `Filed as ${author} wrote it. Every tablet that may hold it gets it next.`)
                }
              >
                File it
              </Button>
            )}
            <AskedFirst
              words="Mark as dealt with"
              title="Mark it as dealt with?"
              yes="It is dealt with"
              no="Leave it here"
              busy={busy}
              onYes={() => {
                const missing = why.trim() === "";
                setWhyMissing(missing);
                if (missing) return false;
                void settle("dealtWith", "Marked as dealt with. The school keeps it, unfiled, and no list shows it.");
                return undefined;
              }}
            >
              <p>It is not filed and leaves this list for good. The school keeps it, with your reason.</p>
              <TextArea
                label="Why, or what was done about it"
                value={why}
                onChange={setWhy}
                maxLength={LONGEST_WHY}
                rows={3}
                error={whyMissing ? "Write a few words: somebody may ask later." : undefined}
              />
            </AskedFirst>
          </Row>
        </Stack>
      }
    >
      <SummaryRow label="Written by" empty="Nobody can be sure">
        {author}
      </SummaryRow>
      <SummaryRow label="Written" empty="Not known">
        {entry.at !== "" && `${capital(momentWords(stampMoment(entry.at), today))}, by the clock of its tablet`}
      </SummaryRow>
      <SummaryRow label="On" empty="A device the school does not know">
        {entry.deviceName}
      </SummaryRow>
      <SummaryRow label="Arrived">{capital(contactWords(momentOf(entry.received), localNow))}</SummaryRow>
      <SummaryRow label="Why it is here">{whyWords(entry)}</SummaryRow>
    </SummaryCard>
  );
}

/** "Amara Okafor and Daniel Kowalczyk"; whom this device does not hold it cannot name. */
function useAbout(entry: SetAsideEntry, scopes: readonly string[]): string {
  const { pupilById } = useDirectory();
  const names = useNames();
  if (scopes.length === 0) return "About nobody knows whom";
  const known = scopes.flatMap((scope) => {
    if (scope === "school") return ["the school’s own lists"];
    const fields = pupilById.get(scope)?.pupil.fields ?? pupilMade(entry.changes, scope);
    return fields ? [names.pupil(fields)] : [];
  });
  const rest = scopes.length - known.length;
  const unknown = rest === 1 ? "somebody who is not on this tablet" : `${rest} who are not on this tablet`;
  return `About ${listWords(rest === 0 ? known : [...known, unknown])}`;
}

function Lines({ lines }: { readonly lines: readonly SetAsideLine[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <li key={line.key}>
          <p className={styles.what}>{line.what}</p>
          {line.facts.length > 0 && (
            <dl className={styles.facts}>
              {line.facts.map((fact) => (
                <div key={fact.label}>
                  <dt>{fact.label}</dt>
                  <dd>
                    {fact.words}
                    {fact.was !== undefined && <span className={styles.was}> (was {fact.was})</span>}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}
