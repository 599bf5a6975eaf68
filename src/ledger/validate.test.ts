import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "#base/json.ts";
import { defineCodes } from "./code-list.ts";
import {
  choice,
  choices,
  clock,
  date,
  type Field,
  formatted,
  items,
  line,
  link,
  links,
  moment,
  percent,
  prose,
  whole,
  yesNo,
} from "./field.ts";
import { changeOf, create, idOf, note, plan } from "./plan.fixture.ts";
import { isRefusal } from "./refusal.ts";
import { checkChange, checkValue, cleanText } from "./validate.ts";

const TODAY = "2026-06-09";
const codes = defineCodes("mood", [
  { code: "calm", label: "Calm" },
  { code: "old", label: "Old", validTo: "2025-08-31" },
  { code: "new", label: "New", validFrom: "2026-09-01" },
]);
const words = { label: "What" };
const codeOf = (field: Field, value: Json, today: string | undefined = TODAY): string =>
  checkValue("what", field, value, today)?.code ?? "good";

describe("values", () => {
  test.each<[string, Field, readonly Json[], readonly Json[]]>([
    ["a line", line(words), ["x", "é".repeat(200)], [5, ["x"], "a\nb", "x".repeat(201), "a\u202e"]],
    ["prose", prose({ ...words, max: 50 }), ["a\nb\tc"], ["x".repeat(51), "a\u0000b", "a\rb", "\ud800", {}]],
    ["a date", date(words), ["2024-02-29", "2026-12-31"], ["2026-02-29", "2026-13-01", "9 June", "2026-6-9", 20260609]],
    [
      "a date within limits",
      date({ ...words, earliest: "2026-01-01", latest: "2026-12-31" }),
      [TODAY],
      ["2025-12-31", "2027-01-01"],
    ],
    [
      "a date of birth",
      date({ ...words, birth: true }),
      ["2013-06-10", "2010-01-01"],
      ["1924-03-01", "2026-01-01", "2005-06-08"],
    ],
    [
      "a moment",
      moment(words),
      ["2026-06-09T10:42"],
      ["2026-06-09", "2026-06-09T24:00", "2026-06-09T10:42Tx", "T10:42", 5],
    ],
    ["a time of day", clock(words), ["00:00", "23:59"], ["24:00", "9:05", "10:42:00"]],
    ["a choice", choice({ ...words, codes }), ["calm"], ["old", "new", "other", 1, ["calm"]]],
    ["several choices", choices({ ...words, codes, most: 1 }), [["calm"], []], ["calm", ["calm", "calm"], ["other"]]],
    ["a whole number", whole({ ...words, least: 1, most: 4 }), [1, 4], [0, 5, 1.5, "2", "not-known", NaN]],
    ["a number or not known", whole({ ...words, notKnown: true }), ["not-known", 0], [-1]],
    ["yes or no", yesNo(words), [true, false], ["yes", 1]],
    ["a link", link({ ...words, to: "plan" }), [idOf<string>("a")], ["a", "i".repeat(26)]],
    ["links", links({ ...words, to: "plan" }), [[], [idOf<string>("a")]], [idOf<string>("a"), ["a"]]],
    [
      "a list",
      items({ ...words, max: 5 }),
      [{}, { [idOf<string>("a")]: "short" }],
      [{ x: "a" }, { [idOf<string>("a")]: " " }, { [idOf<string>("a")]: "longer" }, []],
    ],
    [
      "a form of its own",
      formatted({ ...words, check: (text) => (text === "A1" ? { value: text } : { sentence: "No." }) }),
      ["A1"],
      ["B2", 5],
    ],
  ])("%s", (_name, field, good, bad) => {
    for (const value of good) expect([value, codeOf(field, value)]).toEqual([value, "good"]);
    for (const value of bad) expect([value, codeOf(field, value)]).not.toEqual([value, "good"]);
  });

  test("a percentage has one decimal at most, and every one of those is good", () => {
    for (let tenths = 0; tenths <= 1000; tenths += 1)
      expect([tenths, codeOf(percent(words), tenths / 10)]).toEqual([tenths, "good"]);
    for (const bad of [12.34, -0.1, 100.1, "12", "not-known"]) expect(codeOf(percent(words), bad)).not.toBe("good");
    expect(codeOf(percent({ ...words, notKnown: true }), "not-known")).toBe("good");
  });

  test("a code that is no longer offered stands in what was written before", () => {
    expect(codeOf(choice({ ...words, codes }), "old")).toBe("notInList");
    expect(checkValue("what", choice({ ...words, codes }), "old")).toBeUndefined();
  });

  test("nothing entered is good, unless it is required", () => {
    for (const field of [line(words), date(words), choice({ ...words, codes }), items(words)]) {
      expect(codeOf(field, null)).toBe("good");
      expect(codeOf({ ...field, required: true }, null)).toBe("missing");
    }
    expect(checkValue("what", line({ label: "Name", required: true }), "")?.sentence).toBe("“Name” is needed.");
  });

  test("whatever is handed in, the answer is a sentence or nothing, and never a throw", () => {
    const fields = [
      line(words),
      prose(words),
      date(words),
      moment(words),
      clock(words),
      choice({ ...words, codes }),
      choices({ ...words, codes }),
      whole(words),
      percent(words),
      yesNo(words),
      link({ ...words, to: "x" }),
      links({ ...words, to: "x" }),
      items(words),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, value) => {
        const said = checkValue("what", field, value as Json, TODAY);
        expect(said === undefined || (isRefusal(said) && said.sentence.length > 5 && said.field === "what")).toBe(true);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test("cleaned text is always good text, and cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const clean = cleanText(text);
        expect(checkValue("what", prose(words), clean)?.code ?? "good").toBe("good");
        expect(cleanText(clean)).toBe(clean);
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect(cleanText("a\r\nb\u202ec\u0000d\ud800e 👍🏽")).toBe("a\nbcde 👍🏽");
  });
});

describe("changes", () => {
  const refuse = { unknownFields: "refuse", today: TODAY } as const;
  const codeFor = (
    definition: typeof plan | typeof note,
    change: Parameters<typeof checkChange>[1],
    options: Parameters<typeof checkChange>[2] = refuse,
  ) => {
    const said = checkChange(definition, change, options);
    return said ? `${said.code} ${said.field ?? ""}`.trim() : "good";
  };

  test("a create holds what is required, and nothing it may not", () => {
    expect(codeFor(plan, create({ title: "x" }))).toBe("good");
    expect(codeFor(plan, create({}))).toBe("missing title");
    expect(codeFor(plan, create({ title: "x", risk: "sky-high" }))).toBe("notInList risk");
    expect(codeFor(plan, create({ title: "x", colour: "blue" }))).toBe("noSuchField colour");
  });

  test("[M16] a field that is not known is kept where it may come from a newer app", () => {
    expect(codeFor(plan, create({ title: "x", colour: "blue" }), { unknownFields: "keep" })).toBe("good");
  });

  test("what is required is not emptied by an edit or an amendment", () => {
    const set = changeOf({ kind: "set", id: idOf("a"), field: "title", to: null, from: "x", base: idOf("c") });
    expect(codeFor(plan, set)).toBe("missing title");
    const amend = (fields: { readonly [field: string]: Json }) =>
      changeOf({ kind: "amend", id: idOf("a"), fields, how: "amended" }, "note");
    expect(codeFor(note, amend({ text: null }))).toBe("missing text");
    expect(codeFor(note, amend({}))).toBe("empty");
    expect(codeFor(note, amend({ level: 3 }))).toBe("good");
  });

  test("an item has a name and words", () => {
    const add = (item: string, value: Json) => changeOf({ kind: "add", id: idOf("a"), field: "helps", item, value });
    expect(codeFor(plan, add(idOf("k"), "quiet corner"))).toBe("good");
    expect(codeFor(plan, add("k", "quiet corner"))).toBe("badItem helps");
    expect(codeFor(plan, add(idOf("k"), "  "))).toBe("missing helps");
  });
});
