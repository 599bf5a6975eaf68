import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "./change.ts";
import type { RecordId } from "./names.ts";
import { add, create, fold, idOf, SCOPE, set, toySchema, withdraw } from "./plan.fixture.ts";
import type { RecordRow } from "./record-row.ts";
import { slimOf, type Summary, summarise } from "./slim.ts";

const EMPTY: Summary = { scope: SCOPE, slims: [] };

const noteAt = (name: string, day: number, seq = 1): RecordRow => {
  const fields = { occurred: `2026-06-${String(day).padStart(2, "0")}T10:00`, text: name };
  return { ...fold(create(fields, "note")), id: idOf<RecordId>(name), seq };
};
const textsOf = (summary: Summary): unknown[] => summary.slims.map((slim) => slim.fields["text"]);

test("a slim holds the few fields of its rule, lists as their words, and nothing that was left empty", () => {
  const slim = slimOf(toySchema, fold(create({ title: "Plan", reason: "Long text" }), add("a1", "k", "a walk")));
  expect(slim).toMatchObject({ type: "plan", fields: { title: "Plan", helps: ["a walk"] }, open: 0, unsent: false });
  expect(Object.keys(slim?.fields ?? {})).toEqual(["title", "helps"]);
});

test("a withdrawn record is in no summary, and one that waits for a person is in every one", () => {
  const asked: readonly Change[] = [create(), set("a1", "review", "1", "c"), withdraw("w1", ["c"])];
  expect(slimOf(toySchema, fold(create(), withdraw("w1", ["c"])))).toBeUndefined();
  expect(slimOf(toySchema, fold(...asked))).toMatchObject({ open: 1 });
  const [plan, note] = [toySchema.definitions["plan"], toySchema.definitions["note"]];
  const none = {
    ...toySchema,
    definitions: { plan: { ...plan, slim: { fields: [], keep: 0 } }, note },
  } as typeof toySchema;
  expect(slimOf(none, fold(create()))).toBeUndefined();
  expect(summarise(none, EMPTY, [fold(...asked)]).slims).toHaveLength(1);
});

test("the newest of a type, as many as its rule keeps; a decision is kept beyond them", () => {
  const old = { ...fold(create({ occurred: "2026-05-01T10:00", text: "old" }, "note")), id: idOf<RecordId>("na") };
  const asked: RecordRow = {
    ...old,
    decisions: [
      {
        id: idOf("w1"),
        about: "withdrawal",
        field: "",
        before: null,
        kept: { value: "keep", change: idOf("c") },
        others: [],
        state: "open",
      },
    ],
  };
  const summary = summarise(toySchema, EMPTY, [noteAt("n1", 1), asked, noteAt("n3", 3), noteAt("n2", 2)]);
  expect(textsOf(summary)).toEqual(["n3", "n2", "old"]);
});

test("what is unsent is marked", () => {
  const summary = summarise(toySchema, EMPTY, [noteAt("n1", 1), noteAt("n2", 2)], (row) => row.id === idOf("n2"));
  expect(summary.slims.map((slim) => slim.unsent)).toEqual([true, false]);
});

test("[I1] records told one by one, in any order and again, give the summary of them all at once", () => {
  const rows = fc.uniqueArray(
    fc.record({ name: fc.integer({ min: 10, max: 60 }), day: fc.integer({ min: 1, max: 28 }) }),
    { selector: ({ name }) => name, maxLength: 12 },
  );
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (made, order) => {
      const all = made.map(({ name, day }) => noteAt(`n${name}x`, day));
      const shuffled = [...all, ...all.slice(0, 3)].map((row) => ({ row, at: order.next().value as number }));
      const inParts = shuffled
        .sort((a, b) => a.at - b.at)
        .reduce((summary, { row }) => summarise(toySchema, summary, [row]), EMPTY);
      expect(inParts).toEqual(summarise(toySchema, EMPTY, all));
      expect(inParts.slims.length).toBe(Math.min(2, all.length));
    }),
    { numRuns: 500, seed: 1 },
  );
});
