// The school's day as it stands now: the period that is on, what comes next, and whether the day is like the others.

import { type SchoolCalendar, type SchoolDay, schoolDay } from "#casework/school-day.ts";
import { createContext, use, useMemo } from "react";
import { type SchoolFacts, useSchoolFacts } from "./directory.ts";
import { useMoment } from "./use-moment.ts";

/** What the school's own settings say of its days. */
export const calendarOf = ({ periods, settings, weekStarts, changedDays }: SchoolFacts): SchoolCalendar => ({
  periods,
  settings,
  weekStarts,
  changedDays,
});

/** Worked out once for the whole tree (open.tsx): a room has sixty rows that ask. */
export const SchoolDayContext = createContext<SchoolDay | null>(null);

export function useSchoolDay(): SchoolDay {
  const known = use(SchoolDayContext);
  const school = useSchoolFacts();
  const { localNow } = useMoment();
  return useMemo(() => known ?? schoolDay(calendarOf(school), localNow), [known, school, localNow]);
}
