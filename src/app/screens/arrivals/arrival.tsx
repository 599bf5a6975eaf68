// Somebody came whom nobody expected: the pupil, who sent them, and why. The last tap saves it. Any pupil of the school
// is found here without a signal.

import { arrivalReasons } from "#casework/codes/room.ts";
import { arrive } from "#casework/commands/say-where.ts";
import { lessonIn } from "#casework/school-day.ts";
import type { ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useCommit } from "../../binding.ts";
import { type PupilEntry, slimsOf, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { clockWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { ChipButton, ChipGrid } from "../../ui/chip.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { RowButton, RowList } from "../../ui/list-row.tsx";
import { Page, Row, Section } from "../../ui/page.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import { foundIn, pupilRow } from "../pupils/pupil-list.ts";
import { useRoomRows } from "../room/use-room-rows.ts";
import { ArrivalSaved } from "./arrival-saved.tsx";

/** What fits above the keyboard; more letters find anybody else, and one tap shows all. */
const SHOWN = 8;

export default function Arrival() {
  const { pupilById, ready } = useDirectory();
  const names = useNames();
  const words = useWords();
  const { localNow } = useMoment();
  // Whoever comes from a pupil's sheet has chosen already [C55]. The address says what was saved as well, so that it
  // stands here again after a lock, a reload or a step back, and nobody taps a second time [C20].
  const [asked, setAsked] = useSearchParams();
  const entry = pupilById.get(asked.get("pupil") ?? "");
  const saved = asked.get("saved") ?? "";
  const ask = (next: { readonly pupil?: string; readonly saved?: string }): void => setAsked(next, { replace: true });
  // Two pupils may share a first name: what the next tap saves is saved for the one who is named.
  const title = entry ? `Arrival, ${names.pupil(entry.pupil.fields)}` : "Add arrival";
  return (
    <Page
      title={title}
      lead={entry ? undefined : `Which ${words.pupil} came? Type a name to find any ${words.pupil} of the school.`}
      back={{ to: "/today", words: "Today" }}
      narrow
    >
      {!ready ? (
        <Loading />
      ) : !entry ? (
        <WhichPupil onChoose={(pupil) => ask({ pupil })} />
      ) : saved !== "" ? (
        <ArrivalSaved
          key={saved}
          entry={entry}
          saved={saved}
          onUndone={() => ask({ pupil: entry.scope })}
          onOther={() => ask({})}
        />
      ) : (
        <WhyHere
          key={entry.scope}
          entry={entry}
          at={earlierToday(asked.get("when") ?? "", localNow)}
          onSaved={(records) => ask({ pupil: entry.scope, saved: records.join(".") })}
          onOther={() => ask({})}
        />
      )}
    </Page>
  );
}

function WhichPupil({ onChoose }: { readonly onChoose: (pupil: string) => void }) {
  const { pupils } = useDirectory();
  const names = useNames();
  const words = useWords();
  const room = useRoomRows();
  const [typed, setTyped] = useState("");
  const [all, setAll] = useState(false);
  const wanted = useDeferredValue(typed).trim();
  const everybody = useMemo(() => pupils.map(pupilRow), [pupils]);
  const found =
    wanted === ""
      ? // In the order of the room's list.
        room.filter((row) => !row.expected).map((row) => pupilRow(row.entry))
      : foundIn(everybody, { typed: wanted, group: "everyone", years: [] });
  const shown = all ? found : found.slice(0, SHOWN);
  return (
    <>
      <TextInput
        label={`Find a ${words.pupil}`}
        hint="First letters of a name or a tutor group"
        inputMode="search"
        spellCheck={false}
        autoCapitalize="off"
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setAll(false);
        }}
      />
      <Section title={wanted === "" ? "In IAP, not expected now" : "Found"}>
        {found.length === 0 ? (
          <EmptyState title={wanted === "" ? "Nobody else is in IAP" : "Nobody found"}>
            {wanted === "" ? `Type a name to find any ${words.pupil} of the school.` : "Try fewer letters."}
          </EmptyState>
        ) : (
          <RowList label={words.Pupils}>
            {shown.map((row) => (
              <RowButton
                key={row.scope}
                onPress={() => onChoose(row.scope)}
                end={[row.year === "" ? "" : `Year ${row.year}`, row.tutorGroup]
                  .filter((part) => part !== "")
                  .join(", ")}
              >
                {names.pupil(row.fields)}
              </RowButton>
            ))}
          </RowList>
        )}
        {shown.length < found.length && (
          <Row>
            <span>
              The first {shown.length} of {found.length}. Type {wanted === "" ? "a name above" : "more letters"} to find
              somebody.
            </span>
            <Button onClick={() => setAll(true)}>Show all {found.length}</Button>
          </Row>
        )}
      </Section>
    </>
  );
}

