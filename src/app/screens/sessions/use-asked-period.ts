// The period that a screen is about, which its address says from the first moment on: the bell that ends it, a lock, the
// next day change nothing, so that what is half written stays with the lesson it was begun for [C59].

import { type DayPeriod, type SchoolDay, schoolDay } from "#casework/school-day.ts";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { useSchoolFacts } from "../../directory.ts";
import { useMoment } from "../../use-moment.ts";
import { calendarOf, useSchoolDay } from "../../use-school-day.ts";
import { sweptPeriods } from "./sweep-rows.ts";

export interface AskedPeriod {
  /** Today, or the earlier day that the address names, as it was at its end. */
  readonly day: SchoolDay;
  readonly localNow: string;
  /** Those that have begun, the newest first. */
  readonly periods: readonly DayPeriod[];
  readonly period: DayPeriod | undefined;
  ask(period: string): void;
}

/** `first`: which one, where the address names none yet. `isFixed`: it is about something else that says its own period. */
export function useAskedPeriod(
  first: (periods: readonly DayPeriod[], day: SchoolDay) => DayPeriod | undefined,
  isFixed = false,
): AskedPeriod {
  const { day, localNow } = useDayAsked();
  const [asked, setAsked] = useSearchParams();
  const periods = sweptPeriods(day, localNow);
  const named = asked.get("period");
  const period = periods.find(({ id }) => id === named) ?? (isFixed ? undefined : first(periods, day));
  const ask = (id: string): void => setAsked({ day: day.day, period: id }, { replace: true });
  const toPin = named === null && !isFixed ? period?.id : undefined;
  useEffect(() => {
    if (toPin !== undefined) setAsked({ day: day.day, period: toPin }, { replace: true });
  }, [toPin, day.day, setAsked]);
  return { day, localNow, periods, period, ask };
}

function useDayAsked(): Pick<AskedPeriod, "day" | "localNow"> {
  const school = useSchoolFacts();
  const { localNow, today } = useMoment();
  const now = useSchoolDay();
  const asked = useSearchParams()[0].get("day") ?? "";
  if (!/^\d{4}-\d\d-\d\d$/.test(asked) || asked >= today) return { localNow, day: now };
  const end = `${asked}T23:59`;
  return { localNow: end, day: schoolDay(calendarOf(school), end) };
}
