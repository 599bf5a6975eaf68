import { schema } from "#casework/schema.ts";
import { expect, test } from "vitest";
import { orderFault } from "./order-faults.ts";

const both = ["start", "end"];

test("[C64] nothing ends before it begins; it is said where it can be put right", () => {
  const wrong = { start: "2026-06-09", end: "2026-06-08" };
  expect(orderFault("suspension", wrong, both)).toEqual({
    field: "end",
    sentence: "The last day is before the first.",
  });
  expect(orderFault("suspension", wrong, ["start"])?.field).toBe("start");
  expect(orderFault("suspension", wrong, ["reasons"])).toBeUndefined();
  expect(orderFault("suspension", { start: "2026-06-09", end: "2026-06-09" }, both)).toBeUndefined();
  expect(orderFault("suspension", { start: "2026-06-09", end: null }, both)).toBeUndefined();
});

test("[C64] a day beside a moment of the same day is no fault, nor a moment before another of the same minute", () => {
  const repair = (lookAgainOn: string) =>
    orderFault("repair", { when: "2026-06-09T10:42", lookAgainOn }, ["when", "lookAgainOn"]);
  expect(repair("2026-06-09")).toBeUndefined();
  expect(repair("2026-06-08")?.field).toBe("lookAgainOn");
  const inside = { from: "2026-06-09T10:42", until: "2026-06-09T10:41" };
  expect(orderFault("internal-suspension", inside, ["from", "until"])?.field).toBe("until");
});

test("[C64] every pair names fields that its type has", () => {
  const found = ["suspension", "internal-suspension", "placement", "plan", "timetable-slot", "caseload"].map((type) => {
    const names = Object.keys(schema.definitions[type]?.fields ?? {});
    const pairs = names.flatMap((first) =>
      names.filter((last) => orderFault(type, { [first]: "2026-06-09", [last]: "2026-06-08" }, names) !== undefined),
    );
    return [type, pairs.length];
  });
  expect(Object.fromEntries(found)).toEqual({
    suspension: 2,
    "internal-suspension": 1,
    placement: 3,
    plan: 2,
    "timetable-slot": 1,
    caseload: 1,
  });
});
