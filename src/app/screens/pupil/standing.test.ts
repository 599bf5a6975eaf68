import { expect, test } from "vitest";
import { contextualDate, currentPlacement, dayOfPlan, monday, standingOf, weekdays } from "./standing.ts";

const placement = (id: string, fields: { readonly [field: string]: string }) => ({ id, fields });

test("the placement under way is spoken of, even when an older one began later by mistake", () => {
  const over = placement("over", { stage: "completed", start: "2026-04-20" });
  const now = placement("now", { stage: "in-iap", start: "2026-03-02" });
  expect(currentPlacement([over, now])?.id).toBe("now");
  expect(currentPlacement([placement("old", { stage: "completed", start: "2024-09-03" }), over])?.id).toBe("over");
});

test("a pupil with an ended placement and a new referral is referred, not in IAP", () => {
  const past = placement("past", { stage: "completed", start: "2025-01-06", endedOn: "2025-04-04" });
  expect(standingOf([past, placement("new", { stage: "referred" })])).toBe("referred");
  expect(standingOf([past])).toBe("had-iap");
  expect(standingOf([past, placement("new", { stage: "settling" })])).toBe("in-iap");
  expect(standingOf([placement("back", { stage: "full-return" })])).toBe("monitored");
  expect(standingOf([])).toBe("none");
  expect(standingOf([placement("closed", { stage: "completed", endedOn: "2026-06-01" })])).toBe("none");
});

test("days of a placement are weekdays: the first is day 1, a weekend adds none", () => {
  // 2026-06-01 is a Monday.
  expect(dayOfPlan("2026-06-01", "2026-07-10", "2026-06-01")).toEqual({ day: 1, planned: 30 });
  expect(dayOfPlan("2026-06-01", "", "2026-06-05")).toEqual({ day: 5, planned: undefined });
  expect(dayOfPlan("2026-06-01", "", "2026-06-07")?.day).toBe(5);
  expect(dayOfPlan("2026-06-01", "", "2026-06-08")?.day).toBe(6);
  expect(dayOfPlan("2026-06-10", "", "2026-06-09")).toBeUndefined();
  expect(weekdays("2026-06-06", "2026-06-07")).toBe(0);
});

test("a review date is overdue the day after, and weeks begin on Monday", () => {
  const tuesday = "2026-06-09";
  expect(contextualDate("2026-06-08", tuesday).label).toBe("Overdue");
  expect(contextualDate("2026-06-09", tuesday).label).toBe("Today");
  expect(contextualDate("2026-06-14", tuesday).label).toBe("This week");
  expect(contextualDate("2026-06-15", tuesday).label).toBe("Next week");
  expect(contextualDate("2026-06-22", tuesday).label).toBe("Planned");
  expect(monday("2026-06-14")).toBe("2026-06-08");
});
