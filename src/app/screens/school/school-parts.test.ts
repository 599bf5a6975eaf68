import { createDesk } from "#casework/commands/desk.fixture.ts";
import { editRecord } from "#casework/commands/edit-record.ts";
import { makeRecords } from "#casework/commands/make-records.ts";
import { schema } from "#casework/schema.ts";
import type { JsonObject } from "#base/json.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { factsOf, inPartOrder, isResting, nextOrder, partAt, SCHOOL_PARTS, titleOf } from "./school-parts.ts";

function made(path: string, each: readonly JsonObject[]): readonly ViewRecord[] {
  const part = partAt(path);
  if (!part) throw new Error(`no part at ${path}`);
  const desk = createDesk();
  desk.run(makeRecords, { type: part.type, each });
  return inPartOrder(
    part,
    [...desk.rows.keys()].toReversed().map((id) => desk.view(id)),
  );
}

const facts = (record: ViewRecord | undefined): string => {
  const definition = record && schema.definitions[record.type];
  return record && definition ? factsOf(definition, record) : "";
};

test("every part names a type of the school, and a field of it that takes a record out of use", () => {
  for (const part of SCHOOL_PARTS) {
    expect(schema.definitions[part.type]?.scope).toBe("school");
    expect(schema.definitions[part.type]?.fields[part.rest.field]?.kind).toBe("yes-no");
    expect(schema.definitions[part.type]?.fields["order"] !== undefined).toBe(part.ordered);
  }
});

test("the day stands by its times, categories by their place, adults by last name", () => {
  const day = made("day", [
    { name: "Period 2", start: "10:00", end: "11:00", kind: "lesson" },
    { name: "Period 1", start: "09:00", end: "10:00", kind: "lesson", weekdays: ["mon", "fri"], week: "A" },
  ]);
  expect(day.map(titleOf)).toEqual(["Period 1", "Period 2"]);
  expect(facts(day[0])).toBe("9:00am to 10:00am · Lesson · Monday and Friday only · Week A");
  const categories = made("categories", [
    { label: "Last", order: 12, tone: "concern" },
    { label: "No place yet" },
    { label: "First", order: 3, tone: "positive", meaning: "Came in and began" },
  ]);
  expect(categories.map(titleOf)).toEqual(["First", "Last", "No place yet"]);
  expect(facts(categories[0])).toBe("Going well · Came in and began");
  expect(nextOrder(categories)).toBe(13);
  expect(nextOrder([])).toBe(1);
  const adults = made("people", [
    { givenName: "Sanjay", familyName: "Parekh", role: "class-teacher" },
    { givenName: "Helen", familyName: "Ashdown", shownAs: "Mrs Ashdown", role: "senco", jobTitle: "SENCO" },
  ]);
  expect(adults.map(titleOf)).toEqual(["Mrs Ashdown", "Sanjay Parekh"]);
  expect(facts(adults[0])).toBe("Helen Ashdown · SENCO");
});

test("out of use is what the part says: a retired category, an adult who no longer works here", () => {
  for (const [path, fields] of [
    ["categories", { label: "Calm start" }],
    ["people", { givenName: "Ada", familyName: "Obi", role: "senco" }],
  ] as const) {
    const part = partAt(path);
    if (!part) throw new Error(`no part at ${path}`);
    const desk = createDesk();
    desk.run(makeRecords, { type: part.type, each: [fields] });
    const [id] = [...desk.rows.keys()];
    if (!id) throw new Error("one was made");
    expect(isResting(part, desk.view(id))).toBe(false);
    desk.run(editRecord, { seen: desk.view(id), to: { [part.rest.field]: part.rest.value } });
    expect(isResting(part, desk.view(id))).toBe(true);
  }
});
