// Somebody came whom nobody expected: the pupil, who sent them, and why. The last tap saves it. Any pupil of the school
// is found here without a signal.

import { arrivalReasons } from "#casework/codes/room.ts";
import { arrive } from "#casework/commands/say-where.ts";
import { lessonIn } from "#casework/school-day.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useCommit } from "../../binding.ts";
import { type PupilEntry, slimsOf, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { Button } from "../../ui/button.tsx";
import { ChipButton, ChipGrid } from "../../ui/chip.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { RowButton, RowList } from "../../ui/list-row.tsx";
import { Page, Row, Section } from "../../ui/page.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import { foundIn, pupilRow } from "../pupils/pupil-list.ts";
import { useRoomRows } from "../room/use-room-rows.ts";
import { ArrivalSaved } from "./arrival-saved.tsx";

/** What fits above the keyboard; more letters find anybody else, and one tap shows all. */
const SHOWN = 8;

interface Saved {
  readonly why: string;
  /** What one tap made, in the order it was made. */
  readonly records: readonly RecordId[];
}

export default function Arrival() {
  const { pupilById, ready } = useDirectory();
  const names = useNames();
  const words = useWords();
  // Whoever comes from a pupil's sheet has chosen already [C55].
  const [asked] = useSearchParams();
  const [pupil, setPupil] = useState<string | undefined>(asked.get("pupil") ?? undefined);
  const [saved, setSaved] = useState<Saved | undefined>();
  const entry = pupil === undefined ? undefined : pupilById.get(pupil);
  const title = entry ? `Arrival, ${names.first(entry.pupil.fields)}` : "Add arrival";
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
        <WhichPupil onChoose={setPupil} />
      ) : saved ? (
        <ArrivalSaved entry={entry} why={saved.why} records={saved.records} onUndone={() => setSaved(undefined)} />
      ) : (
        <WhyHere entry={entry} onSaved={setSaved} onOther={() => setPupil(undefined)} />
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
  const notExpected = new Set(room.filter((row) => !row.expected).map((row) => row.entry.scope as string));
  const found =
    wanted === ""
      ? everybody.filter(({ scope }) => notExpected.has(scope))
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

interface WhyHereProps {
  readonly entry: PupilEntry;
  readonly onSaved: (saved: Saved) => void;
  readonly onOther: () => void;
}

const BY_THEMSELVES = "Came by themselves";

function WhyHere({ entry, onSaved, onOther }: WhyHereProps) {
  const day = useSchoolDay();
  const words = useWords();
  const { commit } = useCommit();
  const writing = useRef(false);
  const [sentBy, setSentBy] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  const lesson = day.now && lessonIn(slimsOf(entry, "timetable-slot"), day.now.id, day.day, day.week);
  const teacher = lesson?.teacher ?? "";
  const senders = [...(teacher === "" ? [] : [teacher]), "Their teacher", "On-call", BY_THEMSELVES, "Another adult"];
  const save = async (why: string): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const done = await commit(arrive, {
      pupil: entry.scope as ScopeId,
      why,
      ...(day.now === undefined ? {} : { period: day.now.id }),
      ...(sentBy === null ? {} : { sentBy }),
      ...(lesson === undefined || lesson.lesson === "" ? {} : { fromLesson: lesson.lesson }),
      ...(why === "removed" && teacher !== "" ? { removal: { teacherName: teacher } } : {}),
    });
    writing.current = false;
    if (isRefusal(done)) setFault(done.sentence);
    else onSaved({ why, records: done.records });
  };
  return (
    <>
      {fault !== "" && (
        <Inset kind="problem" title="Not saved">
          <p>{fault}</p>
        </Inset>
      )}
      {lesson !== undefined && lesson.lesson !== "" && (
        <p>
          By the timetable they have {lesson.lesson}
          {teacher === "" ? "" : ` with ${teacher}`} now.
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
