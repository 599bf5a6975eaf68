// Who is here, for a fire alarm: every pupil of the room in exactly one list. In doubt somebody looks for a pupil.

import { addMinutes, dayOf } from "#casework/day.ts";
import { rollCall } from "#casework/measures/where-now.ts";
import { type ListPeriod, type RoomRow, cameToday, loggedBetween, notFound, openRemovals } from "../today/room-rows.ts";

export interface Roll {
  readonly here: readonly RoomRow[];
  readonly lookFor: readonly RoomRow[];
  readonly elsewhere: readonly RoomRow[];
  /** Nobody expects them now and nobody saw them in this period: whoever teaches them has them on their own list. */
  readonly notExpected: readonly RoomRow[];
}

/**
 * The room answers for whoever it expects, whoever it saw, and whoever left it. Sorted by `rollCall` [C19], in the order
 * of the rows.
 */
export function rollOf(rows: readonly RoomRow[], now: string, { since }: ListPeriod): Roll {
  const isOurs = (row: RoomRow): boolean => answersFor(row, now, since);
  const ours = rows.filter(isOurs);
  const call = rollCall(
    ours.map(({ entry }) => ({ pupil: entry.scope, records: entry.slims })),
    now,
    since,
  );
  const of = (ids: readonly string[]): readonly RoomRow[] => ours.filter(({ entry }) => ids.includes(entry.scope));
  return {
    here: of(call.here),
    lookFor: of(call.lookFor),
    elsewhere: of(call.elsewhere),
    notExpected: rows.filter((row) => !isOurs(row)),
  };
}

/** Whoever left is looked for until found, from whatever day. */
const answersFor = (row: RoomRow, now: string, since: string | undefined): boolean =>
  notFound(row.entry).length > 0 ||
  row.where.state === "dont-know" ||
  (isOnlyDueACheck(row, now)
    ? (row.where.sure && (row.where.state === "here" || row.where.state === "late")) ||
      (since !== undefined && loggedBetween(row.entry, since, addMinutes(now, 1)))
    : row.expected || row.because === "visit" || row.where.sure);

/**
 * Back in lessons full time and in the list for nothing but the check: they are on the list of whoever teaches them,
 * until they are seen here [C37]. Whoever came unplanned or was removed is the room's, check or none.
 */
const isOnlyDueACheck = ({ entry, because }: RoomRow, now: string): boolean =>
  because === "check" && !cameToday(entry, dayOf(now)) && openRemovals(entry).length === 0;
