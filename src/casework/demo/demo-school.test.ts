import { describe, expect, test } from "vitest";
import type { Json } from "#base/json.ts";
import type { Change } from "#ledger/change.ts";
import type { AdultId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { checkChange } from "#ledger/validate.ts";
import { textOf, valueOf } from "#ledger/view.ts";
import { addDays, dayOf, weekdayOf } from "../day.ts";
import { schema } from "../schema.ts";
import { demoSchool } from "./demo-school.ts";
import { sentencesOf } from "./phrase-book.ts";
import { demoTuesday, isSchoolDay, ukOffset } from "./school-calendar.ts";
import { school, replay, rows, ofType } from "./demo-school.fixture.ts";

/** The values a change carries, by field. */
function carried(change: Change): readonly (readonly [string, Json])[] {
  if (change.kind === "create" || change.kind === "amend") return Object.entries(change.fields);
  if (change.kind === "set") return [[change.field, change.to]];
  return change.kind === "add" ? [[change.field, change.value]] : [];
}

describe("the demo school as a whole", () => {
  test("the same seed and day give the same school, byte for byte; another seed another one", () => {
    const told = JSON.stringify(school);
    expect(JSON.stringify(demoSchool({ seed: 2026, today: "2026-06-10" })) === told).toBe(true);
    expect(JSON.stringify(demoSchool({ seed: 2027, today: "2026-06-10" })) === told).toBe(false);
  });

  test("every change is valid on the day it was written", () => {
    for (const { change, at } of school.changes) {
      const definition = schema.definitions[change.type];
      if (!definition) throw new Error(`no definition of ${change.type}`);
      expect(checkChange(definition, change, { unknownFields: "refuse", today: dayOf(at) })).toBeUndefined();
    }
  });

  test("everything happens in order, in school hours, and nothing after the clock's start", () => {
    const moments = school.changes.map(({ at }) => at.slice(0, 19));
    expect(moments).toEqual(moments.toSorted());
    expect((moments.at(-1) as string) <= `${school.startsAt}:59`).toBe(true);
    for (const { at } of school.changes) {
      expect(at.slice(19)).toBe(ukOffset(dayOf(at)));
      expect(isSchoolDay(dayOf(at))).toBe(true);
      expect(at.slice(11, 13) >= "08" && at.slice(11, 13) <= "16").toBe(true);
    }
    for (const row of rows)
      for (const field of ["when", "on"])
        expect(textOf(row, field) <= school.startsAt || row.type === "milestone").toBe(true);
  });

  test("every link leads to a record of its type that was there", () => {
    const types = new Map(rows.map((row) => [row.id as string, row.type]));
    let followed = 0;
    for (const { change, author } of school.changes) {
      expect(types.get(author)).toBe("adult");
      for (const [name, value] of carried(change)) {
        const field = schema.definitions[change.type]?.fields[name];
        if (!field || !("to" in field) || value === null) continue;
        for (const id of Array.isArray(value) ? value : [value]) {
          expect(types.get(id as string)).toBe(field.to);
          followed += 1;
        }
      }
    }
    expect(followed).toBeGreaterThan(5_000);
  });

  test("about 900 on roll, 24 in the room, 60 with a history, 12 adults in every role", () => {
    const onRoll = ofType("pupil").filter((row) => textOf(row, "leftOn") === "");
    expect(onRoll).toHaveLength(900);
    const stages = (row: RecordRow) => textOf(row, "stage");
    const now = ofType("placement").filter((row) =>
      ["settling", "in-iap", "part-time-return", "full-return"].includes(stages(row)),
    );
    expect(new Set(now.map((row) => row.scope)).size).toBe(24);
    const history = ofType("placement").filter((row) => stages(row) !== "referred");
    expect(new Set(history.map((row) => row.scope)).size).toBe(60);
    expect(ofType("placement").some((row) => stages(row) === "referred")).toBe(true);
    expect(ofType("adult")).toHaveLength(12);
    expect(new Set(ofType("adult").map((row) => textOf(row, "role"))).size).toBe(8);
    expect(rows.length).toBeGreaterThan(6_000);
    expect(rows.length).toBeLessThan(9_000);
    for (const persona of Object.values(school.personas))
      expect(rows.some((row) => row.id === (persona as AdultId as string))).toBe(true);
    const names = ofType("pupil").map((row) => `${textOf(row, "givenName")} ${textOf(row, "familyName")}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test("nobody writes the same sentence twice about one pupil", () => {
    const prose = new Set([
      "note",
      "before",
      "behaviour",
      "after",
      "nextStep",
      "work",
      "absentWhy",
      "followUp",
      "lastReview",
    ]);
    const twice: string[] = [];
    const said = new Map<string, Set<string>>();
    let sentences = 0;
    for (const { change } of school.changes) {
      const definition = schema.definitions[change.type];
      if (definition?.scope === "school") continue;
      const scope = said.get(change.scope) ?? new Set<string>();
      said.set(change.scope, scope);
      for (const [name, value] of carried(change)) {
        const kind = definition?.fields[name]?.kind;
        if (kind !== "prose" && kind !== "items" && !prose.has(name)) continue;
        const texts = typeof value === "object" && value !== null ? Object.values(value) : [value];
        for (const text of texts) {
          if (typeof text !== "string" || change.kind === "add") continue;
          for (const sentence of sentencesOf(text)) {
            if (scope.has(sentence)) twice.push(sentence);
            scope.add(sentence);
            sentences += 1;
            expect(sentence).not.toMatch(/lorem|[{}[\]|]|undefined/);
          }
        }
      }
    }
    expect(twice).toEqual([]);
    expect(sentences).toBeGreaterThan(4_000);
  });

  test("a baseline counts exactly the suspensions that are on file for its weeks", () => {
    const counted = ofType("baseline").map((row) => {
      const inWindow = rows.filter(
        (other) =>
          other.scope === row.scope &&
          other.type === "suspension" &&
          textOf(other, "start") >= textOf(row, "windowFrom") &&
          textOf(other, "start") <= textOf(row, "windowTo"),
      );
      expect(valueOf(row, "suspensions")).toBe(inWindow.length);
      expect(valueOf(row, "sessionsLost")).toBe(
        inWindow.reduce((sum, other) => sum + Number(valueOf(other, "sessions")), 0),
      );
      return inWindow.length;
    });
    expect(Math.max(...counted)).toBeGreaterThan(0);
  });

  test("no log is about a day the pupil was away", () => {
    const key = (row: RecordRow) => `${row.scope} ${textOf(row, "when").slice(0, 10)}`;
    const away = new Set(
      ofType("session-log")
        .filter((row) => textOf(row, "presence") === "absent")
        .map(key),
    );
    expect(away.size).toBeGreaterThan(20);
    for (const log of ofType("behaviour-log")) expect(away.has(key(log))).toBe(false);
  });
});

describe("the calendar of the demo", () => {
  test("on every day of three years it stands on a school Tuesday that is not ahead, in weeks that suit its pupils", () => {
    for (let day = "2026-01-01"; day < "2029-01-01"; day = addDays(day, 1)) {
      const stands = demoTuesday(day);
      expect(weekdayOf(stands)).toBe(2);
      expect(isSchoolDay(stands)).toBe(true);
      expect(stands <= day).toBe(true);
      expect(stands.slice(5) < "06-16" || stands.slice(5) >= "11-16").toBe(true);
    }
    expect(demoTuesday("2026-06-10")).toBe("2026-06-09");
    expect(demoTuesday("2026-10-01")).toBe("2026-06-09");
  });

  test.each([
    [11, "2026-11-21"],
    [1, "2026-11-21"],
    [1, "2027-06-09"],
  ])("the school made from seed %i on %s can be filed in order", (seed, day) => {
    const made = demoSchool({ seed, today: day });
    expect(replay(made).size).toBeGreaterThan(6_000);
    const owners = new Set<string>(["school"]);
    for (const { change } of made.changes) {
      if (change.kind === "create" && (change.scope as string) === change.record) owners.add(change.record);
      expect(owners.has(change.scope), `${change.type} ${change.kind} before its pupil`).toBe(true);
    }
    expect(made.changes.filter(({ at }) => dayOf(at) === dayOf(made.startsAt)).length).toBeGreaterThan(8);
  });
});
