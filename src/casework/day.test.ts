import { describe, expect, test } from "vitest";
import { addDays, addMinutes, daysBetween, minutesBetween, weekdayOf } from "./day.ts";

describe("days", () => {
  test("every day of forty years, leap years among them, as the calendar has it", () => {
    const first = Date.UTC(1995, 0, 1);
    for (let i = 0; i < 40 * 365; i += 1) {
      const date = new Date(first + i * 86_400_000);
      const day = date.toISOString().slice(0, 10);
      expect(addDays("1995-01-01", i)).toBe(day);
      expect(weekdayOf(day)).toBe(date.getUTCDay());
    }
    expect(addDays("2000-03-01", -1)).toBe("2000-02-29");
    expect(addDays("1900-03-01", -1)).toBe("1900-02-28");
    expect(daysBetween("2026-06-09", "2025-06-09")).toBe(-365);
  });

  test("minutes run over midnight, forwards and back", () => {
    expect(addMinutes("2026-12-31T23:50", 15)).toBe("2027-01-01T00:05");
    expect(addMinutes("2026-03-01T00:05", -10)).toBe("2026-02-28T23:55");
    expect(minutesBetween("2026-06-09T10:42", "2026-06-10T09:42")).toBe(23 * 60);
  });
});
