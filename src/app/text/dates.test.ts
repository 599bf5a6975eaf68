import { describe, expect, test } from "vitest";
import {
  ageWords,
  clockWords,
  dateWords,
  dayWords,
  momentOf,
  momentWords,
  nearDayWords,
  pastWords,
  savedWords,
  untilWords,
} from "./dates.ts";

describe("times of day", () => {
  test.each([
    ["2026-06-09T10:42", "10:42am"],
    ["12:05", "12:05pm"],
    ["00:05", "12:05am"],
    ["23:59", "11:59pm"],
  ])("%s is %s", (moment, words) => expect(clockWords(moment)).toBe(words));
});

describe("days", () => {
  test("a day is told with its weekday, and with its year only when it is another one", () => {
    expect(dayWords("2026-06-09", "2026-06-09")).toBe("Tuesday 9 June");
    expect(dayWords("2024-02-29", "2026-06-09")).toBe("Thursday 29 February 2024");
    expect(dateWords("2026-06-09")).toBe("9 June 2026");
  });
  test("a moment without a time gets no made-up midnight", () => {
    expect(momentWords("2026-06-09", "2026-06-09")).toBe("Tuesday 9 June");
    expect(momentWords("2026-06-09T00:00", "2026-06-09")).toBe("Tuesday 9 June at 12:00am");
  });
});

describe("how long ago", () => {
  const now = "2026-06-09T11:00";
  test.each([
    ["2026-06-09T11:00", "just now"],
    ["2026-06-09T11:01", "just now"],
    ["2026-06-09T10:56", "4 min ago"],
    ["2026-06-09T09:40", "1 hour ago"],
    ["2026-06-09T07:00", "4 hours ago"],
    ["2026-06-08T10:42", "yesterday 10:42am"],
    ["2026-06-05T10:42", "Friday 10:42am"],
    ["2026-05-05T10:42", "5 May"],
    ["2025-05-05T10:42", "5 May 2025"],
    ["2026-06-09T11:30", "at 11:30am"],
    ["2026-06-11T11:30", "Thursday 11 June at 11:30am"],
    ["2026-06-09", "today"],
  ])("%s is %s", (moment, words) => expect(ageWords(moment, now)).toBe(words));
  test("six days ago is a weekday, a week ago is a date", () => {
    expect(nearDayWords("2026-06-03", now)).toBe("Wednesday");
    expect(nearDayWords("2026-06-02", now)).toBe("2 June");
  });
});

test("a date to come grows from days to weeks, and a late one says so", () => {
  const today = "2026-06-09";
  expect(untilWords("2026-06-09", today)).toBe("today");
  expect(untilWords("2026-06-10", today)).toBe("tomorrow");
  expect(untilWords("2026-06-14", today)).toBe("in 5 days");
  expect(untilWords("2026-06-30", today)).toBe("in 3 weeks");
  expect(untilWords("2026-06-08", today)).toBe("1 day overdue");
  expect(untilWords("2026-06-02", today)).toBe("7 days overdue");
});

test("an instant is shown as the device's clock showed it, demo clocks included", () => {
  const clock = { now: 1_000_000_000_000, localNow: "2026-06-09T11:00" };
  expect(momentOf(1_000_000_000_000 - 18 * 60_000, clock)).toBe("2026-06-09T10:42");
});

test("a time of another day is never told as one of today", () => {
  const now = "2026-06-09T09:00";
  expect(["2026-06-09T08:50", "2026-06-08T15:10", "2026-06-05T15:10"].map((at) => pastWords(at, now))).toEqual([
    "at 8:50am",
    "yesterday at 3:10pm",
    "Friday at 3:10pm",
  ]);
  expect(["2026-06-09T08:50", "2026-06-08T15:10"].map((at) => savedWords(at, now))).toEqual([
    "8:50am",
    "yesterday at 3:10pm",
  ]);
});
