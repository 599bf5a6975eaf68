import { expect, test } from "vitest";
import type { Summary } from "#ledger/slim.ts";
import { leaseDaysLeft, leaseIsOver } from "./lease.ts";
import { isClosedOn, schoolDay } from "./school-day.ts";

const school = (...slims: readonly { readonly type: string; readonly fields: object }[]): Summary =>
  ({ scope: "school", slims }) as unknown as Summary;
const over = (since: string, today: string, held?: Summary): boolean => leaseIsOver({ since, today, school: held });

test("[V35] seven school days after the last contact it is over, and weekends do not count", () => {
  // A Tuesday: the seventh school day after it is the Thursday of the next week.
  expect(over("2026-06-09", "2026-06-09")).toBe(false);
  expect(over("2026-06-09", "2026-06-18")).toBe(false);
  expect(over("2026-06-09", "2026-06-19")).toBe(true);
  expect(over("2026-06-09", "2030-06-19")).toBe(true);
});

test("[V35] days on which the school is closed do not count, days that close early and days put right do", () => {
  const day = (on: string, kind: string, retired = false) => ({ type: "changed-day", fields: { on, kind, retired } });
  expect(over("2026-06-09", "2026-06-19", school(day("2026-06-15", "closed")))).toBe(false);
  expect(over("2026-06-09", "2026-06-19", school(day("2026-06-15", "early")))).toBe(true);
  expect(over("2026-06-09", "2026-06-19", school(day("2026-06-15", "closed", true)))).toBe(true);
  expect(over("2026-06-09", "2026-06-19", school(day("2026-06-13", "closed")))).toBe(true);
  const holiday = { type: "changed-day", fields: { on: "2026-06-15", until: "2026-06-26", kind: "closed" } };
  expect([
    over("2026-06-09", "2026-07-02", school(holiday)),
    over("2026-06-09", "2026-07-03", school(holiday)),
  ]).toEqual([false, true]);
});

test("[C17] [V35] a day is closed for the lease where it is closed for the school's day, and nowhere else", () => {
  const closed = { on: "2026-06-15", kind: "closed" };
  const days = (...fields: readonly object[]) =>
    school(...fields.map((one, i) => ({ type: "changed-day", id: `d${i}`, when: "", fields: one })));
  // A day of a holiday on which some came in, then one whose last day was typed before its first.
  const holiday = days({ ...closed, until: "2026-06-26" }, { on: "2026-06-17", kind: "early", ends: "12:00" });
  const odd = days({ ...closed, until: "2026-06-01" });
  const left = (today: string, held: Summary) => leaseDaysLeft({ since: "2026-06-12", today, school: held });
  expect([left("2026-06-26", holiday), left("2026-06-15", odd), left("2026-06-16", odd)]).toEqual([6, 7, 6]);
  for (const held of [holiday, odd])
    for (let day = 15; day <= 26; day += 1) {
      const at = `2026-06-${day}`;
      const { changed } = schoolDay({ periods: [], changedDays: held.slims }, `${at}T10:00`);
      expect([at, isClosedOn(held.slims, at)]).toEqual([at, changed?.closed === true]);
    }
});

test("[V35] how many school days are left is told before it is over", () => {
  const left = (today: string) => leaseDaysLeft({ since: "2026-06-09", today, school: undefined });
  expect(["2026-06-09", "2026-06-12", "2026-06-14", "2026-06-18", "2026-06-19"].map(left)).toEqual([7, 4, 4, 0, -1]);
});

test("[V35] the school says how many days", () => {
  const settings = (leaseDays: number) => school({ type: "school-settings", fields: { leaseDays } });
  expect(over("2026-06-09", "2026-06-11", settings(1))).toBe(true);
  expect(over("2026-06-09", "2026-06-30", settings(15))).toBe(false);
});

test("[V35] a contact that lies ahead of the clock is no contact", () => {
  expect(over("2026-06-10", "2026-06-09")).toBe(false);
  expect(over("2026-06-11", "2026-06-09")).toBe(true);
  expect(over("2036-06-09", "2026-06-09")).toBe(true);
});
