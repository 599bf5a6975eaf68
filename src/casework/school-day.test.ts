import { describe, expect, test } from "vitest";
import type { JsonObject } from "#base/json.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { addDays } from "./day.ts";
import { createPupilsDay } from "./measures/day.fixture.ts";
import { type SchoolCalendar, lessonIn, schoolDay, schoolDayBefore, timetableWeek } from "./school-day.ts";

function calendar(parts: { [type: string]: readonly JsonObject[] }): Required<SchoolCalendar> {
  const day = createPupilsDay();
  const made = (type: string): readonly ViewRecord[] =>
    (parts[type] ?? []).map((fields) => day.view(day.make(type, fields, { scope: SCHOOL_SCOPE })));
  return {
    periods: made("school-period"),
    settings: made("school-settings")[0],
    weekStarts: made("week-start"),
    changedDays: made("changed-day"),
  };
}

const usual = [
  { name: "Period 2", start: "10:00", end: "11:00", kind: "lesson" },
  { name: "Period 1", start: "09:00", end: "10:00", kind: "lesson" },
  { name: "Old", start: "07:00", end: "08:00", retired: true },
  { name: "Period 3", start: "11:20", end: "12:20", kind: "lesson" },
  { name: "Friday club", start: "14:00", end: "15:00", weekdays: ["fri"] },
  { name: "Week B swim", start: "13:00", end: "14:00", week: "B" },
];
const abWeeks = { name: "Hollow School", abWeeks: true, weekAStarts: "2026-06-01" };
const names = (parts: Required<SchoolCalendar>, now: string) => schoolDay(parts, now).periods.map(({ name }) => name);

