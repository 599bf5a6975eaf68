import type { ViewRecord } from "#ledger/view.ts";
import { defineCodes } from "#ledger/code-list.ts";
import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, date, items, line, moment, percent, prose, whole, yesNo } from "#ledger/field.ts";
import { describe, expect, test } from "vitest";
import { faultsIn, fieldsOf, sameTyped, typedFrom } from "./form-values.ts";

const codes = defineCodes("codes", [
  { code: "a", label: "A" },
  { code: "b", label: "B" },
]);
const visit = defineRecord({
  type: "visit",
  label: "Visit",
  plural: "Visits",
  mode: "case",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  fields: {
    name: line({ label: "Name", required: true }),
    words: prose({ label: "Words", max: 20 }),
    on: date({ label: "On" }),
    one: choice({ label: "One", codes }),
    some: choices({ label: "Some", codes }),
    many: whole({ label: "Many", most: 10, notKnown: true }),
    share: percent({ label: "Share" }),
    agreed: yesNo({ label: "Agreed" }),
    list: items({ label: "List" }),
    at: moment({ label: "When" }),
    until: moment({ label: "Until", ahead: true }),
  },
  layout: [
    { title: "All", fields: ["name", "words", "on", "one", "some", "many", "share", "agreed", "list", "at", "until"] },
  ],
  slim: { fields: [], keep: 0 },
});
const all = Object.keys(visit.fields);
const newId = (): string => "0123456789abcdefghjkmnpqrs";

describe("what is typed and what it stands for", () => {
  test("an empty form stands for nothing entered", () => {
    const fields = fieldsOf(visit, typedFrom(visit, all, undefined), newId);
    expect(fields).toEqual({
      name: null,
      words: null,
      on: null,
      one: null,
      some: null,
      many: null,
      share: null,
      agreed: null,
      list: {},
      at: null,
      until: null,
    });
  });
  test("numbers become numbers, and what is no number stays as typed for the check to name", () => {
    const typed = { ...typedFrom(visit, all, undefined), name: "x", many: "12", share: "93.5" };
    expect(fieldsOf(visit, typed, newId)).toMatchObject({ many: 12, share: 93.5 });
    const wrong = fieldsOf(visit, { ...typed, many: "a dozen" }, newId);
    expect(wrong["many"]).toBe("a dozen");
    expect(faultsIn(visit, wrong, "2026-06-09")).toEqual({ many: "Many is a whole number." });
    expect(fieldsOf(visit, { ...typed, many: "not-known" }, newId)["many"]).toBe("not-known");
  });
  test("words still in the box of a list become its last line", () => {
    const typed = { list: { items: [{ item: "a", words: "first" }], typing: "second" } };
    expect(fieldsOf(visit, typed, newId)).toEqual({ list: { a: "first", [newId()]: "second" } });
  });
  test("every fault is told at once, beside its own field", () => {
    const typed = { ...typedFrom(visit, all, undefined), words: "x".repeat(21), on: "2026-2-30" };
    expect(Object.keys(faultsIn(visit, fieldsOf(visit, typed, newId), "2026-06-09")).sort()).toEqual([
      "name",
      "on",
      "words",
    ]);
  });
  test("[C61] what happened is not still to come, unless it may be", () => {
    const now = "2026-06-09T10:42";
    const at = (when: string) => faultsIn(visit, { at: when, until: when }, "2026-06-09", { now });
    expect(at("2026-06-09T10:42")).toEqual({});
    expect(at("2026-06-09T10:43")).toEqual({ at: "When is still to come. Check the day and the time." });
    expect(faultsIn(visit, { at: "2027-06-09T10:42" }, "2026-06-09")).toEqual({});
  });
  test("[C61] what stands so already is no fault of who adds to it: another tablet's clock was ahead", () => {
    const [now, when] = ["2026-06-09T10:42", "2026-06-09T10:45"];
    const faults = (at: string) => faultsIn(visit, { at, words: "said" }, "2026-06-09", { now, stands: { at: when } });
    expect(faults(when)).toEqual({});
    expect(Object.keys(faults("2026-06-09T10:46"))).toEqual(["at"]);
  });
  test("[C29] what a command asks for beside the type is named with the rest, all at once", () => {
    const fields = { name: null, one: null, some: [], words: "said" };
    expect(faultsIn(visit, fields, "2026-06-09", { needs: ["one", "some", "words", "many"] })).toEqual({
      name: "“Name” is needed.",
      one: "“One” is needed before this record is finished.",
      some: "“Some” is needed before this record is finished.",
    });
  });
  test("of a moment it is said whether the day is wrong or the time is missing", () => {
    const at = (when: string) => faultsIn(visit, { at: when }, "2026-06-09")["at"];
    expect(at("2026-02-31T10:42")).toBe("When is not a date there is. Write it like 9 June 2026.");
    expect(at("2026-06-09T")).toBe("When needs a time as well.");
    expect(at("-6-9T10:42")).toBe("When needs a date and a time.");
  });
  test("[C50] what a new record begins with takes the place of nothing in one that is there", () => {
    const seen = { fields: { name: { value: "Ann" } }, amendments: [] } as unknown as ViewRecord;
    expect(typedFrom(visit, ["name", "words"], seen, { name: "Ben", words: "said" })).toEqual({
      name: "Ann",
      words: "",
    });
  });
  test("a value known already stands in its input", () => {
    expect(typedFrom(visit, ["name", "some"], undefined, { name: "Ann", some: ["a"] })).toEqual({
      name: "Ann",
      some: ["a"],
    });
    expect(sameTyped({ a: "1", b: [] }, { b: [], a: "1" })).toBe(true);
  });
});
