import { describe, expect, test } from "vitest";
import type { Change } from "./change.ts";
import { merge } from "./merge.ts";
import { fieldState } from "./merging.ts";
import {
  add,
  amend,
  changeOf,
  create,
  fold,
  idOf,
  mergeOne,
  note,
  plan,
  remove,
  set,
  settle,
  stampOf,
} from "./plan.fixture.ts";
import { isRefusal } from "./refusal.ts";
import { made, written, valueIn, sidesOf, refusalOf } from "./merge.fixture.ts";

describe("fields", () => {
  test("[M1] an edit by someone who saw the value replaces it", () => {
    const row = fold(made, set("a1", "title", "Plan A", "c"), set("b1", "title", "Plan B", "a1"));
    expect(fieldState(row, "title")).toEqual({ value: "Plan B", by: idOf("b1") });
    expect(row.decisions).toEqual([]);
  });

  test("[M2] the create is the base of every field, also of one left empty", () => {
    const row = fold(made, set("a1", "review", "12 June", "c"));
    expect(valueIn(row, "review")).toBe("12 June");
    expect(row.outcome).toBe("applied");
    expect(valueIn(fold(made), "review")).toBeNull();
  });

  test("[M2] a second create of the same record is refused", () => {
    expect(refusalOf(fold(made), create({ title: "Another" }))).toBe("alreadyThere");
  });

  test("[M2] a list left empty in a create is an empty list", () => {
    expect(fold(create({ title: "Plan", helps: null })).lists).toEqual({});
  });

  test("[M3] the same value written apart is no clash, and both authors have seen it", () => {
    const row = fold(made, set("a1", "review", "12 June", "c"), set("b1", "review", "12 June", "c"));
    expect(row.outcome).toBe("same");
    for (const base of ["a1", "b1"]) {
      const next = mergeOne(row, set("e1", "review", "14 June", base));
      expect(isRefusal(next) ? next.code : next.outcome).toBe("applied");
    }
  });

  test("[M3] a guarded field asks even when both said the same", () => {
    const row = fold(made, set("a1", "risk", "high", "c"), set("b1", "risk", "high", "c"));
    expect(row.outcome).toBe("decision");
    expect(sidesOf(row)).toEqual(["high", "high"]);
  });

  test.each(["review", "reason", "risk"])("[M5] two values of %s written apart are both kept", (field) => {
    const [one, two] = field === "risk" ? ["some", "high"] : ["12 June", "14 June"];
    const first = set("a1", field, one, "c", "before");
    const second = set("b1", field, two, "c", "before");
    const ab = fold(made, first, second);
    const ba = fold(made, second, first);
    expect(valueIn(ab, field)).toBe(one);
    expect(valueIn(ba, field)).toBe(two);
    expect(sidesOf(ab)).toEqual([one, two]);
    expect(sidesOf(ba)).toEqual([two, one]);
    for (const row of [ab, ba]) {
      expect(row.decisions).toHaveLength(1);
      expect(row.decisions[0]).toMatchObject({ state: "open", about: "field", field, before: "before" });
      expect(Object.keys(row.stamps)).toEqual(expect.arrayContaining([idOf("a1"), idOf("b1")]));
    }
  });

  test("[M5] a third value joins the open decision; there is never a second one about a field", () => {
    const row = fold(made, set("a1", "review", "1", "c"), set("b1", "review", "2", "c"), set("d1", "review", "3", "c"));
    expect(sidesOf(row)).toEqual(["1", "2", "3"]);
    expect(row.decisions).toHaveLength(1);
  });

  test("[M5] an edit of what stands moves the kept side of the open decision", () => {
    const row = fold(
      made,
      set("a1", "review", "1", "c"),
      set("b1", "review", "2", "c"),
      set("a2", "review", "1b", "a1"),
    );
    expect(row.outcome).toBe("applied");
    expect(sidesOf(row)).toEqual(["1b", "2"]);
    expect(valueIn(row, "review")).toBe("1b");
  });

  test("[M5] different fields never clash", () => {
    const row = fold(
      made,
      set("a1", "review", "1", "c"),
      set("b1", "reason", "2", "c"),
      set("d1", "risk", "high", "c"),
    );
    expect(row.decisions).toEqual([]);
    expect([valueIn(row, "review"), valueIn(row, "reason"), valueIn(row, "risk")]).toEqual(["1", "2", "high"]);
  });

  test("[M6] a clock, an author and a device decide nothing", () => {
    const stamps = ["1970-01-01T00:00:00Z", "2036-06-09T10:42:00Z"].map((at) => ({ ...stampOf("a"), at }));
    const values = stamps.flatMap((late) =>
      stamps.map((early) => {
        const row = fold(made, set("a1", "review", "1", "c"));
        const stamped = { ...row, stamps: { ...row.stamps, [idOf("a1")]: early } };
        const change = set("b1", "review", "2", "c");
        const merged = merge({ row: stamped, change, stamp: late, seq: 3, schema: 1, definition: plan });
        return isRefusal(merged) ? merged.code : [merged.row.fields, merged.row.decisions];
      }),
    );
    for (const value of values) expect(value).toEqual(values[0]);
    expect(values).toHaveLength(4);
  });

  test("[M7] an edit based on the losing side takes its place and does not win", () => {
    const row = fold(
      made,
      set("a1", "review", "1", "c"),
      set("b1", "review", "2", "c"),
      set("b2", "review", "2b", "b1"),
    );
    expect(row.outcome).toBe("decision");
    expect(valueIn(row, "review")).toBe("1");
    expect(sidesOf(row)).toEqual(["1", "2b"]);
  });

  test("a list is not changed by a set, nor a field by an item", () => {
    expect(refusalOf(fold(made), set("a1", "helps", "x", "c"))).toBe("isAList");
    expect(refusalOf(fold(made), { ...add("a1", "k", "x"), field: "title" } as Change)).toBe("notAList");
  });
});

