// A week of IAP periods as a grid: the periods of the day down, Monday to Friday across.

import { addDays } from "#casework/day.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";

export interface GridPeriod {
  readonly id: string;
  readonly name: string;
  /** "10:55" */
  readonly start: string;
  readonly end: string;
}

export interface GridRow {
  readonly key: string;
  readonly name: string;
  /** The logs of each of the five days. */
  readonly days: readonly (readonly ViewRecord[])[];
}

const DAYS = 5;

/** Rows in the order of the day. Periods nobody logged this week are left out; what fits no period stands last. */
export function weekGrid(
  sessions: readonly ViewRecord[],
  periods: readonly GridPeriod[],
  monday: string,
): readonly GridRow[] {
  const days = Array.from({ length: DAYS }, (_, i) => addDays(monday, i));
  const ofWeek = sessions.filter((log) => days.includes(textOf(log, "when").slice(0, 10)));
  const row = (key: string, name: string, fits: (log: ViewRecord) => boolean): GridRow => ({
    key,
    name,
    days: days.map((day) => ofWeek.filter((log) => textOf(log, "when").startsWith(day) && fits(log))),
  });
  const rows = periods.map((period) => row(period.id, period.name, (log) => periodOf(log, periods)?.id === period.id));
  const other = row("other", "Other times", (log) => periodOf(log, periods) === undefined);
  return [...rows, other].filter((one) => one.days.some((logs) => logs.length > 0));
}

/** The period a log names; without one, the period in which it began. */
function periodOf(log: ViewRecord, periods: readonly GridPeriod[]): GridPeriod | undefined {
  const named = periods.find((period) => period.id === textOf(log, "period"));
  const clock = textOf(log, "when").slice(11, 16);
  return named ?? periods.find((period) => period.start <= clock && clock < period.end);
}
