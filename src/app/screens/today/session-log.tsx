// The log of one IAP period: a new one is of the period that is on or the one that was asked for; one that a sweep began is
// completed. Everything else is for the adult to say.

import type { DayPeriod } from "#casework/school-day.ts";
import { sessionLog } from "#casework/records/session-log.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { createdBy, textOf, type ViewRecord } from "#ledger/view.ts";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useMe, useWatch } from "../../binding.ts";
import { type PupilEntry, slimsOf, textIn, useDirectory } from "../../directory.ts";
import { useState } from "react";
import { RecordForm } from "../../record/record-form.tsx";
import { useNames } from "../../shell/hidden-names.tsx";
import { dayWords, momentWords } from "../../text/dates.ts";
import { ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { type Begun, begunDrafts } from "../sessions/asked-address.ts";
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
  const me = useMe();
  const drafts = useWatch({ kind: "drafts" });
  const entry = pupilById.get(pupil);
  if (!ready || drafts === undefined) return <Loading />;
  if (entry) {
    const begun = begunDrafts(drafts, me, `new/session-log/${entry.scope}`);
    return <SessionLogOf key={entry.scope} entry={entry} begun={begun} />;
  }
  return (
    <Page title="Session log" back={BACK} narrow>
      <EmptyState title={`This ${words.pupil} is not on this tablet`} />
    </Page>
  );
}

function SessionLogOf({ entry, begun }: Pick<LogProps, "entry" | "begun">) {
  const names = useNames();
  const { today } = useMoment();
  const [asked] = useSearchParams();
  const one = asked.get("log") ?? undefined;
  const {
    day: { day },
    periods,
    period,
    ask,
  } = useAskedPeriod({
    begun,
    first: (on, { now }) => on.find(({ id }) => id === now?.id),
    orNone: true,
    isFixed: one !== undefined,
  });
  const span = period && spanWords(period);
  const lead = day === today ? (span ?? "One IAP period") : `${dayWords(day, today)}, ${span ?? "one IAP period"}`;
  const back = one === undefined ? BACK : { to: "/today/sessions", words: "Session logs to complete" };
  return (
    <Page
      title={`Session log, ${names.pupil(entry.pupil.fields)}`}
      // One that is completed says its own.
      lead={one === undefined ? lead : undefined}
      back={back}
      narrow
    >
      {one === undefined && periods.length > (period ? 1 : 0) && (
        <ChipRadios
          label="Which period"
          quietLabel
          options={periods.toReversed().map(({ id, name }) => ({ value: id, label: name }))}
          value={period?.id ?? null}
          onChange={(id) => id !== null && ask(id)}
        />
      )}
      <Log
        key={`${day} ${one ?? period?.id ?? ""}`}
        entry={entry}
        begun={begun}
        day={day}
        period={period}
        one={one}
        home={back.to}
      />
    </Page>
  );
}

interface LogProps {
  readonly entry: PupilEntry;
  /** What this adult has half written about this pupil. */
  readonly begun: readonly Begun[];
  readonly day: string;
  readonly period: DayPeriod | undefined;
  /** The log to complete; left out for one's own of this period, or a new one. */
  readonly one: string | undefined;
  /** Where it goes on from here. */
  readonly home: string;
}

function Log({ entry, begun, day, period, one, home }: LogProps) {
  const me = useMe();
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
  return <LogForm entry={entry} begun={begun} day={day} period={period} record={record ?? undefined} home={home} />;
}

interface LogFormProps extends Omit<LogProps, "one"> {
  readonly record: ViewRecord | undefined;
}

function LogForm({ entry, begun, day, period, record, home }: LogFormProps) {
  const navigate = useNavigate();
  const me = useMe();
  const { localNow, today } = useMoment();
  const { periodById } = useDirectory();
  const path = `/today/session/${entry.scope}`;
  const [draft] = useState(() => {
    const at = record ? textOf(record, "period") : (period?.id ?? "");
    const on = record ? textOf(record, "when").slice(0, 10) : day;
    // What was begun goes on where it was kept, whatever its key said then; also where the period was rated meanwhile.
    // Logs without a period are as many as there were.
    const isAnother = record && (at === "" || createdBy(record)?.author !== me);
    const kept = isAnother ? undefined : begun.find((half) => half.day === on && half.period === at);
    const fromPeriod = `${path}?day=${on}&period=${at}`;
    if (kept) return { key: kept.key, path: fromPeriod };
    return record
      ? { key: `complete/${record.id}`, path: `${path}?log=${record.id}` }
      : { key: `new/session-log/${entry.scope}/${on}/${at}`, path: fromPeriod };
  });
  // Whose period is known keeps it, and is not asked for it again [C50].
  const ofPeriod = record ? textIn(periodById.get(textOf(record, "period")), "name") : "";
  return (
    <>
      {record && (
        <p>
          {ofPeriod !== "" && `${ofPeriod}, ${momentWords(textOf(record, "when"), today)}. `}Begun already. Fill in what
          is still empty.
        </p>
      )}
      <RecordForm
        definition={sessionLog}
        {...(record ? { record } : {})}
        scope={entry.scope as ScopeId}
        // The period says when it began: asked only where no period is on.
        {...((record ? ofPeriod !== "" : period !== undefined) ? { only: WITHOUT_WHEN } : {})}
        known={{
          // Of an earlier day without a period nobody but its author knows the time.
          ...(period === undefined && day === today ? { when: localNow } : {}),
          ...(period === undefined ? {} : { when: `${day}T${period.start}`, period: period.id }),
        }}
        draft={{ ...draft, what: "Session log", scope: entry.scope }}
        onDone={() => void navigate(home)}
        onCancel={() => void navigate(home)}
      />
    </>
  );
}
