import { describe, expect, test } from "vitest";
import { fold, idOf, reopen, set, settle } from "./plan.fixture.ts";
import { made, valueIn, openIn, sidesOf, refusalOf, outcomeOf } from "./merge.fixture.ts";

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
