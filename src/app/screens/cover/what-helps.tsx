// What a cover adult needs to know about one pupil: the line that is good to know, what helps, what to avoid, first aid.
// From the summary alone; no history and nothing to change (A34).

import { useParams } from "react-router";
import { MessageSquarePlus } from "lucide-react";
import { textIn, useDirectory } from "../../directory.ts";
import { goodToKnow, listedInPlan } from "../../plans-in-force.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { SummaryCard, SummaryRow } from "../../ui/summary-card.tsx";
import { useWords } from "../../use-words.ts";

const LISTS = [
  ["What helps", "helps"],
  ["What to avoid", "avoid"],
  ["What can set things off", "triggers"],
] as const;

export function WhatHelps() {
  const { id = "" } = useParams();
  const { ready, pupilById } = useDirectory();
  const names = useNames();
  const words = useWords();
  const entry = pupilById.get(id);
  if (!ready) return <Loading />;
  const back = { to: "/today", words: "Today" };
  if (!entry)
    return (
      <Page title={words.Pupil} back={back} narrow>
        <EmptyState title={`This ${words.pupil} is not on this tablet`} />
      </Page>
    );
  return (
    <Page
      title={names.pupil(entry.pupil.fields)}
      back={back}
      aside={
        <LinkButton to={`/today/log/${entry.scope}`} icon={MessageSquarePlus}>
          Log
        </LinkButton>
      }
      narrow
    >
      <Private>
        <SummaryCard title="Good to know">
          <SummaryRow label="In one line" empty="Nothing is written">
            {goodToKnow(entry)}
          </SummaryRow>
          {LISTS.map(([label, field]) => (
            <SummaryRow key={field} label={label} empty="Nothing is written">
              {listedInPlan(entry, field).length > 0 && (
                <ul>
                  {listedInPlan(entry, field).map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              )}
            </SummaryRow>
          ))}
          <SummaryRow label="First aid" empty="Nothing is written">
            {textIn(entry.pupil, "firstAid")}
          </SummaryRow>
        </SummaryCard>
      </Private>
    </Page>
  );
}
