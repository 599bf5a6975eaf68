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
  reopen,
  restore,
  set,
  settle,
  stampOf,
  withdraw,
} from "./plan.fixture.ts";
import type { RecordRow } from "./record-row.ts";
import { isRefusal } from "./refusal.ts";

const made = create({ title: "Plan", risk: "low" });
const written = (text = "Threw a chair"): Change => create({ occurred: "2026-06-09T10:42", text }, "note");
const valueIn = (row: RecordRow, field: string): unknown => fieldState(row, field).value;
const openIn = (row: RecordRow) => row.decisions.filter((decision) => decision.state === "open");
const sidesOf = (row: RecordRow, n = 0): unknown[] =>
  [row.decisions[n]?.kept, ...(row.decisions[n]?.others ?? [])].map((side) => side?.value);
const refusalOf = (row: RecordRow | undefined, change: Change): string => {
  const merged = mergeOne(row, change);
  return isRefusal(merged) ? merged.code : "merged";
};

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

describe("decisions", () => {
  const asked = [made, set("a1", "review", "1", "c"), set("b1", "review", "2", "c")];

  test("[M4] a choice replaces what stands, and both sides stay in the history", () => {
    const row = fold(...asked, settle("s1", "b1", "2", ["a1", "b1"]));
    expect(valueIn(row, "review")).toBe("2");
    expect(row.decisions[0]).toMatchObject({ state: "settled", settled: { value: "2", change: idOf("s1") } });
    expect(sidesOf(row)).toEqual(["1", "2"]);
  });

  test("[M4] whoever wrote the chosen value goes on without being asked; the other is asked", () => {
    const row = fold(...asked, settle("s1", "b1", "2", ["a1", "b1"]));
    expect(outcomeOf(row, set("b2", "review", "2b", "b1"))).toBe("applied");
    expect(outcomeOf(row, set("a2", "review", "1b", "a1"))).toBe("decision");
  });

  test("[M4] in a guarded field both are asked", () => {
    const row = fold(
      made,
      set("a1", "risk", "some", "c"),
      set("b1", "risk", "high", "c"),
      settle("s1", "b1", "high", ["a1", "b1"]),
    );
    expect(outcomeOf(row, set("b2", "risk", "low", "b1"))).toBe("decision");
    expect(outcomeOf(row, set("a2", "risk", "low", "a1"))).toBe("decision");
  });

  test("[M4] a choice that the field cannot hold is refused", () => {
    const row = fold(made, set("a1", "risk", "some", "c"), set("b1", "risk", "high", "c"));
    expect(refusalOf(row, settle("s1", "b1", "sky-high", ["a1", "b1"]))).toBe("notInList");
  });

  test("[M8] a choice that had not seen a side joins as one more side", () => {
    const row = fold(...asked, set("d1", "review", "3", "c"), settle("s1", "b1", "2", ["a1", "b1"]));
    expect(row.outcome).toBe("decision");
    expect(valueIn(row, "review")).toBe("1");
    expect(sidesOf(row)).toEqual(["1", "2", "3", "2"]);
    expect(openIn(row)).toHaveLength(1);
  });

  test("[M8] a choice that had not seen an edit of the kept side joins as one more side", () => {
    const row = fold(...asked, set("a2", "review", "1b", "a1"), settle("s1", "b1", "1", ["a1", "b1"]));
    expect(row.outcome).toBe("decision");
    expect(sidesOf(row)).toEqual(["1b", "2", "1"]);
  });

  test("[M9] the same choice made apart is one choice, and both go on from it", () => {
    const row = fold(...asked, settle("s1", "b1", "2", ["a1", "b1"]), settle("t1", "b1", "2", ["a1", "b1"]));
    expect(row.outcome).toBe("same");
    expect(outcomeOf(row, set("e1", "review", "x", "s1"))).toBe("applied");
    expect(outcomeOf(row, set("e1", "review", "x", "t1"))).toBe("applied");
  });

  test("[M9] another choice made apart is a decision again", () => {
    const row = fold(...asked, settle("s1", "b1", "2", ["a1", "b1"]), settle("t1", "b1", "1", ["a1", "b1"]));
    expect(row.outcome).toBe("decision");
    expect(valueIn(row, "review")).toBe("2");
    expect(sidesOf(row, 1)).toEqual(["2", "1"]);
  });

  test("[M9] another choice joins the decision that is open already", () => {
    const row = fold(
      ...asked,
      settle("s1", "b1", "2", ["a1", "b1"]),
      set("e1", "review", "3", "a1"),
      settle("t1", "b1", "1", ["a1", "b1"]),
    );
    expect(openIn(row)).toHaveLength(1);
    expect(openIn(row)[0]?.others.map((side) => side.value)).toEqual(["3", "1"]);
  });

  test("[M20] a choice finds its decision by a side it saw, when a restore has named it after the other", () => {
    const turned = [made, set("b1", "review", "2", "c"), set("a1", "review", "1", "c")];
    const choice = settle("s1", "b1", "3", ["a1", "b1"]);
    const row = fold(...turned, choice);
    expect([valueIn(row, "review"), row.decisions[0]?.id, row.decisions[0]?.state]).toEqual([
      "3",
      idOf("a1"),
      "settled",
    ]);
    expect(fold(...turned, choice, reopen("r1", "b1", "s1")).decisions[0]?.state).toBe("open");
    expect(refusalOf(fold(made, set("b1", "review", "2", "c")), choice)).toBe("noSuchDecision");
  });

  test("[M15] a choice can be undone: the decision is open again as it was", () => {
    const before = fold(...asked);
    const row = fold(...asked, settle("s1", "b1", "2", ["a1", "b1"]), reopen("r1", "b1", "s1"));
    expect(row.decisions).toEqual(before.decisions);
    expect(row.fields).toEqual(before.fields);
  });

  test("[M15] a choice that was built upon is not undone", () => {
    const settled = [...asked, settle("s1", "b1", "2", ["a1", "b1"])];
    expect(refusalOf(fold(...settled, set("e1", "review", "3", "s1")), reopen("r1", "b1", "s1"))).toBe("changedSince");
    expect(refusalOf(fold(...settled, set("e1", "review", "3", "a1")), reopen("r1", "b1", "s1"))).toBe("changedSince");
  });

  test("[M15] an edit of the undone choice becomes a side of its own", () => {
    const row = fold(
      ...asked,
      settle("s1", "b1", "2", ["a1", "b1"]),
      reopen("r1", "b1", "s1"),
      set("e1", "review", "3", "s1"),
    );
    expect(sidesOf(row)).toEqual(["1", "2", "3"]);
  });
});

