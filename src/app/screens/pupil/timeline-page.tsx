// Everything that happened with a pupil, latest first. Any line opens the history of its record.

import type { RecordId } from "#ledger/names.ts";
import { type ViewRecord, whenOf } from "#ledger/view.ts";
import { Printer } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useDevice } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { dateWords } from "../../text/dates.ts";
import { Button } from "../../ui/button.tsx";
import { ChipCheckboxes } from "../../ui/choice.tsx";
import { DateInput } from "../../ui/date-input.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState, Loading } from "../../ui/empty-state.tsx";
import { Row, Section, Stack } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { Timeline } from "../../ui/timeline.tsx";
import { byWords } from "./log-lines.tsx";
import { usePupil } from "./pupil-context.ts";
import { RecordHistorySheet } from "./record-history-sheet.tsx";
import type { Say } from "./say.ts";
import { SubPage } from "./sub-page.tsx";
import { KINDS, byMonth, shownLines, typesOf } from "./timeline-filter.ts";
import { type TimelineLine, caseLines, latestFirst, logLine } from "./timeline-lines.ts";
import styles from "./timeline-page.module.css";
import { ToldLine } from "./told-line.tsx";
import { useHeld } from "./use-held.ts";
import { useHistories } from "./use-histories.ts";
import { useRecords } from "./use-records.ts";
import { useSay } from "./use-say.ts";

const PAGE = 50;
/** More than fits on the tallest tablet: a page is drawn at once as far as it is seen, and the rest of it behind that. */
const SCREENFUL = 12;
const NONE: readonly ViewRecord[] = [];

export function TimelinePage() {
  const { scope, base } = usePupil();
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [author, setAuthor] = useState("");
  const [until, setUntil] = useState("");
  const [most, setMost] = useState(PAGE);
  const [open, setOpen] = useState<RecordId | undefined>();
  const say = useSay(scope);
  // To look at one author or far back everything is read; it stays fast, for only a page of it is drawn.
  const limit = author === "" && until === "" ? most : undefined;
  const { lines, records, readBackTo } = useLines(kinds, limit, say);
  const whole = useDeferredValue(lines !== undefined, false);
  if (lines === undefined) return <Loading />;
  const shown = shownLines(lines, { until, author, most, readBackTo });
  const logs = new Map(records.map((record) => [record.id as string, record]));
  const opened = records.find((record) => record.id === open);
  const fresh = (): void => setMost(PAGE);
  return (
    <SubPage
      title="Timeline"
      aside={
        <Button kind="quiet" icon={Printer} onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <Filters
        kinds={kinds}
        author={author}
        until={until}
        onKinds={(next) => {
          setKinds(next);
          fresh();
        }}
        onAuthor={(next) => {
          setAuthor(next);
          fresh();
        }}
        onUntil={(next) => {
          setUntil(next);
          fresh();
        }}
      />
      {shown.lines.length === 0 && (
        <EmptyState title={lines.length === 0 ? "Nothing has happened here yet" : "Nothing fits what you chose"} />
      )}
      {byMonth(whole ? shown.lines : shown.lines.slice(0, SCREENFUL)).map((month) => (
        <Section key={month.key} title={monthWords(month.key)}>
          <Timeline label={monthWords(month.key)} busy={!whole}>
            {month.lines.map((line) => (
              <ToldLine
                key={line.key}
                line={line}
                log={logs.get(line.key)}
                base={base}
                by={byWords(line, say)}
                onHistory={setOpen}
              />
            ))}
          </Timeline>
        </Section>
      ))}
      {shown.more && whole && (
        <div className={styles.more}>
          <Button onClick={() => setMost(most + PAGE)}>Show older</Button>
        </div>
      )}
      {opened && <RecordHistorySheet record={opened} onClose={() => setOpen(undefined)} />}
    </SubPage>
  );
}

interface Lines {
  readonly lines: readonly TimelineLine[] | undefined;
  readonly records: readonly ViewRecord[];
  readonly readBackTo: string;
}

function useLines(kinds: readonly string[], limit: number | undefined, say: Say): Lines {
  const { scope } = usePupil();
  const { schema } = useDevice();
  const logs = useHeld(
    useRecords(scope, typesOf(kinds, "logs"), { withdrawn: true, ...(limit === undefined ? {} : { limit }) }),
  );
  const cases = useHeld(useRecords(scope, typesOf(kinds, "cases"), { withdrawn: true }));
  const histories = useHeld(useHistories(cases ?? NONE, scope));
  // Apart from the rest: they say the same when the histories have come.
  const ofLogs = useMemo(
    () =>
      logs?.flatMap((log) => {
        const definition = schema.definitions[log.type];
        return definition ? [logLine(log, definition, say)] : [];
      }),
    [logs, schema, say],
  );
  const lines = useMemo(() => {
    if (ofLogs === undefined || cases === undefined) return undefined;
    const ofCases = cases.flatMap((one) => {
      const definition = schema.definitions[one.type];
      return definition ? caseLines(one, histories?.get(one.id), definition, say) : [];
    });
    return latestFirst([...ofLogs, ...ofCases]);
  }, [ofLogs, cases, histories, schema, say]);
  const oldest = logs?.[logs.length - 1];
  const all = limit === undefined || (logs?.length ?? 0) < limit;
  return {
    lines,
    records: [...(logs ?? NONE), ...(cases ?? NONE)],
    readBackTo: all || !oldest ? "" : whenOf(oldest, schema.definitions[oldest.type]),
  };
}

/** "June 2026" */
const monthWords = (month: string): string => dateWords(`${month}-01`).replace(/^\d+ /, "");

interface FiltersProps {
  readonly kinds: readonly string[];
  readonly author: string;
  readonly until: string;
  readonly onKinds: (kinds: readonly string[]) => void;
  readonly onAuthor: (author: string) => void;
  readonly onUntil: (day: string) => void;
}

function Filters({ kinds, author, until, onKinds, onAuthor, onUntil }: FiltersProps) {
  const { adults, adultName } = useDirectory();
  const [day, setDay] = useState("");
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(day);
  const people = [...adults.keys()]
    .map((id) => ({ value: id, label: adultName(id) }))
    .sort((a, b) => a.label.localeCompare(b.label, "en-GB"));
  return (
    <div className={styles.filters}>
      <ChipCheckboxes
        label="What to show"
        quietLabel
        options={KINDS.map((kind) => ({ value: kind.key, label: kind.label }))}
        value={kinds}
        onChange={onKinds}
      />
      <Disclosure words="By one adult, or from a day back">
        <Stack>
          <Select
            label="Written by"
            none="Every adult"
            options={people}
            value={author === "" ? null : author}
            onChange={(chosen) => onAuthor(chosen ?? "")}
          />
          <DateInput label="Go to a day" value={day} onChange={setDay} />
          <Row>
            <Button disabled={!whole} onClick={() => onUntil(day)}>
              Go there
            </Button>
          </Row>
        </Stack>
      </Disclosure>
      {until !== "" && (
        <Row>
          <span>From {dateWords(until)} back.</span>
          <Button
            kind="quiet"
            onClick={() => {
              onUntil("");
              setDay("");
            }}
          >
            Back to the latest
          </Button>
        </Row>
      )}
    </div>
  );
}