describe("lists", () => {
  test("[M13] additions written apart are both kept", () => {
    const row = fold(made, add("a1", "k", "quiet corner"), add("b1", "m", "a walk"));
    expect(Object.values(row.lists["helps"] ?? {}).map((item) => item.value)).toEqual(["quiet corner", "a walk"]);
  });

  test("[M13] only the additions that were seen go", () => {
    const both = [made, add("a1", "k", "quiet corner"), add("b1", "k", "quiet corner")];
    expect(fold(...both, remove("e1", "k", ["a1"])).lists["helps"]?.[idOf("k")]?.adds).toEqual([idOf("b1")]);
    expect(fold(...both, remove("e1", "k", ["a1", "b1"])).lists["helps"]).toEqual({});
    expect(fold(made, remove("e1", "k", ["a1"])).outcome).toBe("same");
  });

  test("[M13] an item keeps its words", () => {
    expect(refusalOf(fold(made, add("a1", "k", "quiet corner")), add("b1", "k", "loud music"))).toBe("itemThere");
  });
});

describe("logs", () => {
  test("[M14] amendments are all kept and the first words stay", () => {
    const row = fold(written(), amend("a1", { text: "It was a table" }), amend("b1", { level: 3 }));
    expect(valueIn(row, "text")).toBe("Threw a chair");
    expect(row.amendments.map((amendment) => amendment.fields)).toEqual([{ text: "It was a table" }, { level: 3 }]);
    expect(row.decisions).toEqual([]);
  });

  test("[M14] a log is not edited, and a plan is not amended", () => {
    const edit = changeOf({ kind: "set", id: idOf("a1"), field: "text", to: "x", from: "", base: idOf("c") }, "note");
    expect(refusalOf(fold(written()), edit)).toBe("appendOnly");
    expect(
      refusalOf(fold(made), changeOf({ kind: "amend", id: idOf("a1"), fields: { title: "x" }, how: "amended" })),
    ).toBe("notALog");
    expect(note.mode).toBe("log");
  });
});

describe("what is not known or does not fit", () => {
  test("[M16] unknown fields and types merge as single values and are kept", () => {
    const row = fold(made, set("a1", "colour", "blue", "c"), set("b1", "colour", "green", "c"));
    expect(sidesOf(row)).toEqual(["blue", "green"]);
    const strange = merge({
      row: undefined,
      change: create({ x: { deep: [1] } }, "weather"),
      stamp: stampOf("a"),
      seq: 1,
      schema: 9,
      definition: undefined,
    });
    expect(isRefusal(strange) ? strange : valueIn(strange.row, "x")).toEqual({ deep: [1] });
  });

  test("[M17] a change for another type, another owner or no record is refused, and nothing is touched", () => {
    const row = fold(made);
    const before = JSON.stringify(row);
    expect(refusalOf(row, { ...set("a1", "review", "1", "c"), type: "note" })).toBe("wrongPlace");
    expect(refusalOf(row, { ...set("a1", "review", "1", "c"), scope: idOf("qq") })).toBe("wrongPlace");
    expect(refusalOf(undefined, set("a1", "review", "1", "c"))).toBe("noSuchRecord");
    expect(refusalOf(row, settle("s1", "zz", "1", []))).toBe("noSuchDecision");
    expect(JSON.stringify(row)).toBe(before);
  });
});
