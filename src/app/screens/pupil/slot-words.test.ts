import type { JsonObject } from "#base/json.ts";
import type { Slim } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import { slotFacts, slotTitle, slotsInOrder } from "./slot-words.ts";

const period = (name: string, start: string): Slim => ({ id: name, fields: { name, start } }) as unknown as Slim;
const [p1, p2] = ["p1", "p2"];
const periods = new Map([
  [p1, period("Period 1", "09:00")],
  [p2, period("Period 2", "10:00")],
]);
const slot = (id: string, fields: JsonObject) =>
  ({
    id,
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
    amendments: [],
  }) as never;

test("lessons stand in the order of the day, then of the week; what began last stands first", () => {
  const slots = [
    slot("d", { period: p2 }),
    slot("c", { period: p1, weekdays: ["thu", "tue"] }),
    slot("b", { period: p1, weekdays: ["mon"], from: "2026-01-05" }),
    slot("a", { period: p1, weekdays: ["mon"], from: "2026-06-01" }),
    slot("e", { period: p1 }),
  ];
  expect(slotsInOrder(slots, periods).map(({ id }) => id)).toEqual(["e", "a", "b", "c", "d"]);
});

test("a place says its period, its days and its week, then the lesson and where the pupil is", () => {
  expect(slotTitle(slot("a", { period: p1, weekdays: ["thu", "mon"], week: "A" }), periods)).toBe(
    "Period 1, Monday and Thursday, week A",
  );
  expect(slotTitle(slot("a", { period: p2, week: "both" }), periods)).toBe("Period 2, every day");
  expect(slotTitle(slot("a", { period: "gone" }), periods)).toBe("A period, every day");
  expect(slotFacts(slot("a", { lesson: "Maths", teacher: "Mr Patel", until: "2026-06-12" }), "In a lesson")).toBe(
    "Maths, Mr Patel. In a lesson. Until 12 June 2026",
  );
});
