import type { Json } from "#base/json.ts";
import type { Slim } from "#ledger/slim.ts";
import { describe, expect, test } from "vitest";
import { schoolDay, timetableWeek } from "./school-day.ts";

const slim = (fields: { readonly [field: string]: Json }): Slim => ({ id: fields["name"], fields }) as unknown as Slim;
const period = (name: string, start: string, end: string, more: { readonly [field: string]: Json } = {}): Slim =>
  slim({ name, start, end, ...more });
const day = [
  period("Period 1", "08:50", "09:50"),
  period("Period 2", "09:50", "10:50"),
  period("Break", "10:50", "11:05"),
  period("Period 5", "14:05", "15:05", { weekdays: ["mon", "tue", "wed", "thu"] }),
];
const names = (slims: readonly Slim[]): readonly Json[] => slims.map((one) => one.fields["name"] ?? null);

describe("the school day", () => {
  test("a period runs from its first minute to the one before its last", () => {
    expect(schoolDay(day, undefined, "2026-06-09T09:50").now?.fields["name"]).toBe("Period 2");
    expect(schoolDay(day, undefined, "2026-06-09T10:49").now?.fields["name"]).toBe("Period 2");
    expect(schoolDay(day, undefined, "2026-06-09T11:30")).toMatchObject({ now: undefined });
    expect(schoolDay(day, undefined, "2026-06-09T11:30").next?.fields["name"]).toBe("Period 5");
  });
  test("a period stands on its own days; a weekend has none", () => {
    expect(names(schoolDay(day, undefined, "2026-06-12T09:00").periods)).toEqual(["Period 1", "Period 2", "Break"]);
    expect(schoolDay(day, undefined, "2026-06-13T09:00").periods).toEqual([]);
  });
  test("the day is ending in its last ten minutes, and stays so", () => {
    expect(schoolDay(day, undefined, "2026-06-09T14:54").ending).toBe(false);
    expect(schoolDay(day, undefined, "2026-06-09T14:55").ending).toBe(true);
    expect(schoolDay(day, undefined, "2026-06-09T18:00")).toMatchObject({ ending: true, ends: "15:05" });
  });
  test("weeks A and B take turns from the Monday the school named", () => {
    const settings = slim({ name: "s", abWeeks: true, weekAStarts: "2026-06-01" });
    expect(timetableWeek(settings, "2026-06-05")).toBe("A");
    expect(timetableWeek(settings, "2026-06-09")).toBe("B");
    expect(timetableWeek(settings, "2026-05-27")).toBe("B");
    expect(timetableWeek(undefined, "2026-06-09")).toBeUndefined();
    const odd = [period("Only A", "09:00", "10:00", { week: "A" }), period("Both", "10:00", "11:00", { week: "both" })];
    expect(names(schoolDay(odd, settings, "2026-06-09T09:30").periods)).toEqual(["Both"]);
  });
});