/** A log says when they came [C55]. Another day, or a moment to come, is none of this page's. */
function earlierToday(when: string, localNow: string): string | undefined {
  const isOne = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(when) && when.slice(0, 10) === localNow.slice(0, 10);
  return isOne && when <= localNow ? when : undefined;
}

interface WhyHereProps {
  readonly entry: PupilEntry;
  /** The local moment they came; now unless told. */
  readonly at: string | undefined;
  /** The records that the tap made, in the order they were made. */
  readonly onSaved: (records: readonly string[]) => void;
  readonly onOther: () => void;
}

const BY_THEMSELVES = "Came by themselves";

function WhyHere({ entry, at, onSaved, onOther }: WhyHereProps) {
  const day = useSchoolDay();
  const words = useWords();
  const { commit } = useCommit();
  const writing = useRef(false);
  const [sentBy, setSentBy] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  const time = at?.slice(11);
  const period = time === undefined ? day.now : day.periods.find(({ start, end }) => start <= time && time < end);
  const lesson = period && lessonIn(slimsOf(entry, "timetable-slot"), period.id, day.day, day.week);
  const teacher = lesson?.teacher ?? "";
  const senders = [...(teacher === "" ? [] : [teacher]), "Their teacher", "On-call", BY_THEMSELVES, "Another adult"];
  const save = async (why: string): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const done = await commit(arrive, {
      pupil: entry.scope as ScopeId,
      why,
      ...(at === undefined ? {} : { when: at }),
      ...(period === undefined ? {} : { period: period.id }),
      ...(sentBy === null ? {} : { sentBy }),
      ...(lesson === undefined || lesson.lesson === "" ? {} : { fromLesson: lesson.lesson }),
      ...(why === "removed" && teacher !== "" ? { removal: { teacherName: teacher } } : {}),
    });
    // Once saved it stays shut: a tap that comes before the next drawing makes no second visit.
    if (!isRefusal(done)) return onSaved(done.records);
    writing.current = false;
    setFault(done.sentence);
  };
  return (
    <>
      {fault !== "" && (
        <Inset kind="problem" title="Not saved">
          <p>{fault}</p>
        </Inset>
      )}
      {at !== undefined && <p>They came at {clockWords(at)}.</p>}
      {lesson !== undefined && lesson.lesson !== "" && (
        <p>
          By the timetable they {at === undefined ? "have" : "had"} {lesson.lesson}
          {teacher === "" ? "" : ` with ${teacher}`} {at === undefined ? "now" : "then"}.
        </p>
      )}
      <ChipRadios
        label="Who sent them?"
        optional
        options={senders.map((one) => ({ value: one, label: one }))}
        value={sentBy}
        onChange={setSentBy}
      />
      <Section title="Why did they come?" hint="The tap saves it.">
        <ChipGrid label="Why did they come?">
          {arrivalReasons.codes.map(({ code, label }) => (
            <ChipButton key={code} onPress={() => void save(code)}>
              {label}
            </ChipButton>
          ))}
        </ChipGrid>
        <p>“Removed from lesson” is a sanction. It gets a record of its own and is no part of the support here.</p>
      </Section>
      <Button kind="quiet" onClick={onOther}>
        Another {words.pupil}
      </Button>
    </>
  );
}
