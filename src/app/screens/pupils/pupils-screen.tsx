// Every pupil of the school, found by a few letters. Those in IAP now come first: the rest is a tap away.

import { placementStages } from "#casework/codes/placement.ts";
import { labelOf } from "#ledger/code-list.ts";
import { Search, UserPlus } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "react-router";
import { useStatus } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { useShortcuts } from "../../shell/use-shortcuts.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { ChipCheckboxes, ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Row } from "../../ui/page.tsx";
import { StatusTag, Tag } from "../../ui/tag.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useMoment } from "../../use-moment.ts";
import { count } from "../../text/words.ts";
import { useWords } from "../../use-words.ts";
import { contextualDate, dayOfPlan } from "../pupil/standing.ts";
import { type Group, type PupilRow, foundIn, pupilRow, yearsOf } from "./pupil-list.ts";
import styles from "./pupils-screen.module.css";

/** A screenful and a bit more; a list of 900 names is never scrolled, it is searched. */
const PAGE = 60;

const GROUPS: readonly { readonly value: Group; readonly label: string }[] = [
  { value: "in-iap", label: "In IAP now" },
  { value: "had-iap", label: "Had IAP" },
  { value: "everyone", label: "Everyone" },
];

export function PupilsScreen() {
  const directory = useDirectory();
  const words = useWords();
  const { complete } = useStatus();
  const [typed, setTyped] = useState("");
  const [group, setGroup] = useState<Group>("in-iap");
  const [years, setYears] = useState<readonly string[]>([]);
  const [most, setMost] = useState(PAGE);
  const rows = useMemo(() => directory.pupils.map(pupilRow), [directory.pupils]);
  const allYears = useMemo(() => yearsOf(rows), [rows]);
  // Typing stays ahead of the list.
  const wanted = useDeferredValue({ typed, group, years });
  // Who types a name looks for that person wherever they are.
  const found = useMemo(
    () => foundIn(rows, wanted.typed.trim() === "" ? wanted : { ...wanted, group: "everyone" }),
    [rows, wanted],
  );
  const find = useRef<HTMLInputElement>(null);
  const { state } = useLocation();
  const asked = (state as { readonly find?: boolean } | null)?.find === true && directory.ready;
  useEffect(() => {
    if (asked) find.current?.focus();
  }, [asked]);
  useShortcuts((key) => {
    if (key !== "/") return false;
    find.current?.focus();
    return true;
  });
  if (!directory.ready) return <Loading />;
  const narrow = (): void => setMost(PAGE);
  return (
    <Page
      title={words.Pupils}
      aside={
        <LinkButton to="/pupils/new" icon={UserPlus}>
          Add {words.pupil}
        </LinkButton>
      }
    >
      <div className={styles.find}>
        <TextInput
          label={`Find a ${words.pupil}`}
          hint="First letters of a name or a tutor group"
          ref={find}
          inputMode="search"
          spellCheck={false}
          autoCapitalize="off"
          value={typed}
          onChange={(next) => {
            setTyped(next);
            narrow();
          }}
        />
        <div className={styles.chips}>
          <ChipRadios
            label={`Which ${words.pupils}`}
            quietLabel
            options={GROUPS}
            value={typed.trim() === "" ? group : "everyone"}
            onChange={(next) => {
              setGroup((next ?? "in-iap") as Group);
              narrow();
            }}
          />
          <ChipCheckboxes
            label="Year"
            quietLabel
            options={allYears.map((year) => ({ value: year, label: `Year ${year}` }))}
            value={years}
            onChange={(next) => {
              setYears(next);
              narrow();
            }}
          />
        </div>
      </div>
      <p className={styles.count} role="status">
        {count(found.length, words.pupil, words.pupils)}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={complete ? `Your school has no ${words.pupils} here yet` : words.noPupilsHere} />
      ) : found.length === 0 ? (
        <EmptyState title="Nobody found" action={<Nobody onAll={() => setYears([])} years={years} />}>
          Try fewer letters: the beginning of a first name, a last name or a tutor group.
        </EmptyState>
      ) : (
        <RowList label={words.Pupils}>
          {found.slice(0, most).map((row) => (
            <Entry key={row.scope} row={row} />
          ))}
        </RowList>
      )}
      {found.length > most && (
        <Row>
          <Button icon={Search} onClick={() => setMost(most + PAGE * 2)}>
            Show more
          </Button>
        </Row>
      )}
    </Page>
  );
}

function Nobody({ years, onAll }: { readonly years: readonly string[]; readonly onAll: () => void }) {
  return years.length === 0 ? null : <Button onClick={onAll}>Look in every year</Button>;
}

function Entry({ row }: { readonly row: PupilRow }) {
  const names = useNames();
  const { today } = useMoment();
  const where = [row.year === "" ? "" : `Year ${row.year}`, row.tutorGroup].filter((part) => part !== "");
  const review = row.reviewDate === "" || row.standing !== "in-iap" ? undefined : contextualDate(row.reviewDate, today);
  return (
    <RowLink
      to={`/pupils/${row.scope}`}
      end={
        <span className={styles.tags}>
          {row.decisions > 0 && <StatusTag where="needs-decision" />}
          {row.unsent && <StatusTag where="saved" />}
          {review && review.tone !== "later" && (
            <Tag tone={review.tone === "late" ? "warn" : "neutral"}>Review {review.label.toLowerCase()}</Tag>
          )}
        </span>
      }
    >
      <span className={styles.name}>{names.pupil(row.fields)}</span>
      <span className={styles.facts}>
        <span>{where.join(", ")}</span>
        <Standing row={row} today={today} />
      </span>
    </RowLink>
  );
}

function Standing({ row, today }: { readonly row: PupilRow; readonly today: string }) {
  if (row.standing === "none") return null;
  if (row.standing === "had-iap") return <span>Had IAP</span>;
  const stage = labelOf(placementStages, textIn(row.placement, "stage"));
  const day =
    row.standing === "in-iap"
      ? dayOfPlan(textIn(row.placement, "start"), textIn(row.placement, "plannedEnd"), today)
      : undefined;
  return (
    <>
      <span>{stage}</span>
      {day && <span>{day.planned === undefined ? `Day ${day.day}` : `Day ${day.day} of ${day.planned}`}</span>}
    </>
  );
}
