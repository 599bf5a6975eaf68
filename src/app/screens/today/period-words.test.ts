import type { Json } from "#base/json.ts";
import { schoolDay } from "#casework/school-day.ts";
import type { Slim } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import { dayStateWords } from "./period-words.ts";

const slim = (type: string, fields: { readonly [field: string]: Json }): Slim =>
  ({ id: String(fields["name"] ?? fields["on"]), type, when: "", fields }) as unknown as Slim;
const periods = [
  slim("school-period", { name: "Period 1", start: "08:50", end: "09:50" }),
  slim("school-period", { name: "Period 2", start: "10:00", end: "11:00" }),
];
const words = (now: string, more: { readonly changedDays?: readonly Slim[]; readonly settings?: Slim } = {}): string =>
  dayStateWords(schoolDay({ periods, ...more }, now), "some");

test("[C15] before, in, between and after periods, and at a weekend, it says what is so", () => {
  expect(words("2026-06-09T08:20")).toBe("Before school. First: Period 1, 8:50am to 9:50am");
  expect(words("2026-06-09T09:10")).toBe("Period 1, 8:50am to 9:50am");
  expect(words("2026-06-09T09:55")).toBe("Between periods. Next: Period 2, 10:00am to 11:00am");
  expect(words("2026-06-09T11:00")).toBe("The school day is over");
  expect(words("2026-06-13T09:10")).toBe("No school today");
  const none = schoolDay({ periods: [] }, "2026-06-09T09:10");
  expect(dayStateWords(none, "none")).toBe("No periods are set up yet");
  expect(dayStateWords(none, "unknown")).toBe("The school day has not arrived here yet");
});

test("[C16, C17] the week, a closed day and one that closes early are told with their reason", () => {
  const settings = slim("school-settings", { name: "s", abWeeks: true, weekAStarts: "2026-06-01" });
  expect(words("2026-06-09T09:10", { settings })).toBe("Period 1, 8:50am to 9:50am · Week B");
  const closed = [slim("changed-day", { on: "2026-06-09", kind: "closed", why: "Staff training" })];
  expect(words("2026-06-09T09:10", { changedDays: closed })).toBe("School is closed today: Staff training");
  const early = [slim("changed-day", { on: "2026-06-09", kind: "early", ends: "10:30", why: "Open evening" })];
  expect(words("2026-06-09T10:10", { changedDays: early })).toBe(
    "Period 2, 10:00am to 10:30am · Closes early, 10:30am: Open evening",
  );
});
