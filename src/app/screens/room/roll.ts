// Who is here, for a fire alarm: every pupil of the room in exactly one list. In doubt somebody looks for a pupil.

import { rollCall } from "#casework/measures/where-now.ts";
import { type ListPeriod, type RoomRow, notFound } from "../today/room-rows.ts";

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
  const ours = rows.filter(answersFor);
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
    notExpected: rows.filter((row) => !answersFor(row)),
  };
}

/** Whoever left is looked for until found, from whatever day. Whoever is back in lessons full time is on the list of whoever teaches them, until they are seen here [C37]. */
const answersFor = ({ entry, expected, because, where }: RoomRow): boolean =>
  notFound(entry).length > 0 ||
  where.state === "dont-know" ||
  (because === "check"
    ? where.sure && (where.state === "here" || where.state === "late")
    : expected || because === "visit" || where.sure);
