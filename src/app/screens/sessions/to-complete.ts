// Which session logs are not complete yet, and what each still leaves open.

import { addDays } from "#casework/day.ts";
import type { Slim } from "#ledger/slim.ts";
import { type Directory, type PupilEntry, slimsOf, textIn } from "../../directory.ts";

/** What a session log says when it is complete, in the words of the list. */
const ASKED: readonly (readonly [field: string, words: string])[] = [
  ["subject", "subject"],
  ["engagement", "taking part"],
  ["workReturned", "work returned"],
];

const DAYS = 7;

export const stillEmpty = (log: Slim): readonly string[] =>
  ASKED.filter(([field]) => textIn(log, field) === "").map(([, words]) => words);

/** Of pupils who were there: an absence has nothing to complete. Of the last week; one's own first, then the newest. */
export function sessionsToComplete(
  { pupils }: Pick<Directory, "pupils">,
  me: string,
  today: string,
): readonly { readonly entry: PupilEntry; readonly log: Slim }[] {
  const from = addDays(today, -DAYS);
  const isMine = (log: Slim): number => (log.by?.author === me ? 0 : 1);
  return pupils
    .flatMap((entry) =>
      slimsOf(entry, "session-log")
        .filter((log) => log.when.slice(0, 10) > from && ["", "here", "late"].includes(textIn(log, "presence")))
        .filter((log) => stillEmpty(log).length > 0)
        .map((log) => ({ entry, log })),
    )
    .sort((a, b) => isMine(a.log) - isMine(b.log) || (a.log.when < b.log.when ? 1 : a.log.when > b.log.when ? -1 : 0));
}
