// One pupil: who they are, where they stand, and the pages about them.

import { EyeOff, MessageSquarePlus } from "lucide-react";
import { Navigate, Outlet, useLocation, useParams } from "react-router";
import { useDevice } from "../../binding.ts";
import { type PupilEntry, slimsOf, textIn, useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { usePreferences } from "../../state/preferences.ts";
import { dateWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { IdentityBar } from "../../ui/identity-bar.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Page } from "../../ui/page.tsx";
import { SubNavigation } from "../../ui/tabs.tsx";
import { useHeld } from "../../use-held.ts";
import { useMoment } from "../../use-moment.ts";
import { useMayWrite } from "../../use-may-write.ts";
import { useWords } from "../../use-words.ts";
import type { PupilOpen } from "./pupil-context.ts";
import styles from "./pupil-screen.module.css";
import { currentPlacement, dayOfPlan, isOver } from "./standing.ts";

interface PupilPage {
  readonly to: string;
  readonly words: string;
  /** The type of record the page is about. Without one it stands for everybody. */
  readonly of?: string;
}

const PAGES: readonly PupilPage[] = [
  { to: "", words: "Overview" },
  { to: "/plan", words: "Plan", of: "plan" },
  { to: "/placement", words: "Placement", of: "placement" },
  { to: "/milestones", words: "Milestones", of: "milestone" },
  { to: "/behaviour", words: "Logs", of: "behaviour-log" },
  { to: "/support", words: "Support", of: "sen-note" },
  { to: "/timeline", words: "Timeline", of: "behaviour-log" },
];

export function PupilScreen() {
  const { id = "" } = useParams();
  const directory = useDirectory();
  const words = useWords();
  const entry = directory.pupilById.get(id);
  if (!directory.ready) return <Loading />;
  if (!entry)
    return (
      <Page title={words.Pupil}>
        <EmptyState
          title={`This ${words.pupil} is not on this tablet`}
          action={<LinkButton to="/pupils">See all {words.pupils}</LinkButton>}
        >
          They may have left your list, or have not arrived yet.
        </EmptyState>
      </Page>
    );
  return <PupilFrame key={entry.scope} entry={entry} />;
}

function PupilFrame({ entry }: { readonly entry: PupilEntry }) {
  const names = useNames();
  const facts = useFacts(entry);
  const base = `/pupils/${entry.scope}`;
  const decisions = entry.slims.reduce((sum, slim) => sum + slim.open, 0);
  const open: PupilOpen = { scope: entry.scope, entry, base };
  const held = useHeld(entry.scope);
  const mayWrite = useMayWrite();
  const logs = useDevice().schema.definitions["behaviour-log"];
  const mayLog = logs !== undefined && mayWrite(logs, entry.scope) !== "no";
  const may = (page: PupilPage): boolean => page.of === undefined || held === undefined || held.mayRead(page.of);
  const pages = PAGES.map((page) => ({ ...page, to: `${base}${page.to}` }));
  // The address of a page whose notes are not kept here may be typed, or stand in the history.
  const here = useLocation().pathname;
  const shut = pages.some((page) => page.of !== undefined && here.startsWith(page.to) && !may(page));
  return (
    <div className={styles.frame}>
      <div className={styles.top}>
        <IdentityBar
          name={names.pupil(entry.pupil.fields)}
          facts={facts}
          aside={
            mayLog && (
              <LinkButton to={`/today/log/${entry.scope}`} icon={MessageSquarePlus} className={styles.log}>
                Log
              </LinkButton>
            )
          }
        />
        <SubNavigation
          label="About this pupil"
          pages={pages.filter(may).map(({ to, words }) => ({
            to,
            words,
            ...(to === base ? { exact: true, count: decisions } : {}),
          }))}
        />
      </div>
      {held?.arriving === true && (
        <Inset kind="plain" title="More is on its way">
          The notes about this pupil are coming to this tablet. What stands here is not all of it yet.
        </Inset>
      )}
      {names.hidden ? <NotesHidden /> : shut ? <Navigate to={base} replace /> : <Outlet context={open} />}
    </div>
  );
}

/** A page about a child is all notes: while names are hidden none of it is in the document. */
function NotesHidden() {
  const hide = usePreferences((preferences) => preferences.hideNames);
  return (
    <EmptyState
      title="Names and notes are hidden"
      action={
        <Button icon={EyeOff} onClick={() => hide(false)}>
          Show names and notes
        </Button>
      }
    >
      Nothing on this page can be read while a visitor is near.
    </EmptyState>
  );
}

function useFacts(entry: PupilEntry): readonly string[] {
  const { adultName } = useDirectory();
  const { today } = useMoment();
  const { fields } = entry.pupil;
  const placement = currentPlacement(slimsOf(entry, "placement"));
  const facts: string[] = [];
  if (textIn(entry.pupil, "year") !== "") facts.push(`Year ${textIn(entry.pupil, "year")}`);
  if (textIn(entry.pupil, "tutorGroup") !== "") facts.push(textIn(entry.pupil, "tutorGroup"));
  if (placement) {
    const start = textIn(placement, "start");
    const stage = textIn(placement, "stage");
    const day = dayOfPlan(start, textIn(placement, "plannedEnd"), today);
    if (stage === "referred") facts.push("Referred, not started");
    else if (isOver(placement)) facts.push(start === "" ? "Was in IAP" : `In IAP from ${dateWords(start)}, ended`);
    else if (stage === "full-return") facts.push("Back full time, monitored");
    else if (start !== "") facts.push(`In IAP since ${dateWords(start)}`);
    if (day && !isOver(placement) && !["referred", "full-return"].includes(stage))
      facts.push(day.planned === undefined ? `Day ${day.day}` : `Day ${day.day} of ${day.planned} planned`);
  }
  const adults = keyAdults(textIn(placement, "keyAdult"), fields["keyAdults"]).map(adultName);
  if (adults.length > 0) facts.push(`Key adult: ${adults.join(", ")}`);
  return facts;
}

/** Of the placement first; otherwise those the pupil goes to. */
function keyAdults(ofPlacement: string, ofPupil: unknown): readonly string[] {
  if (ofPlacement !== "") return [ofPlacement];
  return Array.isArray(ofPupil) ? ofPupil.map(String) : [];
}
