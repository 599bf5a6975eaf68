// A removal from a lesson: a sanction, on Today until the pupil is back and the parents know. It is no part of any
// placement.

import { contactWays } from "#casework/codes/home.ts";
import { amendRecord } from "#casework/commands/amend-record.ts";
import { goBackToLesson } from "#casework/commands/go-back-to-lesson.ts";
import type { Json } from "#base/json.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { textIn } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { ageWords, pastWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { OpenCard } from "./open-card.tsx";
import { useActOn } from "./use-act-on.ts";

interface RemovalCardProps {
  readonly removal: Slim;
  readonly scope: ScopeId;
  readonly pupil: { readonly [field: string]: Json };
}

export function RemovalCard({ removal, scope, pupil }: RemovalCardProps) {
  const names = useNames();
  const device = useDevice();
  const { localNow } = useMoment();
  const { act, busy, fault } = useActOn(removal.id as RecordId, scope);
  const period = useSchoolDay().now;
  const [asked, setAsked] = useState<"parents" | "leave" | undefined>();
  const lesson = textIn(removal, "lesson");
  const back = textIn(removal, "backAt");
  const told = textIn(removal, "parentToldAt");
  const save = (fields: { readonly [field: string]: Json }): void => {
    void act(amendRecord, (seen) => ({ seen, fields })).then((done) => done && setAsked(undefined));
  };
  const ask =
    asked === "parents"
      ? {
          question: "How were the parents told?",
          options: contactWays.codes.map(({ code, label }) => ({ value: code, label })),
          onChoose: (how: string) => save({ parentToldAt: device.localNow(), parentToldHow: how }),
          onCancel: () => setAsked(undefined),
        }
      : asked === "leave"
        ? {
            question: "Could the pupil leave?",
            options: [
              { value: "yes", label: "Yes" },
              { value: "no", label: "No, or believed not to" },
            ],
            onChoose: (could: string) => save({ couldLeave: could === "yes" }),
            onCancel: () => setAsked(undefined),
          }
        : undefined;
  return (
    <OpenCard
      kind="note"
      title={
        names.hidden
          ? `${names.pupil(pupil)}: a record is open, ${ageWords(removal.when, localNow)}`
          : `${names.pupil(pupil)}: removed from ${lesson === "" ? "a lesson" : lesson}, ${ageWords(removal.when, localNow)}`
      }
      facts={[
        // What is not done yet stands as a button.
        back === "" ? "" : `Back in the lesson ${pastWords(back, localNow)}.`,
        told === "" ? "" : `Parents told ${pastWords(told, localNow)}.`,
        leaveWords(removal.fields["couldLeave"]),
        fault,
      ]}
      to={`/today/removal/${scope}/${removal.id}`}
      ask={ask}
    >
      {back === "" && (
        <Button
          disabled={busy}
          onClick={() =>
            void act(goBackToLesson, (seen) => ({
              removal: seen,
              ...(period === undefined ? {} : { period: period.id }),
            }))
          }
        >
          Back in the lesson
        </Button>
      )}
      {told === "" && (
        <Button disabled={busy} onClick={() => setAsked("parents")}>
          Parents told
        </Button>
      )}
      {removal.fields["couldLeave"] === undefined && (
        <Button disabled={busy} onClick={() => setAsked("leave")}>
          Could they leave?
        </Button>
      )}
    </OpenCard>
  );
}

/** A sanction that keeps a pupil who may not leave can meet the meaning of seclusion [C29]. */
function leaveWords(couldLeave: Json | undefined): string {
  if (couldLeave === undefined) return "";
  return couldLeave === true
    ? "They could leave."
    : "They could not leave: it may be seclusion, and then a record of it is due today.";
}
