// A pupil left the room: open until found. Who was told, how long it is, and where they were found.

import { places } from "#casework/codes/day.ts";
import { withdrawRecord } from "#casework/commands/withdraw-record.ts";
import { findPupil, tellOfLeaving } from "#casework/commands/leave-room.ts";
import type { Json } from "#base/json.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { useState } from "react";
import { useOpen } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { pastWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { leftWords } from "./left-words.ts";
import { OpenCard } from "./open-card.tsx";
import { useActOn } from "./use-act-on.ts";
import { whoToTell } from "./who-to-tell.ts";

interface LeftCardProps {
  readonly left: Slim;
  readonly scope: ScopeId;
  readonly pupil: { readonly [field: string]: Json };
}

/** Where a pupil is after being found somewhere. */
const NOW = [
  { value: "here", label: "Back here" },
  { value: "in-lesson", label: "In lesson" },
  { value: "not-in-school", label: "Gone home" },
];

export function LeftCard({ left, scope, pupil }: LeftCardProps) {
  const names = useNames();
  const { cover } = useOpen();
  const directory = useDirectory();
  const { localNow } = useMoment();
  const { act, busy, fault } = useActOn(left.id as RecordId, scope);
  const period = useSchoolDay().now;
  const [asked, setAsked] = useState<"told" | "found" | undefined>();
  const [place, setPlace] = useState<string | undefined>();
  const told = textIn(left, "told") === "" ? textIn(left, "toldWho") : directory.adultName(textIn(left, "told"));
  const words = leftWords(left.when, localNow, told !== "");
  const tell = (who: string): void => {
    const adult = whoToTell(directory).find(({ value }) => value === who)?.isAdult === true;
    void act(tellOfLeaving, (seen) => ({ left: seen, ...(adult ? { told: who } : { toldWho: who }) })).then(
      (done) => done && setAsked(undefined),
    );
  };
  const found = (state: string): void => {
    void act(findPupil, (seen) => ({
      left: seen,
      state,
      ...(place === undefined ? {} : { place }),
      ...(period === undefined ? {} : { period: period.id }),
    }));
  };
  const ask =
    asked === "told"
      ? {
          question: "Who was told?",
          options: whoToTell(directory),
          onChoose: tell,
          onCancel: () => setAsked(undefined),
        }
      : asked === "found"
        ? {
            question:
              place === undefined ? "Where were they found?" : `Found: ${labelOf(places, place)}. Where are they now?`,
            options: place === undefined ? places.codes.map(({ code, label }) => ({ value: code, label })) : NOW,
            onChoose: place === undefined ? setPlace : found,
            onCancel: () => {
              setAsked(undefined);
              setPlace(undefined);
            },
          }
        : undefined;
  return (
    <OpenCard
      kind={words.urgent ? "problem" : "warn"}
      title={`${names.pupil(pupil)} ${words.since}`}
      facts={[
        told === "" ? "Nobody has been told yet." : `${told} was told ${pastWords(textIn(left, "toldAt"), localNow)}.`,
        words.advice,
        fault,
      ]}
      // What led up to it, and a time that was another than that of the tap, are said in the record itself.
      to={cover === undefined ? `/pupils/${scope}/record/${left.id}` : undefined}
      ask={ask}
    >
      <Button disabled={busy} onClick={() => setAsked("found")}>
        Found
      </Button>
      <Button disabled={busy} onClick={() => setAsked("told")}>
        {told === "" ? "Say who was told" : "Somebody else was told"}
      </Button>
      <Button
        kind="quiet"
        disabled={busy}
        onClick={() => void act(withdrawRecord, (seen) => ({ seen, reason: "Tapped by mistake" }))}
      >
        Tapped by mistake
      </Button>
    </OpenCard>
  );
}
