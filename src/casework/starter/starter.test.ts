import { isRefusal } from "#ledger/refusal.ts";
import { valueOf } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { createDesk } from "../commands/desk.fixture.ts";
import { makeRecords } from "../commands/make-records.ts";
import { putInOrder } from "../commands/put-in-order.ts";
import { starterCategories } from "./categories.ts";
import { starterTemplates } from "./milestone-templates.ts";
import { starterDay } from "./school-day.ts";

test("each starter list is what its records may hold, and is made in one go", () => {
  for (const [type, each] of [
    ["category", starterCategories],
    ["milestone-template", starterTemplates],
    ["school-period", starterDay],
  ] as const) {
    const desk = createDesk();
    const drafts = desk.run(makeRecords, { type, each });
    expect(isRefusal(drafts) ? drafts.sentence : drafts.length).toBe(each.length);
    expect(desk.rows.size).toBe(each.length);
  }
});

test("the periods of the starter day follow one another without a gap or an overlap", () => {
  for (const [at, period] of starterDay.entries()) {
    if (at > 0) expect(period["start"]).toBe(starterDay[at - 1]?.["end"]);
    expect(String(period["start"]) < String(period["end"])).toBe(true);
  }
});

test("one record that does not fit leaves the others unmade", () => {
  const desk = createDesk();
  const refused = desk.run(makeRecords, { type: "category", each: [{ label: "Calm start" }, { label: "" }] });
  expect(isRefusal(refused) && refused.field).toBe("label");
  expect(desk.rows.size).toBe(0);
});

test("putting in order writes only the places that differ", () => {
  const desk = createDesk();
  desk.run(makeRecords, { type: "category", each: starterCategories.slice(0, 4) });
  const [a, b, c, d] = [...desk.rows.keys()].map((id) => desk.view(id));
  if (!a || !b || !c || !d) throw new Error("four were made");
  const drafts = desk.run(putInOrder, { wanted: [a, c, b, d] });
  expect(isRefusal(drafts) ? [] : drafts.map((draft) => draft.record)).toEqual([c.id, b.id]);
  expect([a, c, b, d].map(({ id }) => valueOf(desk.view(id), "order"))).toEqual([1, 2, 3, 4]);
  expect(desk.run(putInOrder, { wanted: [a, c, b, d].map(({ id }) => desk.view(id)) })).toMatchObject({
    refused: true,
  });
});
