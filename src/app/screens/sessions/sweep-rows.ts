// Whom a sweep asks about, and which session log of the period each rating belongs to. Nobody has a rating that no
// adult gave [C25], and what another adult gave stays theirs [C41].

import type { DayPeriod, SchoolDay } from "#casework/school-day.ts";
import type { Slim } from "#ledger/slim.ts";
import { type Directory, type PupilEntry, slimsOf, textIn } from "../../directory.ts";
import { type RoomAsk, type RoomRow, roomRows } from "../today/room-rows.ts";

export interface SweepRow {
  readonly entry: PupilEntry;
  readonly where: RoomRow["where"]["state"];
  /** The log this adult's rating completes: their own, else one that nobody has rated. */
  readonly log: Slim | undefined;
  /** What this adult rated before; "" where they have not. */
  readonly held: string;
  /** What another adult rated: it stands beside this adult's own, and neither takes the other's place. */
  readonly other: { readonly level: string; readonly by: string | undefined } | undefined;
}

const BREAKS: readonly string[] = ["break", "lunch"];
const ELSEWHERE: readonly string[] = ["in-lesson", "not-in-school"];

/** The periods with lessons that have begun by a local moment, the newest first. */
export function sweptPeriods(day: SchoolDay, localNow: string): readonly DayPeriod[] {
  return day.periods
    .filter(({ kind, start }) => !BREAKS.includes(kind) && `${day.day}T${start}` <= localNow)
    .toReversed();
}

export interface SweepAsk {
  readonly day: SchoolDay;
  readonly localNow: string;
  readonly period: DayPeriod;
  readonly room: string;
  readonly me: string;
}

/** What the rows of the room are asked for a sweep. */
export const roomAskOf = ({ day, localNow, period, room }: Omit<SweepAsk, "me">): RoomAsk => ({
  day,
  localNow,
  at: { period, since: `${day.day}T${period.start}` },
  room,
});

/** Whoever was in the room in a period, by first name: expected or seen, and not known to be somewhere else. */
export function sweepRows(directory: Directory, ask: SweepAsk): readonly SweepRow[] {
  return sweptOf(roomRows(directory, roomAskOf(ask)), ask);
}

/** The same, of the rows of the room. */
export function sweptOf(rows: readonly RoomRow[], { day, period, me }: Pick<SweepAsk, "day" | "period" | "me">) {
  return rows
    .filter(({ expected, where }) => expected && !(where.sure && ELSEWHERE.includes(where.state)))
    .map(({ entry, where }): SweepRow => {
      const logs = slimsOf(entry, "session-log").filter(
        (log) => textIn(log, "period") === period.id && log.when.slice(0, 10) === day.day,
      );
      const mine = logs.find((log) => log.by?.author === me);
      const rated = logs.find((log) => log.by?.author !== me && textIn(log, "regulation") !== "");
      return {
        entry,
        where: where.state,
        log: mine ?? logs.find((log) => textIn(log, "regulation") === ""),
        held: textIn(mine, "regulation"),
        other: rated && { level: textIn(rated, "regulation"), by: rated.by?.author },
      };
    });
}
