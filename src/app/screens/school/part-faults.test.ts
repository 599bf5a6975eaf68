import { createDesk } from "#casework/commands/desk.fixture.ts";
import { makeRecords } from "#casework/commands/make-records.ts";
import type { JsonObject } from "#base/json.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { partFault } from "./part-faults.ts";

function made(type: string, each: readonly JsonObject[]): readonly ViewRecord[] {
  const desk = createDesk();
  desk.run(makeRecords, { type, each });
  return [...desk.rows.keys()].map((id) => desk.view(id));
}

const day = made("school-period", [
  { name: "Period 1", start: "09:00", end: "10:00", kind: "lesson" },
  { name: "Friday club", start: "15:00", end: "16:00", kind: "lesson", weekdays: ["fri"], week: "A" },
]);
const period = (fields: JsonObject) => partFault("school-period", { name: "New", ...fields }, day);

test("[C35] no two levels of a scale have the same words", () => {
  expect(partFault("scale", { level1: "Red", level2: " red ", level3: "", level4: "" }, [])).toMatchObject({
    field: "level2",
  });
  expect(partFault("scale", { level1: "Red", level2: "Amber", level3: null, level4: null }, [])).toBeUndefined();
});

test("two categories, rooms or templates in use do not read alike", () => {
  const known = made("category", [{ label: "Left  the room", tone: "neutral", order: 1 }]);
  expect(partFault("category", { label: " left the Room " }, known)).toEqual({
    field: "label",
    sentence: "“Left  the room” is in the list already. Choose other words, or change that one.",
  });
  expect(partFault("category", { label: "Left the hall" }, known)).toBeUndefined();
  expect(partFault("category", { label: null }, made("category", [{ label: "", order: 1 }]))).toBeUndefined();
  expect(partFault("room", { name: "the bridge" }, made("room", [{ name: "The Bridge", order: 1 }]))?.field).toBe(
    "name",
  );
  const steps = made("milestone-template", [{ title: "Three calm starts", order: 1 }]);
  expect(partFault("milestone-template", { title: "Three calm starts" }, steps)?.field).toBe("title");
});

test("[C15] a period ends after it starts, and lies over no other of the same day and week", () => {
  expect(period({ start: "11:00", end: "10:00" })?.sentence).toBe("It ends before it starts. It starts at 11:00am.");
  expect(period({ start: "11:00", end: "11:00" })?.field).toBe("end");
  expect(period({ start: "09:30", end: "10:30" })?.sentence).toContain("It lies over Period 1, 9:00am to 10:00am");
  expect(period({ start: "10:00", end: "11:00" })).toBeUndefined();
  expect(period({ start: "15:00", end: "16:00", weekdays: ["mon"] })).toBeUndefined();
  expect(period({ start: "15:00", end: "16:00", weekdays: ["fri"], week: "B" })).toBeUndefined();
  expect(period({ start: "15:00", end: "16:00", weekdays: ["fri"], week: "both" })?.field).toBe("start");
});

test("[C16] [C17] a day that closes early says when, once; a week begins on a Monday", () => {
  expect(partFault("changed-day", { on: "2026-06-09", kind: "early" }, [])?.field).toBe("ends");
  expect(partFault("changed-day", { on: "2026-06-09", kind: "closed" }, [])).toBeUndefined();
  const known = made("changed-day", [{ on: "2026-06-09", kind: "closed" }]);
  expect(partFault("changed-day", { on: "2026-06-09", kind: "closed" }, known)?.field).toBe("on");
  const holiday = { on: "2026-06-09", kind: "closed" };
  expect(partFault("changed-day", { ...holiday, until: "2026-06-08" }, [])?.field).toBe("until");
  expect(partFault("changed-day", { ...holiday, until: "2026-06-09" }, [])).toBeUndefined();
  expect(partFault("changed-day", { ...holiday, until: "2027-06-09" }, [])?.field).toBe("until");
  expect(partFault("week-start", { monday: "2026-06-09", week: "A" }, [])?.field).toBe("monday");
  expect(partFault("week-start", { monday: "2026-06-08", week: "A" }, [])).toBeUndefined();
  expect(partFault("week-start", { monday: "2026-06-08", week: "both" }, [])?.field).toBe("week");
});

test("[C34] a room has eight buttons at most", () => {
  const chips = (count: number) => ({ chips: Array.from({ length: count }, (_, at) => `c${at}`) });
  expect(partFault("room", chips(8), [])).toBeUndefined();
  expect(partFault("room", chips(10), [])?.sentence).toBe("Eight buttons at most. Take out 2.");
});
