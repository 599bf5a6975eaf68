// The records that the end of a day asks about, of everybody in the room's list: whole, since the short ones of lists
// keep only the newest and not every field. Read again whenever the lists change.

import type { PupilsRecords } from "#casework/measures/day-end.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useEffect, useState } from "react";
import { readOnce, useDevice } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { roomRows } from "../today/room-rows.ts";

const TYPES = [
  "left-room",
  "force-notice",
  "told-dsl",
  "removal",
  "internal-suspension",
  "parent-contact",
  "behaviour-log",
  "whereabouts",
  "session-log",
  "hand-off",
];
/** More than a pupil gathers in the days that are asked about. */
const NEWEST = 400;

export function useDayRecords(): readonly PupilsRecords[] | undefined {
  const device = useDevice();
  const directory = useDirectory();
  const day = useSchoolDay();
  const { localNow } = useMoment();
  const [records, setRecords] = useState<readonly PupilsRecords[] | undefined>();
  useEffect(() => {
    let over = false;
    const read = async (): Promise<void> => {
      const expectedIn = new Map<string, string[]>();
      for (const period of day.periods) {
        const at = { period, since: `${day.day}T${period.start}` };
        for (const row of roomRows(directory, { day, localNow, at }))
          // Who is back in lessons stands in the list for a check that is due: no session is missed by that.
          if (row.expected && row.because !== "check")
            expectedIn.set(row.entry.scope, [...(expectedIn.get(row.entry.scope) ?? []), period.id]);
      }
      const answers = await Promise.all(
        roomRows(directory, { day, localNow }).map(async ({ entry }) => {
          const pupil = entry.scope as ScopeId;
          const ask = { kind: "records", scope: pupil, types: TYPES, limit: NEWEST } as const;
          return { pupil, records: await readOnce(device, ask), expected: expectedIn.get(pupil) ?? [] };
        }),
      );
      if (!over) setRecords(answers);
    };
    void read();
    return () => {
      over = true;
    };
  }, [device, directory, day, localNow]);
  return records;
}