describe("the period now", () => {
  test("[C15] a period begins with its first minute and is over with its last; between two nothing is on", () => {
    const school = calendar({ "school-period": usual });
    const at = (time: string) => {
      const { now, next, previous } = schoolDay(school, `2026-06-09T${time}`);
      return [previous?.name, now?.name, next?.name];
    };
    expect(at("08:59")).toEqual([undefined, undefined, "Period 1"]);
    expect(at("09:00")).toEqual([undefined, "Period 1", "Period 2"]);
    expect(at("10:00")).toEqual(["Period 1", "Period 2", "Period 3"]);
    expect(at("11:10")).toEqual(["Period 2", undefined, "Period 3"]);
    expect(at("16:00")).toEqual(["Week B swim", undefined, undefined]);
  });

  test("[C15] a weekend has no periods, and a period that is no longer used is on no day", () => {
    const school = calendar({ "school-period": usual });
    expect(names(school, "2026-06-13T10:00")).toEqual([]);
    expect(names(school, "2026-06-12T10:00")).toContain("Friday club");
    expect(names(school, "2026-06-09T10:00")).not.toContain("Old");
    expect(schoolDay(school, "2026-06-13T10:00")).toMatchObject({ ends: undefined, ending: false });
  });

  test("[C16] weeks A and B alternate from the Monday the school named, forwards and back", () => {
    const school = calendar({ "school-period": usual, "school-settings": [abWeeks] });
    expect(timetableWeek(school, "2026-06-05")).toBe("A");
    expect(timetableWeek(school, "2026-06-08")).toBe("B");
    expect(timetableWeek(school, "2026-06-15")).toBe("A");
    expect(timetableWeek(school, "2026-05-31")).toBe("B");
    expect(names(school, "2026-06-09T10:00")).toContain("Week B swim");
    expect(names(school, "2026-06-02T10:00")).not.toContain("Week B swim");
  });

  test("[C16] a week that is set again after a holiday decides from there on, and not before", () => {
    const weekStarts = [
      { monday: "2026-06-08", week: "A" },
      { monday: "2026-09-07", week: "B" },
      { monday: "2026-07-06", week: "B", retired: true },
    ];
    const school = calendar({ "school-settings": [abWeeks], "week-start": weekStarts });
    expect(timetableWeek(school, "2026-06-03")).toBe("A");
    expect(timetableWeek(school, "2026-06-10")).toBe("A");
    expect(timetableWeek(school, "2026-06-17")).toBe("B");
    expect(timetableWeek(school, "2026-09-10")).toBe("B");
    expect(timetableWeek(school, "2026-09-14")).toBe("A");
  });

  test("[C16] a timetable of one week knows no letter, also over many years of Mondays", () => {
    const school = calendar({ "school-settings": [{ name: "Hollow School" }] });
    expect(timetableWeek(school, "2026-06-09")).toBeUndefined();
    const two = calendar({ "school-settings": [abWeeks] });
    for (let i = -60; i < 60; i += 1)
      expect(timetableWeek(two, addDays("2026-06-01", 7 * i))).toBe(i % 2 === 0 ? "A" : "B");
  });

  test("[C17] a closed day has no periods; a day that closes early ends what is on and leaves out what would come", () => {
    const changedDays = [
      { on: "2026-06-09", kind: "closed", why: "Staff training" },
      { on: "2026-06-10", kind: "early", ends: "10:30", why: "Open evening" },
      { on: "2026-06-11", kind: "closed", retired: true },
      { on: "2026-06-12", kind: "early", ends: "10:00" },
    ];
    const school = calendar({ "school-period": usual, "changed-day": changedDays });
    expect(schoolDay(school, "2026-06-09T10:00")).toMatchObject({
      periods: [],
      now: undefined,
      changed: { closed: true, why: "Staff training" },
    });
    const early = schoolDay(school, "2026-06-10T10:25");
    expect(early.periods.map(({ name, end }) => `${name} ${end}`)).toEqual(["Period 1 10:00", "Period 2 10:30"]);
    expect([early.ends, early.ending, early.now?.name]).toEqual(["10:30", true, "Period 2"]);
    expect(schoolDay(school, "2026-06-10T10:30").now).toBeUndefined();
    expect(names(school, "2026-06-11T10:00")).toContain("Period 3");
    expect(names(school, "2026-06-12T09:00")).toEqual(["Period 1"]);
  });

  test("[C17] a holiday is closed from its first day to its last, and one day within it may say otherwise", () => {
    const changedDays = [
      { on: "2026-06-05", until: "2026-06-16", kind: "closed", why: "Half-term" },
      { on: "2026-06-10", kind: "early", ends: "10:00", why: "Summer school" },
      { on: "2026-06-17", until: "2026-06-19", kind: "early", ends: "10:00" },
      { on: "2026-06-22", until: "2026-06-20", kind: "closed" },
    ];
    const school = calendar({ "school-period": usual, "changed-day": changedDays });
    const closed = (day: string) => schoolDay(school, `${day}T09:00`).changed?.closed === true;
    expect(["2026-06-04", "2026-06-05", "2026-06-09", "2026-06-16", "2026-06-17"].map(closed)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(schoolDay(school, "2026-06-09T09:00").changed).toEqual({ closed: true, why: "Half-term" });
    expect(names(school, "2026-06-10T09:00")).toEqual(["Period 1"]);
    // Only what is closed lasts; a last day before the first is the first day alone.
    expect(names(school, "2026-06-18T09:00")).toContain("Period 3");
    expect(["2026-06-22", "2026-06-21"].map(closed)).toEqual([true, false]);
  });

  test("[C58] the school day before is the last on which school was open, over weekends and holidays", () => {
    const holiday = { on: "2026-05-25", until: "2026-05-29", kind: "closed" };
    const school = calendar({ "school-period": usual, "changed-day": [holiday] });
    const before = (day: string) => schoolDayBefore(school, day);
    expect(["2026-06-09", "2026-06-08", "2026-06-01", "2026-05-27"].map(before)).toEqual([
      "2026-06-08",
      "2026-06-05",
      "2026-05-22",
      "2026-05-22",
    ]);
    const summer = { on: "2026-01-01", until: "2026-12-31", kind: "closed" };
    expect(schoolDayBefore(calendar({ "changed-day": [summer] }), "2026-06-09")).toBeUndefined();
  });

  test("[C18] the lesson a pupil misses is that of their own timetable, on the day, in the week, while it holds", () => {
    const day = createPupilsDay();
    const period = "00000000000000000000000p30";
    const slot = (fields: JsonObject) => day.make("timetable-slot", { period, ...fields });
    slot({ lesson: "Maths", teacher: "Mr Patel", where: "base" });
    slot({ lesson: "Art", weekdays: ["wed"], week: "B", from: "2026-01-05" });
    slot({ lesson: "Science", from: "2026-06-22" });
    slot({ lesson: "Drama", from: "2026-01-05", until: "2026-03-27" });
    const lesson = (on: string, week: "A" | "B") => lessonIn(day.all(), period, on, week)?.lesson;
    expect(lessonIn(day.all(), period, "2026-06-09", "A")).toMatchObject({ lesson: "Maths", where: "base" });
    expect([lesson("2026-06-10", "A"), lesson("2026-06-10", "B")]).toEqual(["Maths", "Art"]);
    expect([lesson("2026-02-02", "A"), lesson("2026-06-22", "A")]).toEqual(["Drama", "Science"]);
    expect(lessonIn(day.all(), "00000000000000000000000p40", "2026-06-09", "A")).toBeUndefined();
  });
});
