// What was seen and how the periods went: a week as a grid, then the logs, newest first, week by week.

import { addDays } from "#casework/day.ts";
import { type ViewRecord, whenOf } from "#ledger/view.ts";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useDevice } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { dateWords } from "../../text/dates.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Checkboxes, ChipRadios } from "../../ui/choice.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { useMoment } from "../../use-moment.ts";
import { LogLines } from "./log-lines.tsx";
import { usePupil } from "./pupil-context.ts";
import { monday } from "./standing.ts";
import { SubPage } from "./sub-page.tsx";
import { useHeld } from "./use-held.ts";
import { useDefinition, useRecords } from "./use-records.ts";
import { weekGrid } from "./week-grid.ts";
import { WeekGridTable } from "./week-grid-table.tsx";

export function LogsPage() {
  const { scope, base } = usePupil();
  return (
    <SubPage
      title="Behaviour and sessions"
      aside={
        <>
          <LinkButton to={`/today/session/${scope}`}>Session log</LinkButton>
          <LinkButton to={`${base}/new/parent-contact`}>Contact with home</LinkButton>
        </>
      }
    >
      <Weeks />
      <Logs />
    </SubPage>
  );
}

/** Some eight weeks of sessions; more are asked for when somebody goes further back. */
const SESSIONS_HELD = 200;

function Weeks() {
  const { scope, base } = usePupil();
  const { today } = useMoment();
  const { periods } = useDirectory();
  const definition = useDefinition("session-log");
  const [limit, setLimit] = useState(SESSIONS_HELD);
  const sessions = useHeld(useRecords(scope, ["session-log"], { limit }));
  const [chosen, setChosen] = useState<string | undefined>();
  if (sessions === undefined) return <Loading />;
  const newest = sessions[0] ? monday(whenOf(sessions[0], definition).slice(0, 10)) : undefined;
  if (newest === undefined)
    return (
      <Section title="Week by week">
        <EmptyState title="No IAP period logged yet">
          Arrivals on Today and session logs build this week by week.
        </EmptyState>
      </Section>
    );
  const thisWeek = monday(today);
  const week = chosen ?? newest;
  const oldest = monday(whenOf(sessions[sessions.length - 1] as ViewRecord, definition).slice(0, 10));
  const before = (): void => {
    setChosen(addDays(week, -7));
    if (sessions.length >= limit && addDays(week, -7) <= oldest) setLimit(limit * 2);
  };
  const rows = weekGrid(
    sessions,
    periods.map((period) => ({
      id: period.id,
      name: textIn(period, "name"),
      start: textIn(period, "start"),
      end: textIn(period, "end"),
    })),
    week,
  );
  return (
    <Section
      title={week === thisWeek ? "This week" : `Week of ${dateWords(week)}`}
      aside={
        <Row>
          {(week > oldest || sessions.length >= limit) && (
            <Button kind="quiet" icon={ChevronLeft} onClick={before}>
              Week before
            </Button>
          )}
          {week < thisWeek && (
            <Button kind="quiet" icon={ChevronRight} onClick={() => setChosen(addDays(week, 7))}>
              Week after
            </Button>
          )}
        </Row>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title="Nothing logged in this week" />
      ) : (
        <WeekGridTable rows={rows} monday={week} base={base} />
      )}
    </Section>
  );
}

const KINDS: { readonly [kind: string]: readonly string[] } = {
  behaviour: ["behaviour-log", "repair"],
  home: ["parent-contact"],
  sessions: ["session-log"],
  all: ["behaviour-log", "repair", "parent-contact", "session-log"],
};
const PAGE = 40;

function Logs() {
  const { scope, base } = usePupil();
  const { schema } = useDevice();
  const { today } = useMoment();
  const [kind, setKind] = useState("behaviour");
  const [withdrawn, setWithdrawn] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const logs = useHeld(useRecords(scope, KINDS[kind] ?? [], { limit, withdrawn }));
  const weeks = new Map<string, ViewRecord[]>();
  for (const log of logs ?? []) {
    const week = monday(whenOf(log, schema.definitions[log.type]).slice(0, 10));
    weeks.set(week, [...(weeks.get(week) ?? []), log]);
  }
  return (
    <Section title="Logs">
      <Row>
        <ChipRadios
          label="Which logs"
          quietLabel
          options={[
            { value: "behaviour", label: "Behaviour" },
            { value: "home", label: "Contact with home" },
            { value: "sessions", label: "Sessions" },
            { value: "all", label: "Everything" },
          ]}
          value={kind}
          onChange={(value) => {
            setKind(value ?? "behaviour");
            setLimit(PAGE);
          }}
        />
        <Checkboxes
          label="Withdrawn logs"
          quietLabel
          options={[{ value: "withdrawn", label: "Also withdrawn ones" }]}
          value={withdrawn ? ["withdrawn"] : []}
          onChange={(value) => setWithdrawn(value.length > 0)}
        />
      </Row>
      <Stack gap="loose">
        {logs === undefined && <Loading />}
        {logs?.length === 0 && (
          <EmptyState title="Nothing logged here yet">Two taps on Log, and it stands here.</EmptyState>
        )}
        {[...weeks].map(([week, held]) => (
          <Section key={week} title={week === monday(today) ? "This week" : `Week of ${dateWords(week)}`}>
            <LogLines records={held} label={`Logs, week of ${dateWords(week)}`} base={base} />
          </Section>
        ))}
        {logs !== undefined && logs.length >= limit && (
          <Row>
            <Button onClick={() => setLimit(limit + PAGE)}>Show older logs</Button>
          </Row>
        )}
      </Stack>
    </Section>
  );
}
