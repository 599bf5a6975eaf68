// Today: the period, who is in the room, where each is, what helps each, one tap from a log. It is the room's list.

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Suspense, useDeferredValue, useMemo, useRef, useState, useTransition } from "react";
import { Outlet } from "react-router";
import type { SchoolDay } from "#casework/school-day.ts";
import { fetchedPart, fetchedQuietly } from "../../fetched.tsx";
import { useStatusFact } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useShortcuts } from "../../shell/use-shortcuts.ts";
import { usePreferences } from "../../state/preferences.ts";
import { dayWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { ChipRadios } from "../../ui/choice.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Page, Stack } from "../../ui/page.tsx";
import { Steady } from "../../steady.tsx";
import { useSteadyNavigator } from "../../ui/use-steady-navigator.ts";
import { useAtRest, useFingers, useHeldAtRest } from "../../use-at-rest.ts";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { DayLinks } from "./day-links.tsx";
import { Drafts } from "./drafts.tsx";
import { LastEntries } from "./last-entries.tsx";
import { Arriving, NobodyHere } from "./nobody-here.tsx";
import { dayStateWords, spanWords } from "./period-words.ts";
import { PupilRow } from "./pupil-row.tsx";
import { PutAway } from "./put-away.tsx";
import { RoomActions } from "./room-actions.tsx";
import { onRoomListKey } from "./room-list-keys.ts";
import { type ListPeriod, type RoomRow, countsWords, listPeriod, notFound, openRemovals } from "./room-rows.ts";
import { heldWords, scopesOf, standing, tallKey } from "./rows-at-rest.ts";
import styles from "./today.module.css";
import { useRoomRows } from "./use-room-rows.ts";

/** More than fits on the tallest tablet: a large room is drawn at once as far as it is seen, and then whole. */
const FIRST_ROWS = 10;

/** Milliseconds: words above the list that go again move it. */
const SLOW = 4_000;
/** Fetched only where something is open: on most days of most weeks nothing is. */
const OpenNow = fetchedPart(() => import("../room/open-now.tsx"), SLOW);
const DayStart = fetchedPart(() => import("../day-end/day-start.tsx"), SLOW);
const SimilarHints = fetchedQuietly(() => import("./similar-hints.tsx"));

export function Today() {
  const { localNow, today } = useMoment();
  const directory = useDirectory();
  const day = useSchoolDay();
  const room = usePreferences((preferences) => preferences.room);
  const setRoom = usePreferences((preferences) => preferences.setRoom);
  const held = directory.rooms.some(({ id }) => id === room) ? room : "";
  const [looked, setLooked] = useState<string | undefined>();
  // That a button was pressed is seen before all rows are drawn that say something else then.
  const [, later] = useTransition();
  const [asksAll, setAsksAll] = useState(false);
  const everyone = useDeferredValue(asksAll);
  const complete = useStatusFact("complete");
  const periods = directory.periods.length > 0 ? "some" : directory.ready && complete ? "none" : "unknown";
  const at = useMemo(() => lookedAt(day, looked), [day, looked]);
  const isNow = at.period?.id === listPeriod(day).period?.id;
  const rows = useRoomRows(directory, { day, localNow, at, room: held });
  const expected = rows.filter((row) => row.expected);
  const shown = everyone ? rows : expected;
  const fingers = useFingers();
  const ready = String(directory.ready);
  const asked = [ready, everyone, looked, held].join();
  const listed = standing(rows, useAtRest(scopesOf(shown), asked, fingers));
  const before = useHeldAtRest(
    rows,
    useMemo(() => tallKey(rows), [rows]),
    asked,
    fingers,
  );
  const heldOf = useMemo(() => heldWords(rows, before), [rows, before]);
  const notDone = rows.filter(isOpen);
  const open = standing(notDone, useAtRest(scopesOf(notDone), ready, fingers));
  const hasOthers = useAtRest(String(expected.length < rows.length), ready, fingers) === "true";
  // Of what is there, as much as is seen first; the rest is drawn behind it.
  const whole = useDeferredValue(directory.ready, false);
  const list = useRef<HTMLUListElement>(null);
  // A sheet that opens over the list or closes changes the address, and nothing of the list.
  const navigator = useSteadyNavigator();
  useShortcuts((key) => {
    if (key === "/") navigator.push("/pupils", { find: true });
    else if (key === "n") logAt(list.current);
    else return false;
    return true;
  });
  return (
    <>
      <Page
        dense
        title={dayWords(today, today)}
        lead={isNow ? dayStateWords(day, periods) : at.period && spanWords(at.period)}
        aside={
          <div className={styles.steps}>
            <PeriodSteps day={day} at={at} isNow={isNow} onLook={(period) => later(() => setLooked(period))} />
            {hasOthers && (
              <ChipRadios
                label="Who to show"
                quietLabel
                options={[
                  { value: "expected", label: `${expectedWords(day, isNow, at)}, ${expected.length}` },
                  { value: "everyone", label: `Everyone, ${rows.length}` },
                ]}
                value={asksAll ? "everyone" : "expected"}
                onChange={(value) => setAsksAll(value === "everyone")}
              />
            )}
          </div>
        }
      >
        {!directory.ready ? (
          <Loading />
        ) : (
          <>
            <div className={styles.flow}>
              <Steady fingers={fingers}>
                {/* A place of its own that comes with it: nothing else of the screen waits for its script. */}
                {open.length > 0 && (
                  <Suspense fallback={null}>
                    <OpenNow rows={open} />
                  </Suspense>
                )}
              </Steady>
              {/* Likewise: within a place that stood before, the rest of the screen would wait with it. */}
              {whole && (
                <Suspense fallback={null}>
                  <DayStart fingers={fingers} />
                </Suspense>
              )}
            </div>
            <div className={styles.columns}>
              <Stack>
                {directory.rooms.length > 1 && (
                  <ChipRadios
                    label="Room"
                    quietLabel
                    options={[
                      ...directory.rooms.map((one) => ({ value: one.id, label: textIn(one, "name") })),
                      { value: "", label: "All rooms" },
                    ]}
                    value={held}
                    onChange={(next) => setRoom(next ?? "")}
                  />
                )}
                {listed.length === 0 ? (
                  <NobodyHere inIap={rows.length} />
                ) : (
                  // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows between its rows
                  <ul className={styles.list} aria-label="In the room" ref={list} onKeyDown={onRoomListKey}>
                    {(whole ? listed : listed.slice(0, FIRST_ROWS)).map((row) => (
                      <PupilRow key={row.entry.scope} row={row} isNow={isNow} held={heldOf.get(row.entry.scope)} />
                    ))}
                  </ul>
                )}
                <p className={styles.quiet}>
                  {everyone && rows.length > 0 && `${countsWords(rows)}. `}This is the room’s list. It is not the
                  register.
                </p>
                <Arriving shown={shown.length} />
                <RoomActions several={rows.length > 1} />
              </Stack>
              <Stack gap="loose">
                <PutAway />
                {whole && <Later />}
                <DayLinks />
              </Stack>
            </div>
          </>
        )}
      </Page>
      <Outlet />
    </>
  );
}

/** Looked at by and by. */
function Later() {
  return (
    <>
      <Suspense fallback={null}>
        <SimilarHints />
      </Suspense>
      <Drafts />
      <LastEntries />
    </>
  );
}

/** The period looked at: the one chosen while it is still of this day, else the one that is on. */
function lookedAt(day: SchoolDay, looked: string | undefined): ListPeriod {
  const chosen = day.periods.find(({ id }) => id === looked);
  return chosen ? { period: chosen, since: `${day.day}T${chosen.start}` } : listPeriod(day);
}

const expectedWords = (day: SchoolDay, isNow: boolean, { period }: ListPeriod): string =>
  !isNow
    ? (period?.name ?? "Then")
    : day.now && day.now.id === period?.id
      ? "This period"
      : period
        ? "Next period"
        : "Today";

/** Of the pupil the focus is at; else the focus goes to the first, since nobody was chosen. */
function logAt(list: HTMLUListElement | null): void {
  const chosen = list?.querySelector<HTMLElement>("li:focus-within a");
  if (chosen) chosen.click();
  else list?.querySelector("a")?.focus();
}

const isOpen = ({ entry, where }: RoomRow): boolean =>
  notFound(entry).length > 0 || openRemovals(entry).length > 0 || where.state === "dont-know";

interface StepsProps {
  readonly day: SchoolDay;
  readonly at: ListPeriod;
  readonly isNow: boolean;
  readonly onLook: (period: string | undefined) => void;
}

/** To the period before and the one after; back to now where somebody looked away. */
function PeriodSteps({ day, at, isNow, onLook }: StepsProps) {
  const index = day.periods.findIndex(({ id }) => id === at.period?.id);
  const before = index < 0 ? day.previous : day.periods[index - 1];
  const after = index < 0 ? undefined : day.periods[index + 1];
  return (
    <>
      {before && (
        <Button kind="quiet" icon={ChevronLeft} onClick={() => onLook(before.id)}>
          <span className="visually-hidden">Earlier: {before.name}</span>
        </Button>
      )}
      {!isNow && <Button onClick={() => onLook(undefined)}>Back to now</Button>}
      {after && (
        <Button kind="quiet" icon={ChevronRight} onClick={() => onLook(after.id)}>
          <span className="visually-hidden">Later: {after.name}</span>
        </Button>
      )}
    </>
  );
}
