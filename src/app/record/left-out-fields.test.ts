import { milestoneCount } from "#casework/measures/milestone-count.ts";
import { countRuleLayout } from "#casework/records/count-rule-fields.ts";
import { schema } from "#casework/schema.ts";
import { expect, test } from "vitest";
import { leftOutFields } from "./left-out-fields.ts";

const asked = (fields: { readonly [field: string]: string }): readonly string[] => {
  const left = leftOutFields("milestone", fields, {});
  return countRuleLayout.filter((name) => !left.includes(name));
};

test("[C46] a milestone is asked for what its rule reads, and for nothing else", () => {
  expect(asked({})).toEqual(["countSource", "counts", "countsToo", "countRule", "needed", "oncePer"]);
  expect(asked({ countSource: "behaviour", countRule: "in-a-row" })).toEqual([
    "countSource",
    "counts",
    "countsToo",
    "countRule",
    "needed",
    "breaks",
    "leavingBreaks",
    "oncePer",
  ]);
  expect(asked({ countSource: "session", countRule: "of-last" })).toEqual([
    "countSource",
    "scale",
    "leastRating",
    "countSubject",
    "countRule",
    "needed",
    "outOf",
    "oncePer",
  ]);
  expect(asked({ countSource: "lesson" })).toEqual(["countSource", "countSubject", "countRule", "needed", "oncePer"]);
});

test("[C46] what is not asked changes no figure, whatever stands in it", () => {
  const odd = {
    counts: "unsettled",
    countsToo: ["unsettled"],
    breaks: ["calm"],
    leavingBreaks: true,
    scale: "engagement",
    leastRating: "1",
    countSubject: "art",
    outOf: 9,
  };
  const logs = [
    { id: "a", type: "behaviour-log", when: "2026-06-09T09:00", fields: { category: "calm" } },
    { id: "b", type: "left-room", when: "2026-06-09T09:30", fields: {} },
    { id: "c", type: "behaviour-log", when: "2026-06-09T10:00", fields: { category: "unsettled" } },
    {
      id: "d",
      type: "session-log",
      when: "2026-06-09T11:00",
      fields: { regulation: "3", engagement: "1", subject: "Maths" },
    },
    {
      id: "e",
      type: "session-log",
      when: "2026-06-09T12:00",
      fields: { regulation: "1", engagement: "4", subject: "Art" },
    },
    {
      id: "f",
      type: "session-log",
      when: "2026-06-09T13:00",
      fields: { where: "lesson", stayed: "whole", subject: "Maths" },
    },
  ].map((log) => ({ ...log, fields: { when: log.when, ...log.fields } }));
  for (const countSource of ["behaviour", "session", "lesson"])
    for (const countRule of ["total", "in-a-row", "of-last"]) {
      const plain = { status: "started", startedOn: "2026-06-01", needed: 3, countSource, countRule, counts: "calm" };
      const left = leftOutFields("milestone", plain, plain);
      const filled = { ...plain, ...Object.fromEntries(Object.entries(odd).filter(([name]) => left.includes(name))) };
      const count = (fields: object) =>
        milestoneCount({ id: "m", type: "milestone", when: "", fields } as never, logs as never);
      expect(count(filled), `${countSource} ${countRule}`).toEqual(count(plain));
      expect(count(plain)).toBeDefined();
    }
});

test("a session log is asked for minutes of whoever was late, and for the reason of whoever was not there", () => {
  const left = (fields: { readonly [field: string]: string }) => leftOutFields("session-log", fields, {});
  expect(left({ presence: "late", where: "lesson" })).toEqual(["absentWhy"]);
  expect(left({ presence: "absent", where: "lesson" })).toEqual(["lateMinutes", "stayed", "engagement", "regulation"]);
  expect(left({})).toEqual(["lateMinutes", "absentWhy", "stayed"]);
});

test("every field that can be left out is one of its record", () => {
  for (const type of ["milestone", "milestone-template", "session-log"]) {
    const every = ["", "session", "lesson", "absent"].flatMap((one) =>
      leftOutFields(type, { countSource: one, presence: one }, {}),
    );
    expect(every.filter((name) => schema.definitions[type]?.fields[name] === undefined)).toEqual([]);
    expect(every.length).toBeGreaterThan(0);
  }
});

test("[C56] an entry of whereabouts is not asked why they came, unless it holds a reason from before", () => {
  const before = { state: "here", why: "removed" };
  expect(leftOutFields("whereabouts", { state: "here" }, {})).toEqual(["why"]);
  expect(leftOutFields("whereabouts", { state: "here", why: null }, { state: "here", why: null })).toEqual(["why"]);
  expect(leftOutFields("whereabouts", before, before)).toEqual([]);
  // Cleared, it is still asked for, so that the empty field is saved.
  expect(leftOutFields("whereabouts", { ...before, why: null }, before)).toEqual([]);
});

test("[C46] a changed day asks when lessons end where they end early, and for its last day where it is closed", () => {
  expect(leftOutFields("changed-day", { kind: "early" }, {})).toEqual(["until"]);
  expect(leftOutFields("changed-day", { kind: "closed" }, {})).toEqual(["ends"]);
  expect(leftOutFields("changed-day", {}, {})).toEqual(["until", "ends"]);
});
