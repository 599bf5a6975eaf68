// The period that a screen is about, which its address says from the first moment on: the bell that ends it, a lock, the
// next day change nothing, so that what is half written stays with the lesson it was begun for [C59].

import { type DayPeriod, type SchoolDay, schoolDay } from "#casework/school-day.ts";
import type { RecordId } from "#ledger/names.ts";
import { useEffect, useMemo, useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { textIn, useSchoolFacts } from "../../directory.ts";
import { useMoment } from "../../use-moment.ts";
import { calendarOf, useSchoolDay } from "../../use-school-day.ts";
import { type Address, type Begun, openedAt, periodAt } from "./asked-address.ts";
import { sweptPeriods } from "./sweep-rows.ts";

export interface AskedPeriod {
  /** Today, or the earlier day that the address names, as it was at its end. */
  readonly day: SchoolDay;
  readonly localNow: string;
  /** Those that have begun, the newest first. */
  readonly periods: readonly DayPeriod[];
  readonly period: DayPeriod | undefined;
  ask(period: string): void;
  /** Done with that period: the screen asks anew. */
  leave(): void;
}

export interface AskedPeriodOptions {
  /** What this adult has half written, as it stood when the screen was opened. */
  readonly begun: readonly Begun[];
  /** Which one, where the address names none yet. */
  first(periods: readonly DayPeriod[], day: SchoolDay): DayPeriod | undefined;
  /** It may be about no period. */
  readonly orNone?: boolean;
  /** It is about something else that says its own period. */
  readonly isFixed?: boolean;
}

export function useAskedPeriod({ begun, first, orNone = false, isFixed = false }: AskedPeriodOptions): AskedPeriod {
  const school = useSchoolFacts();
  const { today } = useMoment();
  const { pathname, search } = useLocation();
  const [asked, setAsked] = useSearchParams();
  const here: Address = { day: asked.get("day"), period: asked.get("period") };
  // Decided once: what is on the screen does not move to another day under the hand that fills it in.
  const [opened] = useState(() => ({ here, at: openedAt(here, { today, begun, path: `${pathname}${search}` }) }));
  const at = here.day === opened.here.day && here.period === opened.here.period ? opened.at : here;
  const { day, localNow } = useDayOf(at.day);
  const periods = sweptPeriods(day, localNow);
  const { period, name } = periodAt(at, {
    day: day.day,
    localNow,
    begun: periods,
    known: school.periods.map((one) => ({
      id: one.id as RecordId,
      name: textIn(one, "name"),
      kind: textIn(one, "kind"),
      start: textIn(one, "start"),
      end: textIn(one, "end"),
    })),
    first: isFixed ? undefined : first(periods, day),
    orNone,
  });
  const toPin = isFixed || (here.day === day.day && here.period === name) ? undefined : name;
  useEffect(() => {
    if (toPin !== undefined) setAsked({ day: day.day, period: toPin }, { replace: true });
  }, [toPin, day.day, setAsked]);
  return {
    day,
    localNow,
    periods,
    period,
    ask: (id) => setAsked({ day: day.day, period: id }, { replace: true }),
    leave: () => setAsked({}, { replace: true }),
  };
}

function useDayOf(asked: string | null): Pick<AskedPeriod, "day" | "localNow"> {
  const school = useSchoolFacts();
  const { localNow, today } = useMoment();
  const now = useSchoolDay();
  const end = asked === null || asked >= today ? undefined : `${asked}T23:59`;
  const then = useMemo(() => end && schoolDay(calendarOf(school), end), [end, school]);
  return end && then ? { localNow: end, day: then } : { localNow, day: now };
}
