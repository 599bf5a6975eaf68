// The log of one IAP period: a new one is of the period that is on or the one that was asked for; one that a sweep began is
// completed. Everything else is for the adult to say.

import type { DayPeriod } from "#casework/school-day.ts";
import { sessionLog } from "#casework/records/session-log.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useMe, useWatch } from "../../binding.ts";
import { type PupilEntry, slimsOf, textIn, useDirectory } from "../../directory.ts";
import { useState } from "react";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { dayWords } from "../../text/dates.ts";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { useAskedPeriod } from "../sessions/use-asked-period.ts";
import { spanWords } from "./period-words.ts";

const BACK = { to: "/today", words: "Today" };
const WITHOUT_WHEN = sessionLog.layout
  .flatMap((section): readonly string[] => section.fields)
  .filter((name) => name !== "when" && name !== "period");

export default function SessionLog() {
  const { pupil = "" } = useParams();
  const { ready, pupilById } = useDirectory();
  const words = useWords();
  const entry = pupilById.get(pupil);
  if (!ready) return <Loading />;
  if (entry) return <SessionLogOf key={entry.scope} entry={entry} />;
  return (
    <Page title="Session log" back={BACK} narrow>
      <EmptyState title={`This ${words.pupil} is not on this tablet`} />
    </Page>
  );
}

function SessionLogOf({ entry }: { readonly entry: PupilEntry }) {
  const names = useNames();
  const { today } = useMoment();
  const [asked] = useSearchParams();
  const one = asked.get("log") ?? undefined;
  const {
    day: { day },
    periods,
    period,
    ask,
  } = useAskedPeriod((begun, { now }) => begun.find(({ id }) => id === now?.id), one !== undefined);
  const span = period && (day === today ? spanWords(period) : `${dayWords(day, today)}, ${spanWords(period)}`);
  const back = one === undefined ? BACK : { to: "/today/sessions", words: "Session logs to complete" };
  return (
    <Page title={`Session log, ${names.first(entry.pupil.fields)}`} lead={span ?? "One IAP period"} back={back} narrow>
      {one === undefined && periods.length > 1 && (
        <ChipRadios
          label="Which period"
          quietLabel
          options={periods.toReversed().map(({ id, name }) => ({ value: id, label: name }))}
          value={period?.id ?? null}
          onChange={(id) => id !== null && ask(id)}
        />
      )}
      <Log key={`${day} ${one ?? period?.id ?? ""}`} entry={entry} day={day} period={period} one={one} home={back.to} />
    </Page>
  );
}

interface LogProps {
  readonly entry: PupilEntry;
  readonly day: string;
  readonly period: DayPeriod | undefined;
  /** The log to complete; left out for one's own of this period, or a new one. */
  readonly one: string | undefined;
  /** Where it goes on from here. */
  readonly home: string;
}

function Log({ entry, day, period, one, home }: LogProps) {
  const navigate = useNavigate();
  const me = useMe();
  const { localNow } = useMoment();
  const [asked] = useSearchParams();
  const scope = entry.scope as ScopeId;
  // One's own log of this period is gone on with: a period that was rated is not logged a second time.
  const [own] = useState(() => {
    const logs = slimsOf(entry, "session-log").filter((log) => log.by?.author === me && log.when.startsWith(day));
    return period === undefined ? undefined : logs.find((log) => textIn(log, "period") === period.id)?.id;
  });
  const id = (one ?? own) as RecordId | undefined;
  const record = useWatch(id === undefined ? null : { kind: "record", id, scope });
  if (id !== undefined && record === undefined) return <Loading />;
  if (id !== undefined && !record) return <EmptyState title="This session log is not on this tablet" />;
  const path = `/today/session/${entry.scope}`;
  const fromPeriod = period === undefined ? path : `${path}?day=${day}&period=${period.id}`;
  // A draft whose address says no day was begun before addresses did: it is found where it was kept.
  const inKey = asked.has("period") && !asked.has("day") ? "" : `${day}/`;
  return (
    <>
      {record && <p>Begun already. Fill in what is still empty.</p>}
      <RecordForm
        definition={sessionLog}
        {...(record ? { record } : {})}
        scope={scope}
        // The period says when it began: asked only where no period is on.
        {...(period !== undefined && !record ? { only: WITHOUT_WHEN } : {})}
        known={{
          when: period === undefined ? localNow : `${day}T${period.start}`,
          ...(period === undefined ? {} : { period: period.id }),
        }}
        draft={{
          key: record ? `complete/${record.id}` : `new/session-log/${entry.scope}/${inKey}${period?.id ?? ""}`,
          what: "Session log",
          path: record ? `${path}?log=${record.id}` : fromPeriod,
          scope: entry.scope,
        }}
        onDone={() => void navigate(home)}
        onCancel={() => void navigate(home)}
      />
    </>
  );
}
