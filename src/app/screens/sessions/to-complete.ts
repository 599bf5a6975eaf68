// Which session logs are not complete yet, and what each still leaves open.

import { addDays } from "#casework/day.ts";
import { compare, factsInOrder, type Readable, type RecordFacts, textIn } from "#casework/measures/record-facts.ts";
import { sessionLog } from "#casework/records/session-log.ts";
import { type PupilEntry, slimsOf } from "../../directory.ts";

/** What a session log says when it is complete, in the words of the list. */
const ASKED: readonly (readonly [field: string, words: string])[] = [
  ["subject", "subject"],
  ["engagement", "taking part"],
  ["workReturned", "work returned"],
];

/** C50 */
export const DAYS = 7;

/** The newest session logs of one pupil, as many as the last days hold. */
export interface PupilLogs {
  readonly entry: PupilEntry;
  readonly logs: readonly Readable[];
}

/** A summary keeps a pupil's newest logs. Where the oldest of them is of these days, others of these days may be left out. */
export function summaryIsShort(entry: PupilEntry, today: string): boolean {
  const logs = slimsOf(entry, "session-log");
  const from = addDays(today, -DAYS);
  return logs.length >= sessionLog.slim.keep && logs.every(({ when }) => when.slice(0, 10) > from);
}

export const stillEmpty = (log: RecordFacts): readonly string[] =>
  ASKED.filter(([field]) => textIn(log, field) === "").map(([, words]) => words);

/** C50: of pupils who were there. One's own first, then the newest. */
export function sessionsToComplete(
  pupils: readonly PupilLogs[],
  me: string,
  today: string,
): readonly { readonly entry: PupilEntry; readonly log: RecordFacts }[] {
  const from = addDays(today, -DAYS);
  const isMine = (log: RecordFacts): number => (log.author === me ? 0 : 1);
  return pupils
    .flatMap(({ entry, logs }) =>
      factsInOrder(logs)
        .filter((log) => log.when.slice(0, 10) > from && ["", "here", "late"].includes(textIn(log, "presence")))
        .filter((log) => stillEmpty(log).length > 0)
        .map((log) => ({ entry, log })),
    )
    .sort((a, b) => isMine(a.log) - isMine(b.log) || compare(b.log.when, a.log.when));
}
