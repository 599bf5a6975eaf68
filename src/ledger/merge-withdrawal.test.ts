import { describe, expect, test } from "vitest";
import { add, amend, fold, idOf, restore, set, settle, withdraw } from "./plan.fixture.ts";
import { made, written, openIn, sidesOf, refusalOf, outcomeOf } from "./merge.fixture.ts";

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
