// The quick log: tap a pupil, tap what was seen, and it is saved. There is no Save button and nothing to confirm;
// what follows (more detail, Undo, another) is offered and can be left out.

import type { RecordId, ScopeId } from "#ledger/names.ts";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { quickLog } from "#casework/commands/log-behaviour.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { useDevice } from "../../binding.ts";
import { type PupilEntry, textIn, useDirectory } from "../../directory.ts";
import { useNewId } from "../../new-id.ts";
import { goodToKnow } from "../../plans-in-force.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Loading } from "../../ui/empty-state.tsx";
import { Inset } from "../../ui/inset.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import { whenIdle } from "../../when-idle.ts";
import { CategoryChips } from "./category-chips.tsx";
import { NOTHING_TYPED } from "./finish.ts";
import { OwnRecords } from "./own-records.tsx";
import styles from "./quick-log.module.css";
import { SafetyPanel } from "./safety-panel.tsx";
import { fetchEntryDetail, type JustSaved, SavedEntry } from "./saved-entry.tsx";

/** Milliseconds: an adult looks for the category meanwhile. */
const SOON = 2_000;
/** Milliseconds: what was just drawn is on the screen by then, also on a slow tablet. */
const SHOWN = 50;

export function QuickLog() {
  const { pupil = "" } = useParams();
  const { ready, pupilById } = useDirectory();
  const words = useWords();
  const navigate = useNavigate();
  const close = (): void => void navigate("/today");
  const entry = pupilById.get(pupil);
  if (entry) return <QuickLogSheet key={entry.scope} entry={entry} onClose={close} />;
  return (
    <Sheet title={ready ? `This ${words.pupil} is not on this tablet` : "One moment"} onClose={close}>
      {ready ? <p>They may have left your list, or have not arrived yet.</p> : <Loading />}
    </Sheet>
  );
}

function QuickLogSheet({ entry, onClose }: { readonly entry: PupilEntry; readonly onClose: () => void }) {
  const names = useNames();
  const newId = useNewId();
  const directory = useDirectory();
  const navigate = useNavigate();
  const device = useDevice();
  // The id is made before the tap: two taps on a chip make one log.
  const [id, setId] = useState<RecordId>(newId);
  const [asked, setAsked] = useSearchParams();
  const [saved, setSaved] = useState(() => (asked.get("entry") ?? undefined) as RecordId | undefined);
  const [just, setJust] = useState<JustSaved | undefined>();
  // A failure is told when the detail is needed.
  useEffect(() => whenIdle(() => void fetchEntryDetail().catch(() => undefined), SOON), []);
  // After a lock or a reload the sheet stands at this entry again, not at chips that look as if nothing was saved.
  const inAddress = asked.get("entry") ?? undefined;
  useEffect(() => {
    if (inAddress === saved) return undefined;
    // At once for a reload. Whatever on the page stands on the address is looked through behind the frame that says it.
    const address = new URL(location.href);
    if (saved === undefined) address.searchParams.delete("entry");
    else address.searchParams.set("entry", saved);
    history.replaceState(history.state, "", address);
    const timer = setTimeout(() => setAsked(saved === undefined ? {} : { entry: saved }, { replace: true }), SHOWN);
    return () => clearTimeout(timer);
  }, [inAddress, saved, setAsked]);
  const finishRef = useRef(NOTHING_TYPED);
  // Going on, by whatever way, finishes the detail that is open; what cannot be finished keeps the sheet. A second tap
  // while it is being finished would write it down again.
  const finishing = useRef(false);
  const then = async (go: () => void): Promise<void> => {
    if (finishing.current) return;
    finishing.current = true;
    const { no } = await finishRef.current().finally(() => (finishing.current = false));
    if (no === undefined) go();
  };
  const [fault, setFault] = useState("");
  const period = useSchoolDay().now;
  // A second tap comes before anything was drawn anew: it is the same log.
  const writing = useRef(false);
  const log = async (category: RecordId): Promise<void> => {
    if (writing.current) return;
    writing.current = true;
    const at = device.localNow();
    const done = await device.commit(quickLog, {
      pupil: entry.scope as ScopeId,
      category,
      id,
      ...(period === undefined ? {} : { period: period.id }),
      ...sharedMoment(asked, directory.pupilById),
    });
    writing.current = false;
    if (isRefusal(done)) return setFault(done.sentence);
    // At once: what else hears of the write is drawn behind it.
    flushSync(() => {
      setFault("");
      setJust({ category, at });
      setSaved(id);
      setId(newId());
    });
  };
  return (
    <Sheet title={names.pupil(entry.pupil.fields)} lead={<Facts entry={entry} />} onClose={() => void then(onClose)}>
      {fault !== "" && (
        <Inset kind="problem" title="Not saved">
          <p>{fault}</p>
        </Inset>
      )}
      {saved === undefined ? (
        <>
          <Alerts entry={entry} />
          <CategoryChips categories={directory.categories} inSheet onChoose={(one) => void log(one)} />
          {/* What is logged beside another entry happened then; a record of its own would be of now. */}
          {!asked.has("when") && <OwnRecords entry={entry} onGo={(to) => void navigate(to)} />}
        </>
      ) : (
        <SavedEntry
          key={saved}
          id={saved}
          just={just}
          entry={entry}
          finishRef={finishRef}
          onGo={(to) => void then(() => void navigate(to))}
          onAnother={() =>
            void then(() => {
              setJust(undefined);
              setSaved(undefined);
            })
          }
          onClose={() => void then(onClose)}
        />
      )}
      <SafetyPanel />
      <div className={styles.links}>
        <LinkButton kind="quiet" to={`/today/session/${entry.scope}`}>
          Write a session log
        </LinkButton>
        <LinkButton kind="quiet" to={`/pupils/${entry.scope}`}>
          Open {names.first(entry.pupil.fields)}’s page
        </LinkButton>
      </div>
    </Sheet>
  );
}

/** Begun from another pupil's log: the same moment, and a link to whose log it was. */
function sharedMoment(asked: URLSearchParams, pupilById: ReadonlyMap<string, PupilEntry>) {
  const other = asked.get("with") ?? "";
  const when = asked.get("when") ?? "";
  return {
    ...(pupilById.has(other) ? { more: { others: [other] } } : {}),
    ...(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(when) ? { when } : {}),
  };
}

function Facts({ entry }: { readonly entry: PupilEntry }) {
  const { tutorGroup, year } = entry.pupil.fields;
  return (
    <>{[year === undefined ? "" : `Year ${String(year)}`, tutorGroup ?? ""].filter((one) => one !== "").join(", ")}</>
  );
}

/** What an adult should know before they say a word. */
function Alerts({ entry }: { readonly entry: PupilEntry }) {
  const good = goodToKnow(entry);
  const firstAid = textIn(entry.pupil, "firstAid");
  if (good === "" && firstAid === "") return null;
  return (
    <Private quiet>
      {good !== "" && <p className={styles.good}>{good}</p>}
      {firstAid !== "" && <p>First aid: {firstAid}</p>}
    </Private>
  );
}