describe("withdrawals", () => {
  test("[M10] a record is taken back by someone who saw all of it", () => {
    const row = fold(made, set("a1", "review", "1", "c"), withdraw("w1", ["c", "a1"]));
    expect(row.withdrawn).toEqual({ change: idOf("w1"), reason: "entered twice" });
    expect(row.decisions).toEqual([]);
  });

  test.each([
    ["an edit", set("a1", "review", "1", "c")],
    ["an item", add("a1", "k", "quiet corner")],
  ])("[M10] [M11] %s written apart keeps the record there, in either order, as a decision", (_what, edit) => {
    const rows = [fold(made, edit, withdraw("w1", ["c"])), fold(made, withdraw("w1", ["c"]), edit)];
    for (const row of rows) {
      expect(row.outcome).toBe("decision");
      expect(row.withdrawn).toBeNull();
      expect(openIn(row)[0]).toMatchObject({ about: "withdrawal" });
      expect(sidesOf(row)).toEqual(["keep", "withdraw"]);
    }
    expect(rows[0]?.fields).toEqual(rows[1]?.fields);
    expect(rows[0]?.lists).toEqual(rows[1]?.lists);
  });

  test("[M10] [M11] an amendment written apart from a withdrawal keeps the note there", () => {
    for (const order of [
      [amend("a1", { text: "It was a table" }), withdraw("w1", ["c"], "note")],
      [withdraw("w1", ["c"], "note"), amend("a1", { text: "It was a table" })],
    ]) {
      const row = fold(written(), ...order);
      expect(row.withdrawn).toBeNull();
      expect(row.amendments.map((amendment) => amendment.fields["text"])).toEqual(["It was a table"]);
      expect(sidesOf(row)).toEqual(["keep", "withdraw"]);
    }
  });

  test("[M11] an edit that clashes and brings the record back opens two decisions", () => {
    const row = fold(made, set("a1", "review", "1", "c"), withdraw("w1", ["c", "a1"]), set("b1", "review", "2", "c"));
    expect(openIn(row).map((d) => [d.about, d.kept.value, d.others[0]?.value])).toEqual([
      ["field", "1", "2"],
      ["withdrawal", "keep", "withdraw"],
    ]);
    expect(row.withdrawn).toBeNull();
  });

  test("[M10] a withdrawal joins an open decision about withdrawing, and does not hide the record", () => {
    const row = fold(made, set("a1", "review", "1", "c"), withdraw("w1", ["c"]), withdraw("x1", ["c", "a1", "w1"]));
    expect(row.withdrawn).toBeNull();
    expect(sidesOf(row)).toEqual(["keep", "withdraw", "withdraw"]);
  });

  test("[M10] [M4] a decision to withdraw takes effect only for someone who saw all that stands", () => {
    const asked = [made, set("a1", "review", "1", "c"), withdraw("w1", ["c"])];
    const seen = ["c", "a1", "w1"];
    expect(fold(...asked, settle("s1", "w1", "withdraw", seen)).withdrawn?.change).toBe(idOf("s1"));
    const later = fold(...asked, add("b1", "k", "quiet corner"), settle("s1", "w1", "withdraw", seen));
    expect(later.withdrawn).toBeNull();
    expect(later.outcome).toBe("decision");
    expect(refusalOf(fold(...asked), settle("s1", "w1", "perhaps", seen))).toBe("notAChoice");
  });

  test("[M10] a withdrawal by someone who had not seen the decision to keep asks again", () => {
    const kept = fold(
      made,
      set("a1", "review", "1", "c"),
      withdraw("w1", ["c"]),
      settle("s1", "w1", "keep", ["a1", "w1"]),
    );
    expect(kept.withdrawn).toBeNull();
    expect(outcomeOf(kept, withdraw("x1", ["c", "a1", "w1"]))).toBe("decision");
    expect(outcomeOf(kept, withdraw("x1", ["c", "a1", "w1", "s1"]))).toBe("applied");
  });

  test("[M12] a restore takes back the withdrawal its author saw", () => {
    const row = fold(made, withdraw("w1", ["c"]), restore("r1", ["w1"]));
    expect(row.withdrawn).toBeNull();
    expect(row.decisions).toEqual([]);
  });

  test("[M12] a restore and a withdrawal written apart are a decision, in any order", () => {
    const w1 = withdraw("w1", ["c"]);
    const x1 = withdraw("x1", ["c"]);
    const r1 = restore("r1", ["w1"]);
    for (const order of [
      [w1, r1, x1],
      [w1, x1, r1],
      [x1, w1, r1],
    ]) {
      const row = fold(made, ...order);
      expect(row.withdrawn).toBeNull();
      expect(openIn(row)).toHaveLength(1);
      expect(sidesOf(row)).toEqual(["keep", "withdraw"]);
      expect(openIn(row)[0]?.others[0]?.change).toBe(idOf("x1"));
    }
  });

  test("[M12] a restore that saw both withdrawals brings the record back", () => {
    const row = fold(made, withdraw("w1", ["c"]), withdraw("x1", ["c"]), restore("r1", ["w1", "x1"]));
    expect([row.outcome, row.withdrawn, row.decisions]).toEqual(["applied", null, []]);
  });

  test("[M12] of two restores written apart, each author may withdraw again", () => {
    const row = fold(made, withdraw("w1", ["c"]), restore("r1", ["w1"]), restore("t1", ["w1"]));
    expect(row.outcome).toBe("same");
    expect(outcomeOf(row, withdraw("x1", ["c", "t1"]))).toBe("applied");
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

/** The outcome of one more change. */
function outcomeOf(row: RecordRow, change: Change): string {
  const merged = mergeOne(row, change);
  return isRefusal(merged) ? merged.code : merged.outcome;
}
