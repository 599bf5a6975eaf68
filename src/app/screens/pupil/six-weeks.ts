// Six school weeks of a pupil in three small figures, from the session and behaviour logs. Each figure keeps what it
// was counted from, so that the table beside the drawing can say "9 of 12" and a week without logs is a gap, not a 0.

import { addDays, daysBetween } from "#casework/day.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { monday } from "./standing.ts";

export interface Week {
  readonly monday: string;
  /** IAP periods logged as here, late or absent. */
  readonly expected: number;
  readonly attended: number;
  /** Behaviour logs of concern. */
  readonly concerns: number;
  /** Periods spent in lessons, with or without an IAP adult. */
  readonly lessons: number;
}

const WEEKS = 6;

/** The week of `today` and the five before it, oldest first. `isConcern` tells a category of concern. */
export function sixWeeks(
  sessions: readonly ViewRecord[],
  behaviours: readonly ViewRecord[],
  isConcern: (category: string) => boolean,
  today: string,
): readonly Week[] {
  const first = addDays(monday(today), -7 * (WEEKS - 1));
  const weeks = Array.from({ length: WEEKS }, (_, i) => ({
    monday: addDays(first, 7 * i),
    expected: 0,
    attended: 0,
    concerns: 0,
    lessons: 0,
  }));
  const weekOf = (record: ViewRecord) => {
    const week = monday(textOf(record, "when").slice(0, 10) || "1970-01-01");
    return weeks.find((one) => one.monday === week);
  };
  for (const log of sessions) {
    const week = weekOf(log);
    const presence = textOf(log, "presence");
    if (!week || log.withdrawn || presence === "" || presence === "not-expected") continue;
    week.expected += 1;
    if (presence === "absent") continue;
    week.attended += 1;
    if (["lesson", "supported-lesson"].includes(textOf(log, "where"))) week.lessons += 1;
  }
  for (const log of behaviours) {
    const week = weekOf(log);
    if (week && !log.withdrawn && isConcern(textOf(log, "category"))) week.concerns += 1;
  }
  return weeks;
}

/** A figure of a week: undefined where nothing was logged that it could be counted from. */
export interface Figure {
  readonly title: string;
  readonly value: (week: Week) => number | undefined;
  /** "75%, 9 of 12" */
  readonly words: (week: Week) => string;
  /** The top of the scale; undefined: the highest value there is. */
  readonly top?: number;
}

const NONE = "Nothing logged";

const oneDecimal = (number: number): string => String(Math.round(number * 10) / 10);
const logs = ({ concerns, attended }: Week): string =>
  `${concerns} ${concerns === 1 ? "log" : "logs"} in ${attended} ${attended === 1 ? "period" : "periods"}`;

export const FIGURES: readonly Figure[] = [
  {
    title: "IAP periods attended, %",
    value: (week) => (week.expected === 0 ? undefined : (100 * week.attended) / week.expected),
    words: (week) =>
      week.expected === 0
        ? NONE
        : `${Math.round((100 * week.attended) / week.expected)}%, ${week.attended} of ${week.expected}`,
    top: 100,
  },
  {
    title: "Concerns per 10 periods",
    value: (week) => (week.attended === 0 ? undefined : (10 * week.concerns) / week.attended),
    words: (week) =>
      week.attended === 0 ? NONE : `${oneDecimal((10 * week.concerns) / week.attended)}, ${logs(week)}`,
  },
  {
    title: "Periods in lessons",
    value: (week) => (week.expected === 0 ? undefined : week.lessons),
    words: (week) => (week.expected === 0 ? NONE : String(week.lessons)),
  },
];

/** What a figure shows, in a sentence: the first and the last week that have a value. */
export function trendWords(figure: Figure, weeks: readonly Week[]): string {
  const told = weeks.filter((week) => figure.value(week) !== undefined);
  const first = told[0];
  const last = told[told.length - 1];
  if (!first || !last) return "Nothing logged in these six weeks.";
  const short = (week: Week): string => figure.words(week).split(",")[0] ?? "";
  if (first === last) return `${short(last)}, one week logged.`;
  const from = figure.value(first) ?? 0;
  const to = figure.value(last) ?? 0;
  if (short(first) === short(last)) return `${short(last)}, as ${weeksApart(first, last)} ago.`;
  return `${to > from ? "Up" : "Down"} from ${short(first)} to ${short(last)}.`;
}

const NUMBERS = ["no", "one", "two", "three", "four", "five"];

function weeksApart(first: Week, last: Week): string {
  const apart = Math.round(daysBetween(first.monday, last.monday) / 7);
  return apart === 1 ? "a week" : `${NUMBERS[apart] ?? apart} weeks`;
}
